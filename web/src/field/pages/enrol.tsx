// Once, with a network: this phone joins a duty, and gets a PIN of its own.

import { useState } from "preact/hooks";
import { found, type Session } from "../session";
import type { Enrolled, Tile } from "../types";
import { Big, Field, Page, Toggle } from "../ui/parts";
import { speak, t } from "../words";

const TILES: [Tile, string, string][] = [
  ["checkpoint", "卡口", "Checkpoint"],
  ["venue", "场所码", "Venue codes"],
  ["tasks", "我的任务", "My tasks"],
  ["sweep", "入户排查", "Door to door"],
];

export function Enrol({ onDone }: { onDone: (session: Session) => void }) {
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  const [tiles, setTiles] = useState<Tile[]>(["checkpoint", "venue", "tasks", "sweep"]);
  const [fault, setFault] = useState<"" | "sign in" | "offline" | string>("");
  const [busy, setBusy] = useState(false);
  const sound = name.trim() !== "" && /^\d{6}$/.test(pin) && tiles.length > 0;

  async function enrol() {
    setBusy(true);
    setFault("");
    try {
      onDone(await found(await ask(name.trim(), tiles), pin));
    } catch (why) {
      setFault(why instanceof Error ? why.message : "offline");
      setBusy(false);
    }
  }

  return (
    <Page title={t("启用这部手机", "Set up this phone")}>
      <p class="lead">{t("联网做一次。之后没有网络也能工作三天。", "Done once, with a network. Afterwards it works for three days without.")}</p>
      <Field label={t("这部手机叫什么", "Name of this phone")} hint={t("如：火车站卡口 1 号机", "e.g. Railway station 1")} value={name} onInput={setName} />
      <Field label={t("六位口令", "Six-digit PIN")} hint={t("锁住手机里的名单，请记牢", "It locks the list on this phone: keep it in mind")} mode="numeric" value={pin} onInput={(text) => setPin(text.replace(/\D/g, "").slice(0, 6))} />
      <div class="stack">
        {TILES.map(([tile, zh, en]) => (
          <Toggle
            key={tile}
            label={t(zh, en)}
            on={tiles.includes(tile)}
            onToggle={() => setTiles(tiles.includes(tile) ? tiles.filter((one) => one !== tile) : [...tiles, tile])}
          />
        ))}
      </div>
      {fault === "sign in" && (
        <p class="fault">
          {t("请先登录。", "Please sign in first.")} <a href="/accounts/login/?next=/field/">{t("去登录", "Sign in")}</a>
        </p>
      )}
      {fault && fault !== "sign in" && (
        <p class="fault">{fault === "offline" ? t("连不上服务器，请换个有信号的地方再试。", "The server cannot be reached: try where there is a signal.") : fault}</p>
      )}
      <Big tone="main" disabled={!sound || busy} onClick={() => void enrol()}>
        {busy ? t("正在启用…", "Setting up…") : t("启用", "Set up")}
      </Big>
      <p class="languages">
        <button onClick={() => speak("zh")}>中文</button> · <button onClick={() => speak("en")}>English</button>
      </p>
    </Page>
  );
}

async function ask(name: string, tiles: Tile[]): Promise<Enrolled> {
  const me = await fetch("/field/api/me", { cache: "no-store" }).catch(() => null);
  if (!me) throw new Error("offline");
  if (me.status === 401 || me.status === 403 || me.redirected) throw new Error("sign in");
  const { csrf } = (await me.json()) as { csrf: string };
  const answer = await fetch("/field/api/enrol", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ name, tiles }),
  });
  if (answer.ok) return (await answer.json()) as Enrolled;
  if (answer.status === 401) throw new Error("sign in");
  const said = (await answer.json().catch(() => ({}))) as { zh?: string; en?: string };
  throw new Error(t(said.zh ?? "没有启用成功，请再试一次。", said.en ?? "It did not work: try again."));
}
