// @ts-check
/* Without it: the list of all pages stands in the place of the search.
 * With it: what is typed is answered on the spot, and forgotten when the search is closed or the page is left. Nothing is
 * asked of a network, stored, or put into an address. */
(() => {
  /** In milliseconds: as long as somebody types, nothing is read out. */
  const PAUSE = 150;

  /** @type {HTMLDetailsElement | null} */
  const fold = document.querySelector(".search-fold");
  if (!fold || fold.dataset.ready) return;

  /** @type {<T extends Element>(selector: string, root?: ParentNode) => T} */
  const part = (selector, root = fold) => /** @type {any} */ (root.querySelector(selector));
  /** @type {(what: string) => void} */
  const tell = (what) => fold.querySelectorAll("[data-told]").forEach((told) => {
    told.toggleAttribute("hidden", told.getAttribute("data-told") !== what);
  });

  const base = fold.dataset.base || "";
  /** @type {HTMLInputElement} */
  const input = part("input");
  /** @type {HTMLElement} */
  const list = part(".search-results");

  /** @type {(tag: string, name: string, ...inside: (Node | string)[]) => HTMLElement} */
  const made = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };
  /** A result without its words. Not in the page: it would weigh something in each. */
  const pattern = () => made("li", "search-result",
    made("a", "search-link", made("span", "search-title"), " ", made("span", "search-language")),
    made("p", "", made("span", "search-section"), " ", made("a", "search-heading")),
    made("p", "search-says"));

  /** @type {(item: HTMLElement, selector: string, text: string, language: import("./types").Language, href?: string) => void} */
  const fill = (item, selector, text, [tag, direction, script, name], href) => {
    /** @type {HTMLElement} */
    const element = part(selector, item);
    element.textContent = text;
    if (href) element.setAttribute("href", base + href);
    if (!name) return;
    element.lang = tag;
    element.dir = direction;
    element.dataset.script = script;
  };

  /** @type {(result: import("./types").Result, help: boolean) => Node} */
  const shown = (result, help) => {
    const item = pattern();
    // Of a page that helps, its part that does is what is looked for.
    const within = help && result.heading;
    fill(item, ".search-title", within ? result.heading : result.title, result.language);
    fill(item, ".search-heading", within ? "" : result.heading, result.language, result.headingHref);
    fill(item, ".search-says", within ? "" : result.summary, result.language);
    if (within) fill(item, ".search-section", result.title, result.language);
    else fill(item, ".search-section", result.section, result.sectionLanguage);
    part(".search-language", item).textContent = result.language[3] && `(${result.language[3]})`;
    part(".search-link", item).setAttribute("href", base + (within ? result.headingHref : result.href));
    for (const one of item.querySelectorAll("span, .search-heading, p")) if (!(one.textContent || "").trim()) one.remove();
    return item;
  };

  const start = () => {
    const index = window.searchIndex;
    const search = window.editionsSearch;
    if (!index || index.form !== 1 || !search || !search.answering) {
      tell("trouble");
      return;
    }
    fold.dataset.ready = "yes";
    const answer = search.answering(index);

    let timer = 0;
    const show = () => {
      // Answered now: a list that is made anew would take a link away under a finger.
      window.clearTimeout(timer);
      const { results, help } = answer(input.value);
      list.textContent = "";
      results.forEach((result, i) => list.appendChild(shown(result, i < help)));
      part(".search-help").toggleAttribute("hidden", !help);
      part(".search-count").textContent = String(results.length);
      tell(results.length ? "count" : input.value.trim().length > 1 ? "none" : "");
    };

    const forget = () => {
      input.value = "";
      show();
    };
    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") show();
      if (event.key === "Escape" && input.value) {
        // The first empties the box, the second closes the fold.
        event.stopPropagation();
        event.preventDefault();
        forget();
      }
    });
    fold.addEventListener("toggle", () => fold.open || forget());
    // A result may be a place on the page that is being read.
    window.addEventListener("hashchange", () => (fold.open = false));
    // A page that is kept for the way back must not show what was typed.
    window.addEventListener("pagehide", forget);
    show();
  };

  // When the scripts beside this one have run: they are joined in the order of their names.
  Promise.resolve().then(start);
})();
