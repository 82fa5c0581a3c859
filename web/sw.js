// Keeps the page's shell on the device: it opens without a network, and one version at a time. The server puts
// `self.SHELL = { version, files }` before this. Files stand below /v/<version>/, so that old and new never mix.
const { version, files } = self.SHELL;
const PREFIX = "shell-";
const PAGE = "/";
const AT_ROOT = ["/icon.svg"]; // named relative to the page

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const answer = ofShell(event.request);
  if (answer) event.respondWith(answer);
});

/** All of the version or nothing: the page is only opened from what is whole. */
async function keep() {
  const cache = await caches.open(PREFIX + version);
  await cache.addAll([...files.map((file) => `/v/${version}/${file}`), ...AT_ROOT]);
  // the page may be a newer one by now; it is the one with this version that belongs here
  const page = await fetch(PAGE, { cache: "no-store" });
  if (!page.ok || !(await page.clone().text()).includes(`/v/${version}/`)) throw new Error("another version");
  await cache.put(PAGE, page);
  await self.skipWaiting();
}

/** An open page goes on with the version it began with; what is older than that is not needed. */
async function tidy() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const before = kept.filter((name) => name !== PREFIX + version).at(-1);
  await Promise.all(kept.filter((name) => name !== before && name !== PREFIX + version).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The answer from the shell; null for all that is none of it: the API, the desk, guide pages. */
function ofShell(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return null;
  if (request.mode === "navigate" ? pathname === PAGE : AT_ROOT.includes(pathname)) return fromThis(pathname, request);
  return pathname.startsWith("/v/") ? fromAny(request) : null;
}

async function fromThis(path, request) {
  const cache = await caches.open(PREFIX + version);
  return (await cache.match(path)) ?? fetch(request);
}

async function fromAny(request) {
  return (await caches.match(request)) ?? fetch(request);
}
