// The shell on a new shift's phone: fetched once, then served from the device. Never the data.

import { useEffect, useState } from "preact/hooks";

/** Register the service worker; true once a newer shell lies ready. */
export function useNewVersion(): { ready: boolean; take: () => void } {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    const workers = navigator.serviceWorker;
    if (!workers) return;
    let had = workers.controller !== null;
    workers.addEventListener("controllerchange", () => {
      if (had) location.reload();
      had = true;
    });
    void workers.register("/field/sw.js", { scope: "/field/" }).then((found) => {
      const look = () => found.waiting && workers.controller && setWaiting(found.waiting);
      look();
      found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));
      setInterval(() => void found.update().catch(() => undefined), 30 * 60_000);
    }, () => undefined);
  }, []);
  return { ready: waiting !== null, take: () => waiting?.postMessage("take over") };
}
