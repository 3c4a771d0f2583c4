// Keeps the last page of the code on this phone and shows it when the server cannot be reached.
// Covers the code's paths only. Leaving, and saying 不是我, forgets everything.
"use strict";
const NAME = "mycode-2";
const HTML = { headers: { "Content-Type": "text/html; charset=utf-8" } };
const ROOM = { ignoreVary: true, cacheName: NAME };
let left = 0; // when somebody left: a reply that was asked for before is not kept any more

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((one) => one.startsWith("mycode-") && one !== NAME);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
})()));

self.addEventListener("message", (event) => event.waitUntil((async () => {
  const { page, html, assets, since } = event.data;
  if (since < left) return; // it was open when somebody left
  const cache = await caches.open(NAME);
  await cache.put(bare(page), new Response("<!doctype html>" + html, HTML));
  await Promise.all(assets.map(async (one) => (await cache.match(one, ROOM)) || cache.add(one).catch(() => {})));
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  const scope = new URL(self.registration.scope).pathname;
  if (request.method === "POST" && [scope + "out", scope + "not-me"].includes(pathname)) event.respondWith(leave(request));
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = pathname === scope;
  if (isPage) event.respondWith(page(request));
  else if (!pathname.startsWith(scope) && request.destination) event.respondWith(asset(request));
});

async function leave(request) {
  try {
    return await fetch(request);
  } finally {
    left = Date.now();
    await caches.delete(NAME);
  }
}

async function keep(request, reply, began) {
  if (reply.ok && began > left) await (await caches.open(NAME)).put(request, reply.clone());
  return reply;
}

// The server first; a slow line has four seconds. What was kept says that it was kept.
async function page(request) {
  const began = Date.now();
  const renewing = request.headers.get("X-Renew") !== null;
  try {
    const reply = await fetch(request, renewing ? {} : { signal: AbortSignal.timeout(4000) });
    if (await shows(reply.clone())) await keep(bare(request.url), reply, began);
    if (reply.status < 500) return reply;
  } catch { /* no network */ }
  if (renewing) return Response.error();
  const kept = (await caches.match(bare(request.url), ROOM)) || (await any());
  if (!kept) return Response.error();
  return new Response((await kept.text()).replace("data-live", "data-was-live"), HTML);
}

async function shows(reply) {
  return (await reply.text()).includes('id="mycode"');
}

async function any() {
  if (!(await caches.has(NAME))) return undefined;
  const pages = (await (await caches.open(NAME)).keys()).filter((one) => one.url.startsWith(self.registration.scope));
  return pages.length ? caches.match(pages[0], ROOM) : undefined;
}

// What the page is drawn with: from the server while there is one, so that a release is seen.
async function asset(request) {
  const began = Date.now();
  const kept = await caches.match(request, ROOM);
  if (!kept) return fetch(request);
  try {
    return await keep(request, await fetch(request, { signal: AbortSignal.timeout(4000) }), began);
  } catch {
    return kept;
  }
}

// One kept page a person, whatever else the address says.
function bare(address) {
  const url = new URL(address);
  const who = url.searchParams.get("who") || "0";
  return `${url.origin}${url.pathname}?who=${who}`;
}
