// @ts-check
/* Without it: every page comes from the network.
 * With it: what the reader has saved of this edition comes from the device, all of one release. It is started by the page
 * that saves, and only when the reader has said so. It adds nothing to what is saved: what is read leaves no trace in it. */
(() => {
  const worker = /** @type {import("./types").Worker} */ (/** @type {unknown} */ (self));
  const scope = worker.registration.scope;
  /** The name of what is noted of the edition; with a release behind it, that of the files of this release. */
  const notes = `editions-${new URL(scope).pathname}`;
  /** In milliseconds, 90 days: by then numbers may have changed. */
  const OLD = 90 * 24 * 3600 * 1000;

  /** @returns {Promise<import("./types").Note | undefined>} */
  const noted = async () => {
    const kept = await caches.match(`${scope}saved`, { cacheName: notes });
    return kept && kept.json();
  };

  /**
   * The file for an address, which may end as hosts let it end: in nothing, in a slash, without ".html".
   * @param {string} address
   * @param {string} cacheName
   */
  const savedFor = async (address, cacheName) => {
    const names = address.endsWith("/") ? [`${address}index.html`] : [address, `${address}.html`];
    for (const name of names) {
      const found = await caches.match(name, { cacheName });
      if (found) return found;
    }
    // Relative links hold below the folder only.
    const folder = !address.endsWith("/") && (await caches.match(`${address}/index.html`, { cacheName }));
    return folder ? Response.redirect(`${address}/`) : undefined;
  };

  /**
   * A page with a word above it about its age. The words stand in the page for what is not saved.
   * @param {Response} page
   * @param {string} cacheName
   */
  const withAge = async (page, cacheName) => {
    const other = await caches.match(`${scope}not-saved.html`, { cacheName });
    const words = /<template data-old-copy>([^]*?)<\/template>/.exec(other ? await other.text() : "");
    if (!words || !words[1]) return page;
    const told = words[1].replaceAll('href="', `href="${scope}`);
    const text = (await page.text()).replace(/<main [^>]*>/, (start) => start + told);
    return new Response(text, { headers: page.headers });
  };

  /** @param {Request} request */
  const answer = async (request) => {
    const now = await noted();
    const visit = request.mode === "navigate";
    if (now && now.release) {
      const cacheName = notes + now.release;
      const address = new URL(request.url);
      address.search = address.hash = "";
      const found = await savedFor(address.href, cacheName);
      if (found) return visit && found.status === 200 && Date.now() - now.checked > OLD ? withAge(found, cacheName) : found;
    }
    try {
      return await fetch(request);
    } catch {
      // At its own address, as its links are relative.
      return visit && now && now.release ? Response.redirect(`${scope}not-saved.html`) : Response.error();
    }
  };

  /** The reader has left: what was to be removed then goes, this worker with it. */
  const leave = async () => {
    const now = await noted();
    if (!now || !now.leave) return;
    for (const name of await caches.keys()) {
      if (name.startsWith(notes) && !name.slice(notes.length).includes("/")) await caches.delete(name);
    }
    await worker.registration.unregister();
  };

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener("message", (event) => {
    if (event.data === "editions-left") event.waitUntil(leave());
  });
  worker.addEventListener("fetch", (event) => {
    const request = event.request;
    // Whoever saves asks the network.
    if (request.method !== "GET" || request.cache === "no-store" || !request.url.startsWith(location.origin)) return;
    event.respondWith(answer(request));
  });
})();
