// Service worker: keeps the app's own files and serves them first from the device. A new version
// is fetched whole beside the old one and takes over only when the app says so (between travellers).

import { wakeable } from "../push/waking";
import { dropEnded } from "./ending";

declare const BUILD: string; // put in by build.mjs: changes with any file of the shell
declare const FILES: string[];

const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL = `field-${BUILD}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES.map((name) => new Request(name, { cache: "reload" })))));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("field-") && name !== SHELL).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("message", (event) => {
  if (event.data === "take over") void worker.skipWaiting();
});

// Where the phone lets an installed app wake now and then: a list that has ended goes unopened.
addEventListener("periodicsync", (event) => (event as ExtendableEvent).waitUntil(dropEnded()));

wakeable(worker, "/field/");

worker.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || pathname.startsWith("/field/api/")) return;
  const name = event.request.mode === "navigate" ? "/field/" : pathname;
  event.respondWith(
    caches.open(SHELL).then(async (cache) => (await cache.match(name)) ?? fetch(event.request)),
  );
});

