// @ts-check
/* Without it: there is no search, and the list of all pages stands in its place.
 * With it: what people type is folded as the words of the index were, by the rules that stand in the index. The same in
 * Python: model/search_folding.py. */
(() => {
  /**
   * @param {import("./types").Rules} rules
   * @returns {import("./types").Folding}
   */
  const foldingBy = (rules) => {
    /** @type {Map<string, string>} */
    const letters = new Map();
    const same = new Map(rules.same.trim().split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]));
    const runs = new RegExp(`[${rules.unspaced}]+|[^${rules.unspaced} ]+`, "g");
    const unspaced = new RegExp(`^[${rules.unspaced}]`);
    const endings = rules.endings.map((listed) => listed.split(" ").map((rule) => rule.split(":")));

    /** @type {(code: number, ranges: number[]) => boolean} */
    const within = (code, ranges) => ranges.some((first, i) => i % 2 === 0 && first <= code && code <= (ranges[i + 1] ?? 0));

    /** @type {(character: string) => string} */
    const foldedCharacter = (character) => {
      const code = character.charCodeAt(0);
      if (within(code, rules.dropped)) return "";
      if (!within(code, rules.letters)) return " ";
      const other = same.get(character);
      if (other !== undefined) return other;
      const nought = rules.noughts.find((first) => first <= code && code < first + 10);
      if (nought) return String(code - nought);
      if (code >= rules.whole) return character;
      const parts = character.normalize("NFKD").split("");
      return parts.map((part) => (within(part.charCodeAt(0), rules.dropped) ? "" : same.get(part) ?? part)).join("");
    };

    /** @type {(text: string) => string} */
    const folded = (text) => {
      let plain = "";
      for (const character of text.normalize("NFKC").toLowerCase().split("")) {
        let letter = letters.get(character);
        if (letter === undefined) letters.set(character, (letter = foldedCharacter(character)));
        plain += letter;
      }
      return rules.replaced.reduce((all, [written, other]) => all.split(written).join(other), plain);
    };

    /** @type {(word: string) => string} */
    const withoutArticle = (word) => {
      for (const article of rules.articles) {
        if (word.startsWith(article) && word.length - article.length >= rules.shortest) {
          return withoutArticle(word.slice(article.length));
        }
      }
      return word;
    };

    return {
      folded,
      isRun: (word) => unspaced.test(word),
      words: (text) => (folded(text).match(runs) || []).filter((word) => word.length > 1 || unspaced.test(word)),
      stem: (word, language) => {
        if (word >= "\u0620" && word < "\u0700") return withoutArticle(word);
        if (word.length <= rules.shortest || word < "a" || word >= "{") return word;
        for (const [end = "", by = ""] of endings[language] || []) {
          if (end && word.endsWith(end) && word.length - end.length + by.length >= rules.shortest) {
            return word.slice(0, -end.length) + by;
          }
        }
        return word;
      },
      parts: (run) => {
        const pairs = run.split("").map((first, i) => first + run.slice(i + 1, i + 2)).slice(0, -1);
        return run >= rules.large ? pairs.concat(run.split("")) : pairs;
      },
    };
  };

  Object.assign((window.editionsSearch = window.editionsSearch || {}), { foldingBy });
})();
