// The code's page while it is open: its clock, its state, a new code in time, and the page kept
// for when there is no network. Without scripts the page shows all of it as of its loading.
(() => {
  "use strict";
  const half = (box) => (Number(box.dataset.expires) + Number(box.dataset.issued)) / 2;
  const OFFSET = "mycode.offset"; // seconds that this phone's clock is behind the server's
  const phone = () => Date.now() / 1000;
  let box = document.getElementById("mycode");
  let asking = false;

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

  const zone = { timeZone: "Asia/Shanghai" };
  const clock = new Intl.DateTimeFormat("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat("sv-SE", zone);
  const tick = () => {
    const at = now();
    const moment = new Date(at * 1000);
    box.querySelector("[data-clock]").textContent = clock.format(moment);
    box.querySelector("[data-day]").textContent = day.format(moment);
    const state = box.querySelector("[data-state]");
    const is = at < Number(box.dataset.expires) ? "good" : at < Number(box.dataset.grace) ? "over" : "ended";
    if (state.dataset.is !== is) {
      state.textContent = state.dataset[is];
      state.dataset.is = box.querySelector(".card").dataset.is = is;
    }
    box.querySelector("[data-kept]").hidden = "live" in box.dataset;
    if (at > half(box) && !document.hidden) renew();
  };

  // A new code well before the end of the old one; the old one stays when that fails.
  let next = 0;
  const renew = async (eager = false) => {
    if (asking || (!eager && phone() < next)) return;
    asking = true;
    next = phone() + 15;
    try {
      const reply = await fetch(location.href, { headers: { "X-Renew": "1" } });
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("mycode");
      if (reply.ok && fresh && Number(fresh.dataset.issued) >= Number(box.dataset.issued)) {
        box.replaceWith(fresh);
        box = fresh;
        learn();
        ready();
      }
    } catch { delete box.dataset.live; } finally { asking = false; }
    tick();
  };

  const ready = () => {
    box.querySelector("[data-refresh]").addEventListener("click", (event) => { event.preventDefault(); renew(true); });
    box.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
  };

  learn();
  box.querySelector("[data-refresh]").addEventListener("click", (event) => { event.preventDefault(); renew(true); });
  tick();
  setInterval(tick, 1000);
  addEventListener("online", () => renew(true));
  document.addEventListener("visibilitychange", tick);

  if ("serviceWorker" in navigator) {
    const assets = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
    navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope })
      .then(() => navigator.serviceWorker.ready)
      .then((worker) => worker.active.postMessage({ page: location.href, html: document.documentElement.outerHTML, assets }))
      .catch(() => { /* an address without TLS: the open page still counts down by itself */ });
  }
})();
