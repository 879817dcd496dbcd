// Shortcuts: "/" to the search field, "g h" home, "g w" to the worklist, "?" shows them, and one letter for a button or link with that letter in
// aria-keyshortcuts. They can be switched off in the overview (WCAG 2.1.4).
const SWITCH = "samenhang:shortcuts";
const PAIR_MS = 1500;

const dialog = document.getElementById("shortcuts");
const toggle = dialog.querySelector("[data-shortcuts-switch]");
let startedAt = 0;

const areOn = () => localStorage.getItem(SWITCH) !== "off";
const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

toggle.checked = areOn();
toggle.addEventListener("change", () => localStorage.setItem(SWITCH, toggle.checked ? "on" : "off"));

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens-dialog]");
  if (!opener) return;
  event.preventDefault();
  document.getElementById(opener.dataset.opensDialog).showModal();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || dialog.open || !areOn()) return;
  const isSecond = event.timeStamp - startedAt < PAIR_MS;
  startedAt = event.key === "g" ? event.timeStamp : 0;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("frame-search")?.focus();
  } else if (event.key === "?") {
    event.preventDefault();
    dialog.showModal();
  } else if (event.key === "h" && isSecond) {
    location.assign(dialog.dataset.homeUrl);
  } else if (event.key === "w" && isSecond) {
    location.assign(dialog.dataset.worklistUrl);
  } else if (/^[a-z]$/.test(event.key)) {
    document.querySelector(`:is(a, button)[aria-keyshortcuts="${event.key}"]`)?.click();
  }
});

// A form that opens in the page (.write-place) is there to write in: the keyboard goes to its first field.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.matches(".write-place")) event.target.querySelector("textarea, select, input:not([type=hidden])")?.focus();
});
