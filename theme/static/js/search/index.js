// @ts-check
/* Without it: there is no search, and the list of all pages stands in its place.
 * With it: the packed index becomes a list of terms, and for each the entries that have it and how much they do. How it
 * is packed stands in model/search_index.py. */
(() => {
  /** How much more a term says of an entry where it stands in one of these. */
  const WEIGHTS = { title: 4, also: 3.5, heading: 2.4, summary: 2, text: 1 };

  const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => !"\"'\\<&".includes(c));
  const HALF = 43;

  /** @type {(index: import("./types").Index, add: (term: string, entry: number, weight: number) => void) => void} */
  const unpack = (index, add) => {
    let [before, at] = ["", 0];
    for (const told of index.terms.match(/[A-Z][^A-Z]*/g) || []) {
      before = before.slice(0, told.charCodeAt(0) - 65) + told.slice(1);
      for (let entry = -1, more = true; more; add(before, entry, WEIGHTS.text)) {
        entry += 1;
        for (; index.posts[at] === DIGITS[2 * HALF]; at += 1) entry += HALF;
        const digit = DIGITS.indexOf(index.posts[at] || "");
        at += 1;
        more = digit < HALF;
        entry += digit % HALF;
      }
    }
  };

  /**
   * @param {import("./types").Index} index
   * @param {import("./types").Folding} folding
   */
  const unpacked = (index, folding) => {
    /** @type {import("./types").Found} */
    const found = new Map();
    /** @type {(term: string, entry: number, weight: number) => void} */
    const add = (term, entry, weight) => {
      let entries = found.get(term);
      if (!entries) found.set(term, (entries = new Map()));
      entries.set(entry, Math.max(weight, entries.get(entry) || 0));
    };
    /** @type {(text: string | undefined, entry: number, weight: number) => void} */
    const addText = (text, entry, weight) => {
      for (const word of folding.words(text || "")) {
        if (folding.isRun(word)) folding.parts(word).forEach((part) => add(part, entry, weight));
        else add(folding.stem(word, index.language[entry] || 0), entry, weight);
      }
    };
    unpack(index, add);
    index.titles.forEach((title, entry) => {
      addText(index.also[entry], entry, WEIGHTS.also);
      // Pages made one for each country have all words but the name of the country in common.
      if (entry >= index.made) return;
      addText(title, entry, WEIGHTS.title);
      addText(index.summaries[entry], entry, WEIGHTS.summary);
      (index.headings[entry] || []).forEach((text, i) => i % 2 && addText(text, entry, WEIGHTS.heading));
    });
    return found;
  };

  Object.assign((window.editionsSearch = window.editionsSearch || {}), { unpacked });
})();
