// @ts-check
/* Without it: the root page lists every edition in the site's order, and the reader picks one.
 * With it: the editions in the browser's languages come first and are marked. Nothing is opened, asked or remembered. */
(() => {
  const list = document.querySelector(".chooser");
  if (!list) return;

  /** @type {HTMLElement[]} */
  const items = [...list.querySelectorAll(".chooser-item")].filter((item) => item instanceof HTMLElement);

  /**
   * The edition that fits best: the very tag, or the longest beginning of it, or another of the same language.
   * @param {string} wanted
   */
  const editionFor = (wanted) => {
    for (let parts = wanted.toLowerCase().split("-"); parts.length; parts.pop()) {
      const tag = parts.join("-");
      const found = items.find((item) => item.lang.toLowerCase() === tag);
      if (found) return found;
    }
    const language = wanted.toLowerCase().split("-")[0];
    return items.find((item) => item.lang.toLowerCase().split("-")[0] === language);
  };

  const fitting = new Set(navigator.languages.map(editionFor).filter((item) => item !== undefined));
  list.prepend(...fitting);
  for (const item of fitting) item.classList.add("chooser-yours");
})();
