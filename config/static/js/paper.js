// The page that is made for paper offers itself to the printer as soon as it stands.
window.addEventListener("load", () => window.print());
