// A browser's own half of being woken: asked for by a press, under the county's key.

export type Standing = "none" | "denied" | "on" | "off";

export const canBeWoken = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** How it stands with this browser, for a registration that may not be there yet. */
export async function standing(registration: ServiceWorkerRegistration | undefined, key: string): Promise<Standing> {
  if (!canBeWoken()) return "none";
  if (Notification.permission === "denied") return "denied";
  const held = await registration?.pushManager.getSubscription();
  return held && isOf(held, key) ? "on" : "off";
}

/** Ask whoever sits there, and subscribe; null when they do not agree. Throws where the browser's push
 *  service is out of reach. */
export async function subscribed(registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const held = await registration.pushManager.getSubscription();
  if (held && isOf(held, key)) return held;
  await held?.unsubscribe(); // of a key that the county has no more
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

function isOf(held: PushSubscription, key: string): boolean {
  const theirs = held.options?.applicationServerKey;
  if (!theirs) return true;
  const [mine, other] = [bytes(key), new Uint8Array(theirs)];
  return mine.length === other.length && mine.every((byte, at) => byte === other[at]);
}

export function bytes(key: string): Uint8Array<ArrayBuffer> {
  const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
