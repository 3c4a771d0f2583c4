// The command centre's service worker: it serves no page and keeps nothing of one; it can be woken.
import { wakeable } from "./waking";

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("install", () => void worker.skipWaiting());
wakeable(worker, "/notices/");
