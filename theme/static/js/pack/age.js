// @ts-check
// How old a copy is: the note at the top of a page that travels says more as time passes. Without this
// script the day the copy was made stands there all the same.

(() => {
  const DAY = 86400000;
  for (const note of document.querySelectorAll("[data-made]")) {
    const made = Date.parse(note.getAttribute("data-made") || "");
    const days = (Date.now() - made) / DAY;
    const said = [...note.querySelectorAll("[data-after]")];
    const due = said.filter((line) => days > Number(line.getAttribute("data-after")));
    // Only the last that is due: each says all that the one before it said.
    for (const line of said) line.toggleAttribute("hidden", line !== due[due.length - 1]);
  }
})();
