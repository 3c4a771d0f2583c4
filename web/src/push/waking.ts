// What a service worker does when the county wakes it: one line, that there are so many new things.
// Nothing else came with it; what they are is fetched by who looks, signed in.

type Told = { id: string; count: number };
const KNOWN = "told"; // ids that were shown: a repeat of the same message is shown once
const REMEMBERED = 50;

export function wakeable(worker: ServiceWorkerGlobalScope, page: string): void {
  worker.addEventListener("push", (event) => event.waitUntil(show(worker, page, event.data)));
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(worker, String(event.notification.data ?? page)));
  });
}

async function show(worker: ServiceWorkerGlobalScope, page: string, data: PushMessageData | null): Promise<void> {
  const told = read(data);
  if (await known(told.id)) return;
  const n = Math.max(1, Math.min(told.count, 999));
  await worker.registration.showNotification(`防线:${n} 件新事项`, {
    body: `点开登录后查看 · ${n} new`,
    tag: told.id,
    icon: "/static/mark.svg",
    lang: "zh-CN",
    data: page,
  });
  await remember(told.id);
}

function read(data: PushMessageData | null): Told {
  try {
    const found = data?.json() as Partial<Told>;
    return { id: String(found.id ?? ""), count: Number(found.count) || 1 };
  } catch {
    return { id: "", count: 1 };
  }
}

const place = (id: string) => `/told/${encodeURIComponent(id)}`;

async function known(id: string): Promise<boolean> {
  return id !== "" && (await (await caches.open(KNOWN)).match(place(id))) !== undefined;
}

async function remember(id: string): Promise<void> {
  if (!id) return;
  const kept = await caches.open(KNOWN);
  await kept.put(place(id), new Response(""));
  const all = await kept.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - REMEMBERED)).map((old) => kept.delete(old)));
}

/** A window of ours that is open comes to the front and goes there; else a new one opens. */
async function open(worker: ServiceWorkerGlobalScope, page: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = windows.find((one) => new URL(one.url).pathname.startsWith("/field/") === page.startsWith("/field/"));
  if (!ours) return void (await worker.clients.openWindow(page));
  await ours.focus();
  if (!page.startsWith("/field/")) await ours.navigate(page).catch(() => worker.clients.openWindow(page)); // half-typed work of the field stays
}
