// @ts-check
/* Without it: the page says that without scripts this site stores nothing.
 * With it: it lists what this site has stored on this device, and removes it when asked. What other sites under the same
 * address have stored is neither counted nor touched: our names begin with "editions-", our workers lie below our root. */
(() => {
  const panel = document.querySelector(".traces-found");
  const button = panel && panel.querySelector("button");
  if (!(panel instanceof HTMLElement) || !button) return;
  const own = "editions-";
  const root = new URL(panel.dataset["root"] || "", location.href).href;

  /**
   * What a browser offers only in some contexts, or refuses with an error, counts as nothing there.
   * @template T
   * @param {() => Promise<T[]> | T[]} ask
   * @returns {Promise<T[]>}
   */
  const asked = async (ask) => {
    try {
      return await ask();
    } catch {
      return [];
    }
  };

  /** @param {() => Storage} store */
  const keysOf = (store) => asked(() => Object.keys(store()).filter((key) => key.startsWith(own)));
  const cookies = () => asked(() => document.cookie.split(";").map((one) => one.split("=")[0] || "").filter((name) => name.trim()));
  const cacheNames = () => asked(async () => (await caches.keys()).filter((name) => name.startsWith(own)));
  // With the pages come styles and scripts, and a note of when they were saved; only the pages are counted.
  const pages = async () => {
    const kept = await Promise.all((await cacheNames()).map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().filter((request) => request.url.endsWith(".html")).length;
  };
  const workers = () =>
    asked(async () => (await navigator.serviceWorker.getRegistrations()).filter((one) => one.scope.startsWith(root)));

  const count = async () => {
    /** @type {Record<string, number>} */
    const found = {
      cookies: (await cookies()).length,
      tab: (await keysOf(() => sessionStorage)).length,
      device: (await keysOf(() => localStorage)).length,
      pages: await pages(),
      workers: (await workers()).length,
    };
    for (const [name, number] of Object.entries(found)) {
      const cell = panel.querySelector(`[data-trace="${name}"]`);
      if (cell) cell.textContent = String(number);
    }
    return (await cacheNames()).length > 0 || Object.values(found).some((number) => number > 0);
  };

  /** @param {string} which */
  const say = (which) => {
    for (const words of panel.querySelectorAll("[data-said]")) {
      if (words instanceof HTMLElement) words.hidden = words.dataset["said"] !== which;
    }
  };

  const forget = async () => {
    for (const name of await cookies()) document.cookie = `${name}=; Max-Age=0; path=/`;
    for (const key of await keysOf(() => sessionStorage)) sessionStorage.removeItem(key);
    for (const key of await keysOf(() => localStorage)) localStorage.removeItem(key);
    for (const name of await cacheNames()) await caches.delete(name);
    for (const worker of await workers()) await worker.unregister();
    say((await count()) ? "left" : "removed");
  };

  const look = async () => {
    say((await count()) ? "something" : "nothing");
    panel.hidden = false;
  };

  button.addEventListener("click", forget);
  look();
})();
