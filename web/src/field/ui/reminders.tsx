// Waking this phone when the county has something new: asked for by a press, a number and nothing else.

import { useEffect, useState } from "preact/hooks";
import { standing, subscribed, type Standing } from "../../push/subscribing";
import type { Session } from "../session";
import { call } from "../sync";
import { t } from "../words";
import { useApp } from "./state";

const WHERE = "/field/api/reminders";
const SEEN = "push-seen";
type Shown = Standing | "busy" | "failed";

/** Nothing where the phone cannot, or the network is away: the list comes by itself all the same. */
export function Reminders() {
  const { session } = useApp();
  const [how, setHow] = useState<Shown>("none");
  useEffect(() => void look(session).then(setHow, () => setHow("none")), []);
  if (how === "none") return null;
  if (how === "on")
    return (
      <p class="reminders">
        ✓ {t("有新任务时提醒本机", "This phone is woken for new tasks")}{" "}
        <button class="link" onClick={() => void off(session).then(setHow)}>
          {t("关闭", "Switch off")}
        </button>
      </p>
    );
  if (how === "denied")
    return <p class="reminders">{t("浏览器禁止了通知：在网站设置里改为“允许”，再打开本页。", "Notifications are forbidden: allow them in the site settings, then open this page again.")}</p>;
  const press = () => {
    setHow("busy");
    void on(session).then(setHow, () => setHow("failed"));
  };
  return (
    <p class="reminders">
      <button class="quiet" disabled={how === "busy"} onClick={press}>
        {t("有新任务时提醒本机", "Wake this phone for new tasks")}
      </button>
      {how === "failed" && (
        <small role="alert">{t("没有开启：提醒服务连不上，或没有同意。名单照常更新，可稍后再点。", "Not on: the push service was not reached, or you did not agree. The list comes as always; press again later.")}</small>
      )}
    </p>
  );
}

async function key(session: Session): Promise<string> {
  return ((await (await call(session, WHERE, {})).json()) as { key: string }).key;
}

async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.getRegistration("/field/");
}

async function look(session: Session): Promise<Standing> {
  const found = await worker();
  if (!found || !navigator.onLine) return "none";
  const how = await standing(found, await key(session));
  const seen = `${session.device.device} ${new Date().toISOString().slice(0, 10)}`;
  const held = how === "on" && (await found.pushManager.getSubscription());
  if (held && localStorage.getItem(SEEN) !== seen) {
    await send(session, "POST", held);
    localStorage.setItem(SEEN, seen);
  }
  return how;
}

async function on(session: Session): Promise<Shown> {
  const found = await worker();
  if (!found) return "failed";
  const held = await subscribed(found, await key(session));
  if (!held) return Notification.permission === "denied" ? "denied" : "failed";
  await send(session, "POST", held);
  return "on";
}

async function off(session: Session): Promise<Shown> {
  const held = await (await worker())?.pushManager.getSubscription();
  if (held) {
    await send(session, "DELETE", held).catch(() => undefined); // its maker says it is gone
    await held.unsubscribe();
  }
  return "off";
}

async function send(session: Session, method: string, held: PushSubscription): Promise<void> {
  await call(session, WHERE, { method, body: JSON.stringify(held) });
}
