// @ts-check
/* Without it: the fold of the search holds a link to the list of all pages.
 * With it: it holds a box to type in, and what the box needs is loaded when the fold is opened for the first time. */
(() => {
  /** @type {HTMLDetailsElement | null} */
  const fold = document.querySelector(".search-fold");
  const box = fold && fold.querySelector("input");
  if (!fold || !box || !fold.parentElement || !box.parentElement) return;
  fold.parentElement.hidden = box.parentElement.hidden = false;
  const scripts = (fold.dataset.scripts || "").split(" ");
  const policy = window.trustedTypes && window.trustedTypes.createPolicy("editions", {
    createScriptURL: (url) => {
      if (!scripts.includes(url)) throw new TypeError("not a script of the search");
      return url;
    },
  });

  /** @param {string} what */
  const tell = (what) => {
    for (const told of fold.querySelectorAll("[data-told]")) told.toggleAttribute("hidden", told.getAttribute("data-told") !== what);
  };
  let wanted = false;

  const load = () => {
    if (wanted) return;
    wanted = true;
    tell("");
    for (const url of scripts) {
      const script = document.createElement("script");
      script.async = false; // the index first, then what reads it
      script.onerror = () => {
        wanted = false; // with the next opening it is tried again
        tell("trouble");
      };
      script.src = /** @type {string} */ (policy ? policy.createScriptURL(url) : url);
      document.head.appendChild(script);
    }
  };

  fold.addEventListener("toggle", () => {
    if (!fold.open) return;
    load();
    box.focus();
  });
})();
