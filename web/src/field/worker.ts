// The shell on a new shift's phone: fetched once, then served from the device. Never the data.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

export type Version = { ready: boolean; take: () => void };

/** Register the service worker; `ready` once a newer shell lies there. Taken in one tab, it is taken
 *  in all, but in none while something is half typed (`held`). */
export function useNewVersion(held: RefObject<boolean>): Version {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    const workers = navigator.serviceWorker;
    if (!workers) return;
    let had = workers.controller !== null;
    workers.addEventListener("controllerchange", () => {
      if (had) reloadWhenFree(held);
      had = true;
    });
    void workers.register("/field/sw.js", { scope: "/field/" }).then((found) => {
      const look = () => found.waiting && workers.controller && setWaiting(found.waiting);
      look();
      found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));
      void (found as Waking).periodicSync?.register("ended", { minInterval: 12 * 3_600_000 }).catch(() => undefined);
      setInterval(() => void found.update().catch(() => undefined), 30 * 60_000);
    }, () => undefined);
  }, []);
  return { ready: waiting !== null, take: () => waiting?.postMessage("take over") };
}

type Waking = ServiceWorkerRegistration & { periodicSync?: { register(name: string, how: { minInterval: number }): Promise<void> } };

function reloadWhenFree(held: RefObject<boolean>): void {
  if (!held.current) return location.reload();
  setTimeout(() => reloadWhenFree(held), 500);
}
