// What is looked for in drawings, by tests/browser/test_drawings.py.
'use strict';

/** Whether two boxes lie over each other; a hair's breadth is none. */
const areOver = (a, b) =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

/** Whether a box leaves another to a side. */
const leaves = (box, frame, by) => box.left < frame.left - by || box.right > frame.right + by;

/** Return each line of words that is seen in an element: its box, and the words it belongs to. */
function linesIn(element) {
  const lines = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.data.trim();
    if (!words || walk.currentNode.parentElement.closest('title, desc')) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    for (const box of range.getClientRects()) lines.push([box, words]);
  }
  return lines;
}

/** Return what leaves its drawing, and what is drawn over words or over a station. */
function faultsOfDrawings() {
  const faults = [];
  for (const figure of document.querySelectorAll('.drawn, .time')) {
    const frame = figure.getBoundingClientRect();
    const lines = linesIn(figure);
    const stations = [...figure.querySelectorAll(':is(.chain, .circle) > ul > li')].map((station) => [
      station.getBoundingClientRect(),
      'a station',
    ]);
    // Years are centred below their marks, and may stand out a little.
    for (const [box, words] of lines) if (leaves(box, frame, 8)) faults.push(`${words} leaves its drawing`);
    for (const sign of figure.querySelectorAll('.drawn-sign, .time-sign')) {
      const box = sign.getBoundingClientRect();
      if (!box.width) continue;
      if (leaves(box, frame, 1)) faults.push(`${sign.classList} leaves its drawing`);
      for (const [other, name] of [...lines, ...stations])
        if (areOver(box, other)) faults.push(`${sign.classList} covers ${name}`);
    }
  }
  return faults;
}

/** Whether each station begins where the one before it ends, as a reader goes on: down, or along the text. */
function stationsFollowEachOther() {
  return [...document.querySelectorAll('.drawn > .drawn-list')].every((list) => {
    const boxes = [...list.children].map((point) => point.getBoundingClientRect());
    const back = getComputedStyle(list).direction === 'rtl';
    return boxes.slice(1).every((box, n) => {
      const before = boxes[n];
      const beside = back ? box.right <= before.left : box.left >= before.right;
      return beside || box.top >= before.bottom - 1;
    });
  });
}

/** Return in how many rows the stations of a chain stand. */
function rowsOfStations() {
  return new Set([...document.querySelectorAll('.chain li')].map((station) => station.offsetTop)).size;
}

/** Return the colour of each thing drawn, and that of the text of the page. */
function coloursOfDrawings() {
  const text = getComputedStyle(document.body).color;
  return [...document.querySelectorAll('.drawn-sign, .time-scale, .emblem')].map((drawn) => [
    getComputedStyle(drawn).stroke,
    text,
  ]);
}
