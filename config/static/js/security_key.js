// Asks a security key (WebAuthn) to make itself known or to sign, puts its answer in the form and sends that. The form is
// mfa/includes/use_key.html; the translation from and to JSON is webauthn-json, which comes with allauth.
const { webauthnJSON } = window;

for (const form of document.querySelectorAll("form[data-security-key]")) {
  const options = JSON.parse(document.getElementById(form.dataset.optionsId).textContent);
  const failed = form.querySelector("[data-key-failed]");
  const isPossible = Boolean(webauthnJSON?.supported());
  form.querySelector("[data-key-possible]").hidden = !isPossible;
  form.querySelector("[data-key-impossible]").hidden = isPossible;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const answer = await webauthnJSON[form.dataset.securityKey](options);
      form.elements.namedItem("credential").value = JSON.stringify(answer);
      form.submit();
    } catch {
      // No key at hand, the wrong one, or somebody chose to stop: the browser has said which.
      failed.hidden = false;
    }
  });
}
