// Keeps the desk's own files, so that it opens without a gateway. Answers of the API are never kept here: what a desk knows is in its database.
importScripts("/shell_files.js");
const CACHE = `krul-${self.SHELL.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(self.SHELL.files.map((file) => new Request(file, {cache: "reload"})))));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const forgetOlder = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(forgetOlder.then(() => self.clients.claim()));
});

// The kept copy first: a desk opens at once, and the pieces of one version stay together. A new version is fetched by install, above.
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/v1/") || url.pathname === "/healthz") return;
  const wanted = event.request.mode === "navigate" ? "/" : url.pathname;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted)).then((kept) => kept ?? fetch(event.request)));
});
