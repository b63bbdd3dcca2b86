/* Words of texts in a script without spaces, as this Node tells them apart. Standard input: {"language", "texts"}. */
"use strict";
const { language, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const segmenter = new Intl.Segmenter(language, { granularity: "word" });
const words = texts.map((text) => Array.from(segmenter.segment(text)).filter((one) => one.isWordLike).map((one) => one.segment));
process.stdout.write(JSON.stringify(words));
