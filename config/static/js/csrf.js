// Signing in again in another tab gives a new security token. Forms that were already open take it from the cookie when they are sent.
const COOKIE = /(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/;
const FIELD = "csrfmiddlewaretoken";

const token = () => COOKIE.exec(document.cookie)?.[1];

document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.elements.namedItem(FIELD);
    if (field && token()) field.value = token();
  },
  true,
);

document.addEventListener("htmx:configRequest", (event) => {
  const { parameters, headers, verb } = event.detail;
  if (verb === "get" || !token()) return;
  headers["X-CSRFToken"] = token();
  if (FIELD in parameters) parameters[FIELD] = token();
});
