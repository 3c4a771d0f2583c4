// The code's page while it is open: its clock, its state, a fresh code in time, and the page kept
// for when there is no network. Without scripts the page shows all of it as of its loading.
import { ask } from "./asking.js";
import { draw, clockOf, dayOf } from "./card.js";

const OFFSET = "mycode.offset"; // seconds that this phone's clock is behind the server's
const AGAIN = 15; // seconds until the next try when nobody answered
const EARLY = 60; // seconds before its end a code is replaced, or a quarter of its life
const spread = 0.5 + Math.random() / 2; // phones that were opened together do not ask together
const phone = () => Date.now() / 1000;
const since = Date.now();
let box = document.getElementById("mycode");
let asking = false, next = 0;

// A page that came from the server tells its time; a kept one is told by what was learnt then.
const learn = () => {
  if (!("live" in box.dataset)) return;
  try { localStorage.setItem(OFFSET, String(Number(box.dataset.now) - phone())); } catch { /* private mode */ }
};
const now = () => {
  let offset = 0;
  try { offset = Number(localStorage.getItem(OFFSET)) || 0; } catch { /* private mode */ }
  return phone() + offset;
};
const due = () => {
  const { issued, expires } = box.dataset;
  return expires - Math.min(EARLY, (expires - issued) / 4) * spread;
};

const tick = () => {
  const at = now();
  box.querySelector("[data-clock]").textContent = clockOf(at);
  box.querySelector("[data-day]").textContent = dayOf(at);
  const state = box.querySelector("[data-state]");
  const is = at < Number(box.dataset.expires) ? "good" : at < Number(box.dataset.grace) ? "over" : "ended";
  if (state.dataset.is !== is) {
    state.textContent = state.dataset[is];
    state.dataset.is = box.querySelector(".card").dataset.is = is;
  }
  box.querySelector("[data-kept]").hidden = "live" in box.dataset;
  const queued = box.querySelector("[data-queued]"), left = Math.ceil(Number(box.dataset.queued || 0) - phone());
  queued.hidden = !(left > 0);
  if (left > 0) queued.querySelector("b").textContent = left;
  if (at > due() && !document.hidden) renew();
};

// The old code stays whatever happens.
const renew = async () => {
  if (asking || phone() < next) return;
  asking = true;
  next = phone() + AGAIN;
  const ways = "waiting" in box.dataset ? [whole, fresh] : [fresh, whole]; // who waits for an answer wants the page
  if (!(await tried(ways[0])) && !(await tried(ways[1]))) delete box.dataset.live;
  asking = false;
  tick();
};
const tried = (way) => way().catch(() => false);

// From a door, by the pass; false: the whole page has to be asked for.
const fresh = async () => {
  const { pass, ends, doors } = box.dataset;
  if (now() >= ends) return false;
  const { told, wait } = await ask(doors.split(" "), pass);
  if (wait) {
    next = phone() + wait * (1 + Math.random() / 4);
    box.dataset.queued = next;
    return true;
  }
  if (told && told.colour !== box.dataset.colour && (await tried(whole))) return true;
  if (!told || !draw(box, told)) return false;
  box.dataset.live = "";
  learn();
  keep();
  return true;
};

// The page from the ordinary door: reasons, appeals and the rest with it.
const whole = async () => {
  if (!navigator.onLine) return false;
  const reply = await fetch(location.href, { headers: { "X-Renew": "1" } });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const found = page.getElementById("mycode");
  if (reply.ok && !found && page.getElementById("phone")) location.reload(); // nobody is known any more
  if (!reply.ok || !found || Number(found.dataset.issued) < Number(box.dataset.issued)) return false;
  box.replaceWith(found);
  box = found;
  learn();
  ready();
  keep();
  return true;
};

const refreshes = () => box.querySelector("[data-refresh]").addEventListener("click", async (event) => {
  event.preventDefault();
  if (!(await tried(whole))) await renew();
  tick();
});
const ready = () => {
  refreshes();
  box.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
};

const keep = async () => {
  if (!("serviceWorker" in navigator)) return;
  const assets = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
  try {
    await navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope });
    const worker = await navigator.serviceWorker.ready;
    worker.active.postMessage({ page: location.href, html: document.documentElement.outerHTML, assets, since });
  } catch { /* an address without TLS: the open page still counts down by itself */ }
};

const begin = () => {
  learn();
  refreshes();
  tick();
  setInterval(tick, 1000);
  addEventListener("online", () => { next = 0; renew(); });
  document.addEventListener("visibilitychange", tick);
  keep();
};
// A page that was cut off on its way (a door died in the middle of it) has no code: ask again.
if (box) begin();
else setTimeout(() => location.reload(), AGAIN * 1000);
