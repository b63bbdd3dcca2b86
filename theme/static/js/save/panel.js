// @ts-check
/* Without it: the page says what saving needs, and leads on to files to carry.
 * With it: a reader is asked whether the device is theirs, told how much will be stored, and saves the pages of the edition
 * by a second button. Nothing is asked of the network or stored before. */
(() => {
  const panel = document.querySelector(".save");
  const saving = window.editionsSaving;
  if (!(panel instanceof HTMLElement) || !saving) return;
  /** In milliseconds, 90 days. */
  const OLD = 90 * 24 * 3600 * 1000;
  // As the pages write them: days of one calendar, digits of one kind; a language a browser does not know is written as English.
  const tongue = [document.documentElement.lang, "en"].map((tag) => `${tag}-u-ca-gregory-nu-latn`);

  /** @param {string} selector */
  const all = (selector) => /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(selector));
  /** @param {string} what */
  const tell = (what) => all("[data-told]").forEach((told) => (told.hidden = told.dataset["told"] !== what));
  /**
   * @param {string} name
   * @param {string} text
   */
  const fill = (name, text) => all(`[data-value="${name}"]`).forEach((place) => (place.textContent = text));
  /**
   * @param {string} which
   * @param {boolean} [asked] whether the reader pressed something: then the focus follows
   */
  const show = (which, asked = true) => {
    for (const step of all("[data-step]")) {
      step.hidden = step.dataset["step"] !== which;
      if (asked && !step.hidden) step.focus();
    }
  };
  /** @param {{ pages: number, bytes: number }} size */
  const fillSize = ({ pages, bytes }) => {
    /** @param {string} unit @param {number} number @param {"short" | "long"} unitDisplay */
    const measured = (unit, number, unitDisplay) =>
      new Intl.NumberFormat(tongue, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 }).format(number);
    fill("pages", new Intl.NumberFormat(tongue).format(pages));
    fill("size", `${measured("megabyte", bytes / 1e6, "short")} (${measured("byte", bytes, "long")})`);
  };

  /** @type {import("./types").List | undefined} */
  let list;
  /** @type {AbortController | undefined} */
  let stop;
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll("input"));

  /** @param {boolean} [asked] */
  const look = async (asked) => {
    const now = await saving.noted();
    const whole = now && now.release !== "";
    boxes.forEach((box) => (box.checked = !now || now.leave));
    if (whole) {
      fillSize(now);
      fill("date", new Intl.DateTimeFormat(tongue, { dateStyle: "long" }).format(now.checked));
      all("[data-old]").forEach((told) => (told.hidden = Date.now() - now.checked < OLD));
    }
    show(whole ? "saved" : (await saving.unfinished()) ? "half" : "start", asked);
  };

  const bar = panel.querySelector("progress");
  /** In tenths, so that a screen reader tells every tenth and no more. */
  let heard = -1;
  /** @type {import("./types").Progress} */
  const progress = (bytes, of) => {
    if (bar) bar.value = bytes / of;
    const tenth = Math.floor((10 * bytes) / of);
    if (tenth === heard) return;
    heard = tenth;
    fill("share", new Intl.NumberFormat(tongue, { style: "percent" }).format(tenth / 10));
    tell("progress");
  };

  /** What kept a copy from being whole, in the names the page has words for. @param {unknown} error */
  const reason = (error) => {
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    if (name === "QuotaExceededError") return "room";
    return ["changed", "form", "stopped", "removed"].includes(name) ? name : "network";
  };

  /** @param {() => Promise<string>} work what is done; it gives what is told then */
  const doing = async (work) => {
    try {
      tell(await work());
    } catch (error) {
      tell(reason(error));
      await look();
    }
  };

  const save = async () => {
    const wanted = list || (await saving.newest());
    list = undefined;
    stop = new AbortController();
    heard = -1;
    show("saving");
    progress(0, wanted.bytes);
    await saving.save(wanted, [...boxes].every((box) => box.checked), progress, stop);
    await look();
    return "done";
  };

  const actions = {
    ask: () => show("own"),
    no: () => show("other"),
    yes: () => doing(async () => {
      tell("asking");
      list = await saving.newest();
      fillSize(list);
      show("size");
      return "";
    }),
    save: () => doing(save),
    stop: () => stop && stop.abort(Object.assign(new Error(), { name: "stopped" })),
    update: () => doing(async () => {
      tell("asking");
      list = await saving.newest();
      const now = await saving.noted();
      const same = now && now.release === list.release;
      await save();
      return same ? "same" : "done";
    }),
    remove: () => doing(async () => {
      await saving.remove();
      await look();
      return "removed";
    }),
  };

  panel.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest("button");
    const action = pressed && /** @type {keyof typeof actions} */ (pressed.dataset["do"]);
    if (action) actions[action]();
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      boxes.forEach((other) => (other.checked = box.checked));
      saving.choose(box.checked);
    });
  }

  const begin = async () => {
    try {
      if (!isSecureContext || !location.protocol.startsWith("http") || !navigator.serviceWorker) throw new Error();
      await look(false);
    } catch {
      show("cannot", false);
    }
    panel.hidden = false;
  };
  begin();
})();
