// @ts-check
/* Without it: the note says what the exit link does, and no more.
 * With it: it also offers Shift, and to keep the pages that follow out of the Back button of this tab. That is remembered
 * in the tab alone, from when the reader asks for it until the exit, or until the tab is closed. */
(() => {
  const more = document.querySelector(".exit-note-more");
  const choice = more && more.querySelector("input");
  if (!(more instanceof HTMLElement) || !choice) return;

  try {
    choice.checked = sessionStorage.getItem("editions-quiet") !== null;
  } catch {
    return;
  }
  more.hidden = false;

  choice.addEventListener("change", () => {
    if (choice.checked) sessionStorage.setItem("editions-quiet", "yes");
    else sessionStorage.removeItem("editions-quiet");
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!choice.checked || !plain || !link || link.target) return;
    // From a disk every address has the origin "null"; ours begin as this page's does.
    if (link.protocol !== location.protocol || link.host !== location.host) return;
    event.preventDefault();
    location.replace(link.href);
  });
})();
