/* What the index of an edition holds (model/search_index.py), and what the scripts of the search hand to each other. */

export interface Rules {
  letters: number[];
  dropped: number[];
  same: string;
  noughts: number[];
  whole: number;
  large: string;
  unspaced: string;
  replaced: [string, string][];
  articles: string[];
  shortest: number;
  endings: string[];
}

export interface Folding {
  folded(text: string): string;
  words(text: string): string[];
  isRun(word: string): boolean;
  stem(word: string, language: number): string;
  parts(run: string): string[];
}

/** The index as it is loaded; columns have a row for each entry. */
export interface Index {
  form: number;
  /** The first entry that was made, with others, from one page. */
  made: number;
  rules: Rules;
  languages: Language[];
  sections: [title: string, language: number][];
  hrefs: string[];
  titles: string[];
  summaries: string[];
  also: string[];
  headings: string[][];
  section: number[];
  language: number[];
  terms: string;
  posts: string;
  aliases: [string, string][];
  routes: [string, [number, string][]][];
}

/** One entry as it answers a question. */
export interface Result {
  href: string;
  title: string;
  summary: string;
  /** The title of the page above, and its language. */
  section: string;
  sectionLanguage: Language;
  /** The part of the page that answers best, with its address; empty where the page as a whole does. */
  heading: string;
  headingHref: string;
  language: Language;
}

/** The name is empty where the language is that of the edition. */
export type Language = [tag: string, direction: string, script: string, name: string];

export interface Answer {
  results: Result[];
  /** How many of them, from the first, are there because of what was asked, whatever its words are. */
  help: number;
}

/** Terms, and the entries that have each, with its weight there. */
export type Found = Map<string, Map<number, number>>;

/** One word of a question: the terms that answer it, with how near each is. */
export interface Unit {
  weight: number;
  terms: [string, number][];
}

export interface Wording {
  stems(word: string): string[];
  unitsOf(words: string[]): Unit[];
  variants(words: string[]): string[][];
}

export interface EditionsSearch {
  foldingBy(rules: Rules): Folding;
  unpacked(index: Index, folding: Folding): Found;
  wording(index: Index, folding: Folding, found: Found): Wording;
  helping(index: Index, folding: Folding, words: string[]): [number, string][];
  answering(index: Index): (question: string) => Answer;
}

declare global {
  interface Window {
    editionsSearch?: Partial<EditionsSearch>;
    searchIndex?: Index;
    trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
    };
  }
}
