// The tablet's app-shell worker: every file of one build in one cache, answered from there first. Documents and notes are not its
// business (IndexedDB holds them).
//
// A new version installs beside the old one and waits: it never takes over under an open page. The page asks for the switch
// ("switch") when nobody is writing, and then reloads itself.
const version = "__VERSION__";
const files = __FILES__;
const cacheName = "chamber-app-" + version;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" })))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("chamber-app-") && name !== cacheName) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "switch") self.skipWaiting();
});

const isAppFile = (path) => path.startsWith("/assets/") || path.startsWith("/pdfjs/") || path.startsWith("/tablet/");

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || event.request.method !== "GET" || !isAppFile(url.pathname)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(cacheName);
      const key = event.request.mode === "navigate" ? "/tablet/index.html" : url.pathname;
      // The bytes are the same whichever way they came over the line.
      const kept = await cache.match(key, { ignoreVary: true });
      if (kept) return kept;
      const fresh = await fetch(event.request);
      // Names under /assets/ and /pdfjs/ carry their version: whatever is fetched once stays right.
      if (fresh.ok && !url.pathname.startsWith("/tablet/")) await cache.put(url.pathname, fresh.clone());
      return fresh;
    })(),
  );
});
