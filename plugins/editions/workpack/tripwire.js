// What must be the same in a translation as in its source, while it is written. A first look only: whoever
// takes the work in compares again, with model/tripwire.py, from which this is read. Written without
// lookbehind and Unicode classes, which old browsers lack.
"use strict";

/** @typedef {{what: string, error: boolean}} Finding */
/** @typedef {{source: string, target: string, avoid: string[]}} Term */

const DIGITS = "0-9٠-٩۰-۹०-९০-৯੦-੯૦-૯୦-୯௦-௯౦-౯೦-೯൦-൯๐-๙໐-໙༠-༩၀-၉០-៩０-９";
const CODE = /(`+)([^]+?)\1/g;
const TOKEN = /\{[A-Za-z]+(?::[^{}\s]*)?\}|\{%[^{}]*%\}/g;
const ATTRIBUTES = /\{:?[^{}\n]*[#.][^{}\n]*\}/g;
const TAG = /<[^>]*>/g;
const LINK = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]*)[^)]*\)/g;
const SCHEME = /\](?:\(|:)\s*<?\s*([A-Za-z][A-Za-z0-9+.-]*):/g;
const SIGN = /\n[ \t]*([-*+][ \t]|[0-9]+\.[ \t]|#|>|:[ \t]|!!![ \t]|```|~~~|={3,}|-{3,}|\*?\[[^\]\n]+\]:)/g;
const TARGET = /\]\([^)]*\)/g;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>()"'\]]+|[\w.+-]+@[\w-]+\.[\w.-]+/g;
const NUMBER = new RegExp(
  `[${DIGITS}]+(?:[.,:/\u00a0\u202f\u2019'\u066b\u066c][${DIGITS}]+| [${DIGITS}]{3}(?![${DIGITS}]))*`,
  "g",
);
const EMPHASIS = /(^|[^\\*_])(\*\*|__|\*|_)(?=\S)([^]*?\S)\2/g;
const IN_WORDS = /\d+(?:s|st|nd|rd|th)\b/g;
const INVISIBLE = new RegExp(
  "[\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]",
);
const MONTHS =
  "January February March April May June July August September October November December".split(" ");
const TAGS =
  "abbr b bdi br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time var wbr".split(
    " ",
  );
const ATTRIBUTE_NAMES = ["id", "class", "lang", "dir", "title", "datetime"];
const SAFE_SCHEMES = ["https", "http", "mailto", "tel", "sms"];
const METADATA = ["title", "summary", "menu-title"];

/**
 * Every match of a pattern in a text.
 * @param {RegExp} pattern
 * @param {string} text
 * @returns {any[]}
 */
function all(pattern, text) {
  const found = [];
  const again = new RegExp(pattern.source, pattern.flags);
  for (let match = again.exec(text); match; match = again.exec(text)) {
    found.push(match);
    if (match[0] === "") again.lastIndex += 1;
  }
  return found;
}

/** @param {string} text */
function withoutCode(text) {
  return text.replace(CODE, " ");
}

/** What is left to be read: without code, tokens, tags, link targets. @param {string} text */
function prose(text) {
  const plain = [CODE, TOKEN, ATTRIBUTES, TAG].reduce((left, one) => left.replace(one, " "), text);
  return plain.replace(TARGET, "] ");
}

/** A digit of any script as a Latin one, anything else as nothing. @param {string} sign */
function latin(sign) {
  if (/[0-9]/.test(sign)) return sign;
  const zeros = DIGITS.split("-").slice(0, -1);
  const zero = zeros.map((part) => part.charCodeAt(part.length - 1)).find((code) => {
    const value = sign.charCodeAt(0) - code;
    return value >= 0 && value < 10;
  });
  return zero === undefined ? "" : String(sign.charCodeAt(0) - zero);
}

