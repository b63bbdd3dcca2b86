// @ts-check
/* Without it: whoever has left by the exit link and presses Back sees the page again.
 * With it: for ten minutes Back leads to where the exit led. Whoever comes by a link or an address is let in. */
(() => {
  const root = document.documentElement;
  const TEN_MINUTES = 600000;

  /** Where this tab's reader has left to, or nothing. */
  const left = () => {
    try {
      const [time, address] = (sessionStorage.getItem("editions-left") || "").split(" ");
      if (address && Date.now() - Number(time) < TEN_MINUTES) return address;
      sessionStorage.removeItem("editions-left");
    } catch {
      // A browser that keeps nothing has nothing to guard with.
    }
    return "";
  };

  /** @param {string} address */
  const bounce = (address) => {
    root.style.display = "none";
    // The title is still to come, and would show in the tab.
    new MutationObserver(() => document.title && (document.title = "")).observe(root, { childList: true, subtree: true });
    location.replace(address);
  };

  // Firefox shows a page it kept the notes this tab had then, not those of now. A page that listens to its end is not kept,
  // save on phones: there it is asked for anew, and knows by the name of the tab that its reader came back.
  const stale = "MozOrient" in root.style;
  if (stale) addEventListener("unload", () => {});
  const RETURNED = "editions-back";
  const returned = window.name === RETURNED;
  if (returned) window.name = "";

  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  // Old browsers have only the older way to tell; 0 stands for a link or an address.
  const invited = !returned && (entry ? entry.type === "navigate" : performance.navigation.type === 0);
  const address = left();
  if (address && !invited) bounce(address);
  else if (address) sessionStorage.removeItem("editions-left");

  // A browser may keep a page it leaves, as it looked. It is hidden then, and shown again only to whoever may see it.
  addEventListener("pagehide", (event) => {
    if (event.persisted) root.style.display = "none";
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (stale) {
      window.name = RETURNED;
      return location.replace(location.href.split("#")[0] || "");
    }
    const gone = left();
    if (gone) bounce(gone);
    else root.style.display = "";
  });
})();
