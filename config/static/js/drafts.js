// What is typed survives an expired session, a lost connection and a visit to another page.
//
// A form with data-draft="<kind>:<key of the object>" is kept in sessionStorage while somebody types: in this tab only, under the key of
// the person, gone when the form has arrived, when they discard it and when they sign out. The words shown are in includes/notices.html.
const PREFIX = "samenhang:draft:";
const PENDING = "samenhang:sent";
const NEVER_KEPT = new Set(["hidden", "password", "file", "submit", "button", "reset"]);

const actor = document.body.dataset.actor;
const store = sessionStorage;
const pristine = new WeakMap();
let isLeavingOnPurpose = false;

const keyOf = (form) => `${PREFIX}${actor}:${form.dataset.draft}`;
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NEVER_KEPT.has(field.type));
const draftForms = () => [...document.querySelectorAll("form[data-draft]")];
const draftFormOf = (element) => element?.closest?.("form[data-draft]");

const read = (form) =>
  JSON.stringify(fieldsOf(form).map((field) => [field.name, field.value, isChoice(field) ? field.checked : null]));

function write(form, draft) {
  const rows = JSON.parse(draft);
  for (const field of fieldsOf(form)) {
    const row = rows.find(([name, value]) => name === field.name && (!isChoice(field) || value === field.value));
    if (!row) continue;
    if (isChoice(field)) field.checked = row[2];
    else field.value = row[1];
  }
}

function keep(form) {
  const draft = read(form);
  if (draft === pristine.get(form)) store.removeItem(keyOf(form));
  else store.setItem(keyOf(form), draft);
}

function forget(form) {
  store.removeItem(keyOf(form));
}

function forgetWhere(test) {
  Object.keys(store)
    .filter((key) => key.startsWith(PREFIX) && test(key))
    .forEach((key) => store.removeItem(key));
}

// Shows one of the prepared notices: in the form it is about, else among the messages of the page.
function notice(name, form) {
  const content = document.getElementById(`notice-${name}`).content.cloneNode(true);
  if (!form) content.querySelectorAll("[data-about-text]").forEach((part) => part.remove());
  const place = form ? noticePlace(form) : document.getElementById("messages");
  place.replaceChildren(content);
}

function noticePlace(form) {
  let place = form.querySelector(".draft-notice");
  if (!place) {
    place = document.createElement("div");
    place.className = "draft-notice";
    place.setAttribute("role", "status");
    const actions = form.querySelector(".form__actions");
    if (actions) actions.before(place);
    else form.append(place);
  }
  return place;
}

function prepare(form) {
  if (pristine.has(form)) return;
  pristine.set(form, read(form));
  const draft = store.getItem(keyOf(form));
  if (!draft) return;
  write(form, draft);
  if (read(form) !== pristine.get(form)) notice("restored", form);
}

// A form that was sent without htmx has arrived when the next page comes without it.
function settleSent() {
  const sent = store.getItem(PENDING);
  store.removeItem(PENDING);
  if (sent && !draftForms().some((form) => keyOf(form) === sent)) store.removeItem(sent);
}

forgetWhere((key) => !key.startsWith(`${PREFIX}${actor}:`));
settleSent();
draftForms().forEach(prepare);

document.addEventListener("htmx:load", (event) => {
  const element = event.detail.elt;
  [element, ...element.querySelectorAll("form[data-draft]")].map(draftFormOf).filter(Boolean).forEach(prepare);
});

document.addEventListener("input", (event) => {
  const form = draftFormOf(event.target);
  if (form) keep(form);
});

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-draft-discard]") && draftFormOf(event.target);
  if (!form) return;
  forget(form);
  form.reset();
  form.querySelector(".draft-notice").replaceChildren();
});

document.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-sign-out]")) {
    forgetWhere(() => true);
    isLeavingOnPurpose = true;
  } else if (event.target.matches("[data-draft]") && !event.defaultPrevented) {
    store.setItem(PENDING, keyOf(event.target));
    isLeavingOnPurpose = true;
  }
});

window.addEventListener("beforeunload", (event) => {
  if (!isLeavingOnPurpose && draftForms().some((form) => store.getItem(keyOf(form)))) event.preventDefault();
});

// Before the answer is put in place: the new form must not be filled with what has just arrived.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = draftFormOf(event.detail.requestConfig.elt);
  if (form && event.detail.requestConfig.verb !== "get" && event.detail.xhr.status < 400) forget(form);
});

const formOf = (event) => draftFormOf(event.detail.requestConfig?.elt ?? event.detail.elt);
document.addEventListener("htmx:sendError", (event) => notice("offline", formOf(event)));
document.addEventListener("htmx:timeout", (event) => notice("offline", formOf(event)));
document.addEventListener("htmx:responseError", (event) => {
  const names = { 401: "signed-out", 403: "refused", 404: "refused" };
  notice(names[event.detail.xhr.status] ?? "failed", formOf(event));
});
