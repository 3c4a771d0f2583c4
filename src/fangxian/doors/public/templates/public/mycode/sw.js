// Keeps the last page of the code on this phone and shows it when the server cannot be reached.
// Covers the code's paths only. Leaving forgets everything.
"use strict";
const NAME = "mycode-1";
const HTML = { headers: { "Content-Type": "text/html; charset=utf-8" } };
const ROOM = { ignoreVary: true };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => event.waitUntil((async () => {
  const { page, html, assets } = event.data;
  const cache = await caches.open(NAME);
  await cache.put(bare(page), new Response("<!doctype html>" + html, HTML));
  await Promise.all(assets.map(async (one) => (await cache.match(one, ROOM)) || cache.add(one).catch(() => {})));
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  const scope = new URL(self.registration.scope).pathname;
  if (request.method === "POST" && pathname === scope + "out") event.waitUntil(caches.delete(NAME));
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = pathname === scope;
  if (isPage) event.respondWith(page(request));
  else if (!pathname.startsWith(scope)) event.respondWith(asset(request));
});

// The server first; a slow line has four seconds. What was kept says that it was kept.
async function page(request) {
  const cache = await caches.open(NAME);
  const renewing = request.headers.get("X-Renew") !== null;
  try {
    const reply = await fetch(request, renewing ? {} : { signal: AbortSignal.timeout(4000) });
    if (reply.ok && (await shows(reply.clone()))) await cache.put(bare(request.url), reply.clone());
    if (reply.status < 500) return reply;
  } catch { /* no network */ }
  if (renewing) return Response.error();
  const kept = (await cache.match(bare(request.url), ROOM)) || (await any(cache));
  if (!kept) return Response.error();
  return new Response((await kept.text()).replace("data-live", "data-was-live"), HTML);
}

async function shows(reply) {
  return (await reply.text()).includes('id="mycode"');
}

async function any(cache) {
  const pages = (await cache.keys()).filter((one) => one.url.startsWith(self.registration.scope));
  return pages.length ? cache.match(pages[0], ROOM) : undefined;
}

// What the page is drawn with: from the server while there is one, so that a release is seen.
async function asset(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request, ROOM);
  if (!kept) return fetch(request);
  try {
    const reply = await fetch(request, { signal: AbortSignal.timeout(4000) });
    if (reply.ok) await cache.put(request, reply.clone());
    return reply;
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
