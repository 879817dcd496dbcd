// The worklist by keyboard: "j" and "k" to the next and the previous task, "x" ticks it. Off together with all other
// shortcuts (js/keyboard.js). Without script the same goes with tab and space.
const lines = [...document.querySelectorAll("[data-worklist-line]")];
const areOn = () => localStorage.getItem("samenhang:shortcuts") !== "off";
const isWriting = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!areOn() || isWriting(event.target) || document.querySelector("dialog[open]") || !lines.length) return;
  const here = lines.indexOf(document.activeElement);
  if (event.key === "j") lines[Math.min(here + 1, lines.length - 1)].focus();
  else if (event.key === "k") lines[Math.max(here - 1, 0)].focus();
  else if (event.key === "x" && here >= 0) lines[here].click();
});
