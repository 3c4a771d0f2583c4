// 提醒设置: this browser is woken, or not. Once a day it says that it is still there.
import { standing, subscribed, type Standing } from "../push/subscribing";

const SEEN = "push-seen"; // "7 2022-05-10": for whom, and the day it was last told

export function pushes(): void {
  const box = document.querySelector<HTMLElement>("[data-push]");
  if (box) void new Reminders(box).begin();
}

class Reminders {
  constructor(private box: HTMLElement) {}

  async begin(): Promise<void> {
    this.box.querySelector("[data-push-on]")?.addEventListener("click", () => void this.on());
    this.box.querySelector("[data-push-off]")?.addEventListener("click", () => void this.off());
    const found = await this.registration();
    const how = await standing(found, this.key);
    const [whose, day] = (localStorage.getItem(SEEN) ?? "").split(" ");
    if (how === "on" && whose !== this.account) return this.show("off"); // another's, at the same desk
    this.show(how);
    if (how === "on" && day !== today()) await this.post(await found?.pushManager.getSubscription());
  }

  private get key(): string {
    return this.box.dataset.key ?? "";
  }

  private get account(): string {
    return this.box.dataset.account ?? "";
  }

  private async registration(): Promise<ServiceWorkerRegistration | undefined> {
    return navigator.serviceWorker?.getRegistration("/notices/");
  }

  private async on(): Promise<void> {
    try {
      const made = await navigator.serviceWorker.register(this.box.dataset.worker ?? "", { scope: "/notices/" });
      await ready(made);
      const held = await subscribed(made, this.key);
      if (!held) return this.show(Notification.permission === "denied" ? "denied" : "failed");
      this.show((await this.post(held)) ? "on" : "failed");
    } catch {
      this.show("failed");
    }
  }

  private async off(): Promise<void> {
    const held = await (await this.registration())?.pushManager.getSubscription();
    if (held) {
      await this.send(`${this.box.dataset.post}?off=1`, held);
      await held.unsubscribe();
    }
    localStorage.removeItem(SEEN);
    this.show("off");
  }

  private async post(held: PushSubscription | null | undefined): Promise<boolean> {
    if (!held) return false;
    const went = await this.send(this.box.dataset.post ?? "", held);
    if (went) localStorage.setItem(SEEN, `${this.account} ${today()}`);
    return went;
  }

  private async send(where: string, held: PushSubscription): Promise<boolean> {
    const token = this.box.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(where, { method: "POST", headers, body: JSON.stringify(held) });
    return answer.ok;
  }

  private show(how: Standing | "failed"): void {
    this.box.querySelectorAll<HTMLElement>("[data-push-state]").forEach((line) => {
      const state = line.dataset.pushState;
      line.hidden = state !== how && !(how === "failed" && state === "off");
    });
  }
}

const today = () => new Date().toISOString().slice(0, 10);

/** A worker that is only being installed cannot subscribe yet. */
function ready(made: ServiceWorkerRegistration): Promise<void> {
  const coming = made.installing ?? made.waiting;
  if (made.active || !coming) return Promise.resolve();
  return new Promise((done) => coming.addEventListener("statechange", () => coming.state === "activated" && done()));
}
