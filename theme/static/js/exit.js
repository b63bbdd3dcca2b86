// @ts-check
/* Without it: the exit is a link to another site, and Back leads to this page again.
 * With it: the page is emptied at once, its place in the history is taken by the other site, and Back leads there, too.
 * Pressing Shift three times does the same. Without a network, and from a disk, the tab goes blank. */
(() => {
  const root = document.documentElement;
  const bar = document.querySelector(".exit");
  const said = document.querySelector(".exit-said");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const ways = document.querySelectorAll(".exit-link, .exit-skip");
  const first = ways[0];
  if (!(bar instanceof HTMLElement) || !(said instanceof HTMLElement) || !first) return;
  const words = bar.dataset;
  // Asked for in time: once the page is left there is none.
  /** @type {readonly ServiceWorkerRegistration[]} */
  let workers = [];
  navigator.serviceWorker?.getRegistrations().then((all) => (workers = all), () => {});

  const leave = () => {
    // In a copy that nothing leads out of, the exit leads to a blank page of the copy.
    const within = !first.relList.contains("external");
    const reachable = within || (navigator.onLine && location.protocol.startsWith("https"));
    const address = reachable ? first.href : "about:blank";
    const emptied = document.createElement("body");
    const loading = document.createElement("p");
    loading.className = "visually-hidden";
    loading.setAttribute("role", "alert");
    emptied.append(loading);
    root.className = "left";
    root.replaceChild(emptied, document.body);
    document.title = words["loading"] || "";
    // An alert is read out when its text changes, not when it is there from the start.
    requestAnimationFrame(() => (loading.textContent = words["loading"] || ""));
    try {
      sessionStorage.removeItem("editions-quiet");
      sessionStorage.setItem("editions-left", `${Date.now()} ${address}`);
    } catch {
      // Nothing can be kept; the page is left all the same.
    }
    // Those who keep pages saved on this device remove them, if the reader wanted it so.
    for (const worker of workers) worker.active?.postMessage("editions-left");
    location.replace(address);
  };

  for (const way of ways) {
    way.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }

  // Shift counts when it was pressed alone: not after a letter typed with it.
  const SECONDS = 5000;
  let presses = 0;
  let withShift = false;
  /** @type {number | undefined} */
  let waiting;

  /** @param {string | undefined} text */
  const say = (text) => {
    said.textContent = text || "";
    bar.dataset["presses"] = String(presses);
  };
  const forget = () => {
    clearTimeout(waiting);
    presses = 0;
    say("");
  };
  const expire = () => {
    presses = 0;
    say(words["expired"]);
    waiting = setTimeout(forget, SECONDS);
  };

  document.addEventListener("keyup", (event) => {
    const counts = event.key === "Shift" && !withShift;
    withShift = event.shiftKey;
    if (!counts) {
      if (presses) forget();
      return;
    }
    clearTimeout(waiting);
    presses += 1;
    if (presses === 3) {
      leave();
      return;
    }
    say(presses === 1 ? words["twoMore"] : words["oneMore"]);
    waiting = setTimeout(expire, SECONDS);
  }, true);
})();
