// @ts-check
/* Without it: there is no search, and the list of all pages stands in its place.
 * With it: a question is answered with the entries that fit it best, those in the reader's language first. Nothing is
 * kept of a question. */
(() => {
  const MOST = 10;
  /** Entries that answer less than the first part of what the best one does are left out, but of those above the second
   * so many are taken that there are a few. */
  const [ENOUGH, LEAST, FEW] = [0.65, 0.1, 5];
  /** By so much of its score an entry is behind for each word of its title: of two that say the same, the shorter says it better. */
  const LONG = 0.006;

  /** @typedef {import("./types").Unit} Unit */

  /** @type {(units: Unit[], found: import("./types").Found, entries: number) => Map<number, number>} */
  const scoresOf = (units, found, entries) => {
    /** @type {Map<number, [number, number]>} */
    const sums = new Map();
    const whole = units.reduce((sum, unit) => sum + unit.weight, 0);
    for (const unit of units) {
      /** @type {Map<number, [number, number]>} */
      const best = new Map();
      for (const [term, nearness] of unit.terms) {
        const having = found.get(term) || new Map();
        const rare = Math.log(1 + entries / having.size);
        having.forEach((/** @type {number} */ weight, /** @type {number} */ entry) => {
          const own = nearness * rare * weight;
          if (own > (best.get(entry) || [0])[0]) best.set(entry, [own, nearness]);
        });
      }
      best.forEach(([score, nearness], entry) => {
        const [sum, covered] = sums.get(entry) || [0, 0];
        sums.set(entry, [sum + score * unit.weight, covered + nearness * unit.weight]);
      });
    }
    /** @type {Map<number, number>} */
    const scores = new Map();
    sums.forEach(([sum, covered], entry) => scores.set(entry, (sum / whole) * (covered / whole) ** 2));
    return scores;
  };

  /** @param {import("./types").Index} index */
  const answering = (index) => {
    const search = /** @type {import("./types").EditionsSearch} */ (window.editionsSearch);
    const folding = search.foldingBy(index.rules);
    const found = search.unpacked(index, folding);
    const wording = search.wording(index, folding, found);
    const lengths = index.titles.map((title) => folding.words(title).length);

    /** @type {(number: number) => import("./types").Language} */
    const languageOf = (number) => index.languages[number] || ["", "", "", ""];

    /** @type {(entry: number, heading: number) => import("./types").Result} */
    const resultOf = (entry, heading) => {
      const headings = index.headings[entry] || [];
      const href = index.hrefs[entry] || "";
      const [section, language] = index.sections[index.section[entry] || 0] || ["", 0];
      return {
        href,
        title: index.titles[entry] || "",
        summary: index.summaries[entry] || "",
        section,
        sectionLanguage: languageOf(language),
        heading: (heading >= 0 && headings[heading + 1]) || "",
        headingHref: `${href}#${headings[heading] || ""}`,
        language: languageOf(index.language[entry] || 0),
      };
    };

    /** @type {(entry: number, asked: Set<string>) => number} The heading that says more of what is asked than the title, or -1. */
    const headingOf = (entry, asked) => {
      /** @type {(text: string) => number} */
      const share = (text) => {
        const parts = folding.words(text).map((word) => (folding.isRun(word) ? folding.parts(word) : wording.stems(word)));
        return new Set(parts.reduce((all, some) => all.concat(some), []).filter((term) => asked.has(term))).size;
      };
      let [best, most] = [-1, share(index.titles[entry] || "")];
      (index.headings[entry] || []).forEach((text, i) => {
        const own = i % 2 ? share(text) : 0;
        if (own > most) [best, most] = [i - 1, own];
      });
      return best;
    };

    /** @type {(question: string) => import("./types").Answer} */
    const answer = (question) => {
      const words = folding.words(question);
      /** @type {Map<number, number>} */
      const best = new Map();
      const asked = new Set();
      for (const units of wording.variants(words).map(wording.unitsOf)) {
        units.forEach((unit) => unit.terms.forEach(([term]) => asked.add(term)));
        scoresOf(units, found, index.titles.length).forEach((score, entry) => {
          best.set(entry, Math.max(score, best.get(entry) || 0));
        });
      }
      const help = search.helping(index, folding, words);
      const ranked = Array.from(best)
        .map(([entry, score]) => [entry, score * (1 - LONG * Math.min(30, lengths[entry] || 0))])
        .filter(([entry]) => !help.some(([there]) => there === entry))
        .sort(([a = 0, one = 0], [b = 0, other = 0]) => other - one || a - b);
      const [, top = 0] = ranked[0] || [];
      /** @type {(entry: number) => number} */
      const borrowed = (entry) => Math.min(1, index.language[entry] || 0);
      const others = ranked
        .filter(([, score = 0], i) => score >= (i < FEW - help.length ? LEAST : ENOUGH) * top)
        .slice(0, MOST - help.length)
        .map(([entry = 0], i) => [entry, i])
        .sort(([a = 0, one = 0], [b = 0, other = 0]) => borrowed(a) - borrowed(b) || one - other);
      return {
        help: help.length,
        results: [
          ...help.map(([entry, anchor]) => resultOf(entry, (index.headings[entry] || []).indexOf(anchor))),
          ...others.map(([entry = 0]) => resultOf(entry, headingOf(entry, asked))),
        ],
      };
    };
    return answer;
  };

  Object.assign((window.editionsSearch = window.editionsSearch || {}), { answering });
})();
