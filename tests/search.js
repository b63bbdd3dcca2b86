/* Runs the scripts of the search in Node, without a page. Standard input: {"scripts": [paths], "questions": [texts],
 * "language": number}. Standard output: each question with its answer and its words, and the terms of the index. */
"use strict";
const { readFileSync } = require("node:fs");
const { createContext, runInContext } = require("node:vm");

const { scripts, questions, language } = JSON.parse(readFileSync(0, "utf8"));
const page = { document: { querySelector: () => null } };
page.window = page;
createContext(page);
for (const path of scripts) runInContext(readFileSync(path, "utf8"), page, { filename: path });

const { searchIndex: index, editionsSearch: search } = page;
const folding = search.foldingBy(index.rules);
const answer = search.answering(index);
const found = search.unpacked(index, folding);
const told = {
  answers: questions.map((question) => answer(question)),
  words: questions.map((question) => folding.words(question)),
  stems: questions.map((question) =>
    folding.words(question).map((word) => (folding.isRun(word) ? word : folding.stem(word, language))),
  ),
  found: Array.from(found, ([term, entries]) => [term, Array.from(entries.keys()).sort((a, b) => a - b)]),
};
process.stdout.write(JSON.stringify(told));
