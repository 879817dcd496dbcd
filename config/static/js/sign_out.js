// Signing out on a page without the frame: what this tab kept of unsent text goes, as js/drafts.js does in the frame.
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => sessionStorage.clear());
}
