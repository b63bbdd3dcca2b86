// The work pack: source beside translation, one page of the site at a time. Everything stays in this
// document; saving downloads the same document with the work in it.
"use strict";

(() => {
  // As it was before anything was added: this is what a copy is made from.
  const pristine = document.documentElement.outerHTML;
  const holder = document.getElementById("work");
  /** @type {any} */
  const work = JSON.parse(holder ? holder.textContent || "{}" : "{}");
  const STATES = { current: "Current", changed: "The source has changed", new: "Not translated" };
  let unsaved = 0;

  /** @param {string} id @returns {any} */
  const byId = (id) => document.getElementById(id);

  /**
   * An element with a class and a text.
   * @param {string} name
   * @param {string} style
   * @param {string} [text]
   * @returns {any}
   */
  function made(name, style, text) {
    const element = document.createElement(name);
    if (style) element.className = style;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** @param {any} element @param {any} language */
  function inLanguage(element, language) {
    element.lang = language.tag;
    element.dir = language.dir;
    return element;
  }

  /** @returns {any[]} */
  const units = () => work.pages.reduce((/** @type {any[]} */ all, /** @type {any} */ page) => all.concat(page.units), []);

  /** @param {any} unit */
  const wordsOf = (unit) => unit.source.split(/\s+/).filter(Boolean).length;

  /** What was found in a text last time: all of a pack are asked for after every key. @type {Map<any, any>} */
  const known = new Map();

  /** @param {any} unit @returns {Finding[]} */
  function doubts(unit) {
    const before = known.get(unit);
    if (before && before.text === unit.text) return before.found;
    const found = unit.text ? findingsOf(unit.source, unit.text, unit.kind, work.terms) : [];
    known.set(unit, { text: unit.text, found });
    return found;
  }

  /**
   * Whether a text is said to be done and would be refused. What came done has been accepted before, also
   * a word to avoid that is only quoted.
   * @param {any} unit
   */
  const refused = (unit) => unit.done && unit.edited && doubts(unit).some((found) => found.error);

  /** @param {any} unit */
  function wanted(unit) {
    if (byId("filter").value === "todo") return !unit.done;
    return byId("filter").value === "all" || doubts(unit).length > 0;
  }

  function showProgress() {
    const listed = units();
    const done = listed.filter((unit) => unit.done);
    const sum = (/** @type {any[]} */ some) => some.reduce((total, unit) => total + wordsOf(unit), 0);
    byId("progress").max = sum(listed) || 1;
    byId("progress").value = sum(done);
    byId("progress-words").textContent =
      `${work.source.autonym} → \u2068${work.target.autonym}\u2069: ${done.length} of ${listed.length} texts done,` +
      ` ${sum(done)} of ${sum(listed)} words`;
    const wrong = listed.filter(refused).length;
    byId("wrong").textContent = wrong
      ? `${wrong} done ${wrong === 1 ? "text still has" : "texts still have"} something to look at before you send this.` +
        " Show “what needs a second look”."
      : "";
    const options = byId("pages").options;
    work.pages.forEach((/** @type {any} */ page, /** @type {number} */ at) => {
      const open = page.units.filter((/** @type {any} */ unit) => !unit.done).length;
      options[at].textContent = `${page.title} (${open ? `${open} to do` : "done"})`;
    });
  }

  /** @param {any} unit */
  function touched(unit) {
    unit.edited = true;
    unsaved += 1;
    byId("saved").textContent = "There is work that is not saved.";
    showProgress();
  }

  /**
   * The words of a text with what changed since an older one, by their longest common part.
   * @param {string} before
   * @param {string} after
   */
  function changes(before, after) {
    const a = before.split(/\s+/);
    const b = after.split(/\s+/);
    /** @type {any} */
    const same = a.map(() => b.map(() => 0).concat(0)).concat([b.map(() => 0).concat(0)]);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        same[i][j] = a[i] === b[j] ? same[i + 1][j + 1] + 1 : Math.max(same[i + 1][j], same[i][j + 1]);
      }
    }
    const told = inLanguage(made("p", "changes"), work.source);
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        told.append(`${a[i]} `);
        i += 1;
        j += 1;
      } else if (i < a.length && (j === b.length || same[i + 1][j] >= same[i][j + 1])) {
        told.append(made("del", "", a[i]), " ");
        i += 1;
      } else {
        told.append(made("ins", "", b[j]), " ");
        j += 1;
      }
    }
    return told;
  }

  /** @param {any} unit */
  function glossary(unit) {
    const low = unit.source.toLowerCase();
    const listed = made("ul", "terms");
    work.terms
      .filter((/** @type {Term} */ term) => low.indexOf(term.source.toLowerCase()) >= 0)
      .forEach((/** @type {Term} */ term) => {
        const item = made("li", "", `${term.source} → `);
        item.append(inLanguage(made("bdi", "", term.target), work.target));
        if (term.avoid.length) item.append(` (not: ${term.avoid.join(", ")})`);
        listed.append(item);
      });
    return listed;
  }

  /** @param {any} unit @param {number} number */
  function card(unit, number) {
    const box = made("section", "unit");
    const state = made("span", "state");
    const head = made("h3", "", `${number}. ${unit.kind} `);
    head.append(state);
    const area = inLanguage(made("textarea", ""), work.target);
    const warnings = made("div", "doubts");
    warnings.setAttribute("role", "status");
    const tick = made("input", "");
    tick.type = "checkbox";

    function show() {
      state.textContent = unit.done ? "Done" : STATES[/** @type {"new"} */ (unit.state)];
      box.classList.toggle("done", unit.done);
      tick.checked = unit.done;
      tick.disabled = !unit.text.trim();
      area.rows = Math.max(2, Math.ceil(unit.text.length / 45), unit.text.split("\n").length);
      warnings.textContent = "";
      doubts(unit).forEach((found) => warnings.append(made("p", "", found.what)));
    }

    area.value = unit.text;
    area.spellcheck = true;
    area.addEventListener("input", () => {
      unit.text = area.value;
      if (!unit.text.trim()) unit.done = false;
      show();
      touched(unit);
    });
    tick.addEventListener("change", () => {
      unit.done = tick.checked;
      show();
      touched(unit);
    });
    area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !unit.text.trim()) return;
      event.preventDefault();
      unit.done = true;
      show();
      touched(unit);
      const areas = Array.from(document.querySelectorAll(".unit:not(.done) textarea"));
      const after = areas.find((one) => area.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (after instanceof HTMLElement) after.focus();
      else goOn();
    });
    const label = made("label", "text", `Translation of ${number} `);
    label.append(area);
    const done = made("label", "tick");
    done.append(tick, " Done: it says what the source says");
    box.append(head, inLanguage(made("p", "source", unit.source), work.source));
    if (unit.previous) box.append(made("p", "note", "What changed in the source:"), changes(unit.previous, unit.source));
    box.append(glossary(unit), label, warnings, done);
    show();
    return box;
  }

  function showPage() {
    const page = work.pages[byId("pages").selectedIndex];
    const main = byId("units");
    main.textContent = "";
    if (!page) return;
    main.append(made("h2", "", page.title));
    if (page.critical) main.append(made("p", "note", "Readers rely on this page for their safety."));
    let shown = 0;
    page.units.forEach((/** @type {any} */ unit, /** @type {number} */ at) => {
      if (!wanted(unit)) return;
      shown += 1;
      main.append(card(unit, at + 1));
    });
    if (!shown) main.append(made("p", "note", "Nothing here. Choose another page, or show everything."));
  }

  /** Go to the first text that is to do, from the page that is shown on. */
  function goOn() {
    const pages = work.pages.length;
    const here = byId("pages").selectedIndex;
    for (let step = 0; step < pages; step += 1) {
      const at = (here + step) % pages;
      if (work.pages[at].units.some((/** @type {any} */ unit) => !unit.done)) {
        byId("pages").selectedIndex = at;
        showPage();
        const area = document.querySelector(".unit:not(.done) textarea");
        if (area instanceof HTMLElement) area.focus();
        return;
      }
    }
    byId("saved").textContent = "Everything is done. Save a copy and send it back.";
  }

  function save() {
    const escapes = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" };
    const json = JSON.stringify(work).replace(
      /[<>&\u2028\u2029]/g,
      (sign) => escapes[/** @type {"<"} */ (sign)],
    );
    const place = /(<script type="application\/json" id="work">)[^]*?(<\/script>)/;
    const whole = pristine.replace(place, (_, begin, end) => begin + json + end);
    const file = new Blob([`<!doctype html>\n${whole}\n`], { type: "text/html;charset=utf-8" });
    const two = (/** @type {number} */ number) => `0${number}`.slice(-2);
    const now = new Date();
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const link = made("a", "");
    link.download = `work-${work.target.code}-${day}-${two(now.getHours())}${two(now.getMinutes())}.html`;
    link.href = URL.createObjectURL(file);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = 0;
    byId("saved").textContent = `Saved as ${link.download}. See that it is among your downloads.`;
  }

  work.pages.forEach(() => byId("pages").append(made("option", "")));
  showProgress();
  showPage();
  byId("pages").addEventListener("change", showPage);
  byId("filter").addEventListener("change", showPage);
  byId("next").addEventListener("click", goOn);
  byId("save").addEventListener("click", save);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
