// @ts-check
/* Without it: there is no search, and the list of all pages stands in its place.
 * With it: the words of a question become terms of the index, the very ones or some that are near. */
(() => {
  /** How much a term counts that is not the very word: one that it begins, or one slip of the finger away. */
  const NEAR = { begun: 0.8, form: 0.75, mistyped: 0.6 };
  /** Longer words than these may have other forms, which differ in so many letters of their end. */
  const FORMS = [7, 5, 4];
  /** How much a character alone counts, where its script has thousands. */
  const ALONE = 0.3;
  const MOST_BEGUN = 60;

  /** @type {(one: string, other: string) => boolean} Whether a letter is missing, is too much, is another, or two changed places. */
  const isNear = (one, other) => {
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    const [rest, there] = [one.slice(start), other.slice(start)];
    const changed = rest[0] === there[1] && rest[1] === there[0] && rest.slice(2) === there.slice(2);
    return changed || rest.slice(1) === there || rest === there.slice(1) || rest.slice(1) === there.slice(1);
  };

  /** @type {(terms: string[], nearness: number) => [string, number][]} */
  const as = (terms, nearness) => terms.map((term) => [term, nearness]);

  /**
   * @param {import("./types").Index} index
   * @param {import("./types").Folding} folding
   * @param {import("./types").Found} found
   */
  const wording = (index, folding, found) => {
    const terms = Array.from(found.keys()).sort();

    /** @type {(word: string) => string[]} Its stems, by the rules of all languages of the index. */
    const stems = (word) => Array.from(new Set(index.languages.map((_, language) => folding.stem(word, language))));
    /** @type {(word: string) => string[]} */
    const known = (word) => stems(word).filter((stem) => found.has(stem));

    /** @type {(beginning: string) => string[]} */
    const begunBy = (beginning) => {
      let [low, high] = [0, terms.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((terms[middle] || "") < beginning) low = middle + 1;
        else high = middle;
      }
      return terms.slice(low, low + MOST_BEGUN).filter((term) => term.startsWith(beginning));
    };

    /** @type {(word: string, last: boolean) => import("./types").Unit} */
    const unitOf = (word, last) => {
      /** @type {[string, number][]} */
      const near = known(word).map((term) => [term, 1]);
      if (word.length > 2 && (last || !near.length)) {
        for (const term of begunBy(word)) near.push([term, (NEAR.begun * word.length) / term.length]);
      }
      const cut = FORMS.length - FORMS.findIndex((longer) => word.length > longer);
      if (word.length > 4) {
        const forms = begunBy(word.slice(0, -cut)).filter((term) => term.length < word.length + 3);
        near.push(...as(forms, NEAR.form));
      }
      if (!near.length && word.length > 4) {
        const like = terms.filter((term) => Math.abs(term.length - word.length) < 3 && stems(word).some((stem) => isNear(stem, term)));
        near.push(...as(like, NEAR.mistyped));
      }
      return { weight: 1, terms: near };
    };

    /** @type {(word: string) => string[]} A word that is not known, as two that are. */
    const apart = (word) => {
      if (folding.isRun(word) || known(word).length || begunBy(word).length) return [word];
      for (let at = 3; at < word.length - 2; at += 1) {
        if (known(word.slice(0, at)).length && known(word.slice(at)).length) return [word.slice(0, at), word.slice(at)];
      }
      return [word];
    };

    /** @type {(words: string[]) => string[]} Two words of which one is not known, as one that is. */
    const together = (words) => {
      /** @type {string[]} */
      const result = [];
      for (let i = 0; i < words.length; i += 1) {
        const [word = "", next = ""] = words.slice(i, i + 2);
        const joins = next && !(known(word).length && known(next).length) && known(word + next).length;
        result.push(joins ? word + next : word);
        if (joins) i += 1;
      }
      return result;
    };

    return {
      stems,
      /** @type {(words: string[]) => import("./types").Unit[]} What has to be found of a question. */
      unitsOf: (words) =>
        /** @type {import("./types").Unit[]} */ ([]).concat(
          ...together(words).map(apart).reduce((all, some) => all.concat(some), []).map((word, i, all) => {
            if (!folding.isRun(word)) return [unitOf(word, i === all.length - 1)];
            const parts = folding.parts(word);
            if (!parts.length) return [{ weight: 1, terms: as(begunBy(word), 1) }];
            return parts.map((part) => ({ weight: part.length > 1 ? 1 : ALONE, terms: as([part], 1) }));
          }),
        ),
      /** @type {(words: string[]) => string[][]} The question, and the question with our words in the place of others. */
      variants: (words) => {
        const stemmed = ` ${words.map((word) => (folding.isRun(word) ? word : folding.stem(word, 0))).join(" ")} `;
        const asked = [words];
        for (const [typed, ours] of index.aliases) {
          const within = folding.isRun(typed) ? typed : ` ${typed} `;
          if (stemmed.includes(within)) asked.push(folding.words(stemmed.split(within).join(` ${ours} `)));
        }
        return asked;
      },
    };
  };

  Object.assign((window.editionsSearch = window.editionsSearch || {}), { wording });
})();