/** The numbers of a text as Latin digits, however they are grouped. @param {string} text */
function numbersOf(text) {
  const plain = prose(text).replace(ADDRESS, " ");
  return all(NUMBER, plain).map((match) => match[0].split("").map(latin).join(""));
}

/** @param {string} text */
function targetsOf(text) {
  return all(LINK, withoutCode(text)).filter((match) => !match[1]).map((match) => match[3]);
}

/** Each scheme of an address that is not allowed, once. @param {string} text */
function refusedSchemes(text) {
  const schemes = all(SCHEME, withoutCode(text)).map((match) => match[1].toLowerCase());
  return schemes.filter((one, at) => SAFE_SCHEMES.indexOf(one) < 0 && schemes.indexOf(one) === at);
}

/** @param {string} text */
function addressesOf(text) {
  const plain = withoutCode(text).replace(TARGET, "] ");
  return all(ADDRESS, plain).map((match) => match[0].replace(/[.,;:!?]+$/, ""));
}

/** @param {string} text */
function imagesOf(text) {
  return all(LINK, text).filter((match) => match[1]);
}

/**
 * What is in the first list and not in the second.
 * @param {string[]} first
 * @param {string[]} second
 */
function without(first, second) {
  const left = second.slice();
  return first.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * What one list has and the other has not, in a sentence.
 * @param {string} what
 * @param {string[]} source
 * @param {string[]} text
 * @returns {string[]}
 */
function difference(what, source, text) {
  const told = (/** @type {string} */ name, /** @type {string[]} */ left) =>
    left.length ? [`${name}: ${left.join(", ")}`] : [];
  const parts = told("missing here", without(source, text)).concat(told("only here", without(text, source)));
  return parts.length ? [`the ${what} differ from the source, ${parts.join("; ")}.`] : [];
}

/**
 * Decades and ordinals may be words; months are numbers in Chinese and Japanese.
 * @param {string} source
 * @param {string} text
 */
function numberDifference(source, text) {
  const wanted = numbersOf(source);
  const found = numbersOf(text);
  const words = numbersOf(all(IN_WORDS, source).map((match) => match[0]).join(" "));
  const months = all(new RegExp(`\\b(?:${MONTHS.join("|")})\\b`, "g"), source).map((match) =>
    String(MONTHS.indexOf(match[0]) + 1),
  );
  const wrong = without(without(wanted, found), words).concat(without(without(found, wanted), months));
  return wrong.length ? difference("numbers", wanted, found) : [];
}

/** @param {string} source @param {string} text @returns {string[]} */
function imageDifference(source, text) {
  const ours = imagesOf(source);
  const theirs = imagesOf(text);
  const undescribed = theirs.filter(
    (image) => !image[2].trim() && ours.some((one) => one[3] === image[3] && one[2].trim()),
  );
  return difference("images", ours.map((i) => i[3]), theirs.map((i) => i[3])).concat(
    undescribed.map((image) => `the image ${image[3]} has no description.`),
  );
}

/** Names of attributes outside the list. @param {string} text @returns {string[]} */
function refusedAttributes(text) {
  const names = all(/([\w:-]+)\s*=/g, text).map((match) => match[1]);
  return names.filter((name) => ATTRIBUTE_NAMES.indexOf(name.toLowerCase()) < 0);
}

/** Tags and attributes outside the list. @param {string} text @returns {string[]} */
function refusedTags(text) {
  const plain = withoutCode(text);
  const lists = all(/\{:?([^{}\n]*=[^{}\n]*)\}/g, plain).map((match) => match[1]);
  const added = lists.reduce((left, one) => left.concat(refusedAttributes(one)), /** @type {string[]} */ ([]));
  // Spelt in two: where a script has the beginning of a comment, browsers look for its end elsewhere.
  if (plain.indexOf("--!>") >= 0) added.push("<!" + "-- --!>");
  return added.concat(refusedElements(plain));
}

/** @param {string} plain @returns {string[]} */
function refusedElements(plain) {
  return all(/<\/?([A-Za-z][\w-]*)([^>]*)>?/g, plain)
    .filter(
      (match) =>
        !/^<(https?:|mailto:|[\w.+-]+@)/.test(match[0]) &&
        (TAGS.indexOf(match[1].toLowerCase()) < 0 || refusedAttributes(match[2]).length > 0),
    )
    .map((match) => match[0]);
}

/** The host of a link, or the target itself. @param {string} target */
function siteOf(target) {
  const found = /^(?:[A-Za-z][\w+.-]*:)?\/\/([^/?#]*)/.exec(target);
  const host = found ? found[1] || "" : "";
  return host ? host.toLowerCase() : target;
}

/**
 * Whether links differ only in the page of a site, which may be the one in the reader's language.
 * @param {string} source
 * @param {string} text
 */
function sameSites(source, text) {
  return !difference("sites", targetsOf(source).map(siteOf), targetsOf(text).map(siteOf)).length;
}

/**
 * Whether a line begins as another kind of text does, and none of the source; behind a sign it may.
 * @param {string} source
 * @param {string} text
 * @param {string} kind
 */
function otherBeginnings(source, text, kind) {
  const signs = (/** @type {string} */ one) => all(SIGN, one).map((match) => match[1].trim());
  const known = signs(`\n${source}`);
  const behind = METADATA.concat("heading", "notice").indexOf(kind) >= 0;
  return signs(behind ? text.trim() : `\n${text.trim()}`).some((sign) => known.indexOf(sign) < 0);
}

/**
 * What is to be looked at in a translation; an error is refused when the work is taken in.
 * @param {string} source
 * @param {string} text
 * @param {string} kind
 * @param {Term[]} terms
 * @returns {Finding[]}
 */
function findingsOf(source, text, kind, terms) {
  const tokens = (/** @type {string} */ one) => all(TOKEN, one).map((match) => match[0]);
  const metadata = METADATA.indexOf(kind) >= 0;
  /** @type {Finding[]} */
  const found = [];
  const add = (/** @type {string[]} */ told, error = true) => told.forEach((what) => found.push({ what, error }));
  add(difference("tokens", tokens(withoutCode(source)), tokens(withoutCode(text))));
  if (!metadata) {
    const code = (/** @type {string} */ one) => all(CODE, one).map((match) => match[2]);
    add(difference("code", code(source), code(text)));
    add(difference("link targets", targetsOf(source), targetsOf(text)), !sameSites(source, text));
    add(difference("addresses", addressesOf(source), addressesOf(text)));
  }
  add(numberDifference(source, text));
  if (!metadata) {
    add(imageDifference(source, text));
    if (all(EMPHASIS, prose(source)).length !== all(EMPHASIS, prose(text)).length) {
      add(["other words are emphasised than in the source, or fewer."], false);
    }
  }
  if (INVISIBLE.test(text)) add(["the text has an invisible character."]);
  add(refusedTags(text).map((tag) => `this HTML is not allowed on a page: ${tag}.`));
  add(refusedSchemes(text).map((one) => `addresses that begin with ${one}: are not allowed.`));
  if (/\n\s*\n/.test(text.trim())) add(["a text has no empty lines."]);
  if (kind !== "table" && otherBeginnings(source, text, kind)) {
    add(["a line of a text does not begin with -, 1., #, > or :."]);
  }
  const words = (/** @type {string} */ one) => prose(one).split(/\s+/).filter(Boolean).join(" ");
  if (words(source) === words(text) && words(source).split(" ").length >= 4) {
    add(["the text is the same as in the source: it is not translated."], false);
  }
  const low = text.toLowerCase();
  terms.forEach((term) =>
    add(
      term.avoid
        .filter((word) => low.indexOf(word.toLowerCase()) >= 0)
        .map((word) => `the glossary asks to avoid “${word}”; write “${term.target}”.`),
    ),
  );
  return found;
}
