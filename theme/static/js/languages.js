// @ts-check
/* Without it: the lists of the header open and close by their own summaries, and opening one closes the other.
 * With it: they also close when Escape is pressed and when something outside of them is pressed or gets the focus. */
(() => {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = document.querySelectorAll(".site-header details");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const fold of folds) {
      if (!fold.open) continue;
      // Whoever was inside of the list goes back to what opened it, or the focus would be lost with the list.
      if (fold.contains(document.activeElement)) fold.querySelector("summary")?.focus();
      fold.open = false;
    }
  });

  // A list left open would cover what the focus comes to next.
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => {
      for (const fold of folds) {
        if (event.target instanceof Node && !fold.contains(event.target)) fold.open = false;
      }
    });
  }
})();
