// @ts-check
/* Without it: there is no search, and every page leads to help by itself.
 * With it: some words lead to places that help before all else. Which words stands in the index as digests only, made as
 * model/search_index.py makes them; nothing tells that a word was one of them. */
(() => {
  /** More words than these of a question are not looked at, nor are longer parts of a run. */
  const [WORDS, LETTERS] = [12, 24];

  /** @type {(words: string[]) => string} */
  const digestOf = (words) => {
    const text = words.slice().sort().join(" ");
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return `000000${(value >>> 0).toString(36)}`.slice(-7);
  };

  /** @type {(stems: string[], runs: string[]) => Set<string>} Of one to three words in any order, and of parts of runs. */
  const digestsOf = (stems, runs) => {
    const digests = new Set();
    stems.slice(0, WORDS).forEach((one, i, all) => {
      digests.add(digestOf([one]));
      all.slice(i + 1).forEach((two, j, rest) => {
        digests.add(digestOf([one, two]));
        rest.slice(j + 1).forEach((three) => digests.add(digestOf([one, two, three])));
      });
    });
    for (const run of runs) {
      for (let start = 0; start < run.length; start += 1) {
        const longest = Math.min(run.length, start + LETTERS);
        for (let end = start + 2; end <= longest; end += 1) digests.add(digestOf([run.slice(start, end)]));
      }
    }
    return digests;
  };

  /**
   * The places that help with what is asked: entries, each with an anchor or without.
   * @param {import("./types").Index} index
   * @param {import("./types").Folding} folding
   * @param {string[]} words
   */
  const helping = (index, folding, words) => {
    const stems = Array.from(new Set(words.map((word) => (folding.isRun(word) ? word : folding.stem(word, 0)))));
    const digests = digestsOf(stems, words.filter(folding.isRun));
    /** @type {[number, string][]} */
    const places = [];
    for (const [listed, ways] of index.routes) {
      if (!(listed.match(/.{7}/g) || []).some((digest) => digests.has(digest))) continue;
      places.push(...ways.filter((way) => !places.some((place) => place.join() === way.join())));
    }
    return places.slice(0, 4);
  };

  Object.assign((window.editionsSearch = window.editionsSearch || {}), { helping });
})();
