// @ts-check
/* Without it: pages cannot be saved in the browser; the page leads on to files to carry.
 * With it: the panel beside can save the edition, bring the copy up to date, and remove it. A copy is kept under the name
 * of its release, and takes the place of the one before only when every file of the list is there with its digest. */
(() => {
  const panel = document.querySelector(".save");
  if (!(panel instanceof HTMLElement)) return;
  /** So many files are asked for at a time. */
  const TOGETHER = 4;
  /** In milliseconds: a connection that has been silent for so long is given up. */
  const PATIENCE = 120000;
  const scope = new URL(panel.dataset["base"] || "./", location.href).href;
  const notes = `editions-${new URL(scope).pathname}`;

  /** @returns {Promise<import("./types").Note | undefined>} */
  const noted = async () => {
    const kept = await caches.match(`${scope}saved`, { cacheName: notes });
    return kept && kept.json();
  };

  /** @param {import("./types").Note} now */
  const note = async (now) => (await caches.open(notes)).put(`${scope}saved`, new Response(JSON.stringify(now)));

  /** The caches with files of this edition: of the release that is whole, and of one that is not. */
  const releases = async () => (await caches.keys()).filter((name) => {
    const release = name.startsWith(notes) ? name.slice(notes.length) : "";
    return release && !release.includes("/");
  });

  /** @param {string} name */
  const trouble = (name) => Object.assign(new Error(name), { name });

  /**
   * The answer of the network, whatever a worker or a cache may have; nothing of it stays elsewhere.
   * @param {string} address
   * @param {AbortSignal} [signal]
   */
  const asked = async (address, signal) => {
    const answer = await fetch(address, { cache: "no-store", ...(signal && { signal }) });
    if (!answer.ok) throw trouble("changed");
    return answer;
  };

  /** @returns {Promise<import("./types").List>} */
  const newest = async () => {
    const list = await (await asked(`${scope}saved.json`)).json();
    // This script may itself be a saved one.
    if (list.form !== 1) throw trouble("form");
    return list;
  };

  /** @param {ArrayBuffer} bytes */
  const digestOf = async (bytes) => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /**
   * Put a file into a cache: the one that is there, that of another release, or that of the network.
   * @param {import("./types").ListedFile} file
   * @param {Cache} cache
   * @param {Cache[]} others
   * @param {AbortSignal} signal
   */
  const bring = async ([name, , digest], cache, others, signal) => {
    const address = new URL(name, scope).href;
    for (const kept of [cache, ...others]) {
      const found = await kept.match(address);
      if (!found || (await digestOf(await found.clone().arrayBuffer())) !== digest) continue;
      if (kept !== cache) await cache.put(address, found);
      return;
    }
    const answer = await asked(address, signal);
    const bytes = await answer.arrayBuffer();
    if ((await digestOf(bytes)) !== digest) throw trouble("changed");
    const type = answer.headers.get("Content-Type") || "application/octet-stream";
    await cache.put(address, new Response(bytes, { headers: { "Content-Type": type } }));
  };

  /**
   * Bring every file of a list; with the first that fails the others are given up.
   * @param {import("./types").List} list
   * @param {import("./types").Progress} progress
   * @param {AbortController} stop
   */
  const bringAll = async (list, progress, stop) => {
    const own = notes + list.release;
    const cache = await caches.open(own);
    const others = (await releases()).filter((name) => name !== own);
    const older = await Promise.all(others.map((name) => caches.open(name)));
    const waiting = [...list.files];
    let bytes = 0;
    let silence = 0;
    const heard = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => stop.abort(trouble("network")), PATIENCE);
    };
    const work = async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        heard();
        stop.signal.throwIfAborted();
        await bring(file, cache, older, stop.signal);
        // Another file has failed meanwhile: the reason is told, and stays.
        stop.signal.throwIfAborted();
        bytes += file[1];
        progress(bytes, list.bytes);
      }
    };
    try {
      await Promise.all(Array.from({ length: TOGETHER }, work));
    } catch (error) {
      stop.abort(error);
      throw error;
    } finally {
      clearTimeout(silence);
    }
    if ((await cache.keys()).length !== list.files.length) throw trouble("changed");
  };

  const address = `${scope}sw.js`;
  const policy = window.trustedTypes && window.trustedTypes.createPolicy("editions-saving", {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError("not the worker of this edition");
      return url;
    },
  });
  const start = async () => {
    const url = /** @type {string} */ (policy ? policy.createScriptURL(address) : address);
    // Without "all" every page that is read would ask the network for the worker, and tell that it is read.
    await navigator.serviceWorker.register(url, { scope, updateViaCache: "all" });
  };

  window.editionsSaving = {
    noted,
    newest,

    /** Whether something is there that is not whole. */
    unfinished: async () => {
      const now = await noted();
      return (await releases()).some((name) => !now || name !== notes + now.release);
    },

    save: async (list, leave, progress, stop) => {
      const before = await noted();
      // Noted first, and the worker started first: the exit removes half a copy as well.
      await note({ ...(before || { release: "", checked: 0, pages: 0, bytes: 0 }), leave });
      await start();
      await bringAll(list, progress, stop);
      await navigator.serviceWorker.ready;
      // What was removed meanwhile, in another tab or by the exit, does not come back.
      if (!(await noted())) throw trouble("removed");
      const { release, pages, bytes } = list;
      // The one step in which the new copy takes the place of the old.
      await note({ release, pages, bytes, leave, checked: Date.now() });
      for (const name of await releases()) if (name !== notes + release) await caches.delete(name);
    },

    choose: async (leave) => {
      const now = await noted();
      if (now) await note({ ...now, leave });
    },

    remove: async () => {
      for (const name of await releases()) await caches.delete(name);
      await caches.delete(notes);
      for (const one of await navigator.serviceWorker.getRegistrations()) if (one.scope === scope) await one.unregister();
    },
  };
})();
