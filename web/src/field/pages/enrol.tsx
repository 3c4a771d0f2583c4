// Once, with a network: this phone joins a duty, and gets a PIN of its own.

import { useEffect, useState } from "preact/hooks";
import { found, type Session } from "../session";
import { weakness } from "../pins";
import { hasScreenLock } from "../store/binding";
import { askChoices, enrolPhone, OtherChoices, SIGN_IN } from "../desk";
import type { Choices, Tile } from "../types";
import { Big, Choice, Field, Page, Toggle } from "../ui/parts";
import { pinFault, thisYear } from "../ui/pinfault";
import { SignIn } from "./signin";
import { say, speak, t } from "../words";

const CHANGED = () => t("登录的账号或可选的功能变了。请核对下面的使用人和选项，再点“启用”。", "The account that is signed in, or what it may choose, has changed: check below, then set up.");

export function Enrol({ onDone }: { onDone: (session: Session) => void }) {
  const [choices, setChoices] = useState<Choices | null>(null);
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  const [tiles, setTiles] = useState<Tile[]>([]);
  const [checkpoint, setCheckpoint] = useState("");
  const [fault, setFault] = useState(SIGN_IN); // until the server says otherwise: a weak signal takes its time
  const [busy, setBusy] = useState(false);
  const [lockable, setLockable] = useState(false);
  const [screenLock, setScreenLock] = useState(false);
  const sound = name.trim() !== "" && weakness(pin, thisYear()) === null && tiles.length > 0 && (!tiles.includes("checkpoint") || checkpoint !== "");

  function offer(found: Choices) {
    setChoices(found);
    setTiles(found.tiles.map((one) => one.code));
    setCheckpoint(found.checkpoints.length === 1 ? String(found.checkpoints[0]!.id) : "");
  }
  async function look() {
    try {
      const found = await askChoices();
      setFault("");
      offer(found);
    } catch (why) {
      setFault((why as Error).message);
    }
  }
  useEffect(() => void look(), []);
  useEffect(() => void hasScreenLock().then((has) => (setLockable(has), setScreenLock(has))), []);

  async function enrol() {
    if (!choices) return;
    setBusy(true);
    try {
      onDone(await found(await enrolPhone(choices, { name: name.trim(), tiles, checkpoint: Number(checkpoint) || null }), pin, screenLock));
    } catch (why) {
      if (why instanceof OtherChoices) offer(why.choices);
      setFault(why instanceof OtherChoices ? CHANGED() : (why as Error).message);
      setBusy(false);
    }
  }

  return (
    <Page title={t("启用这部手机", "Set up this phone")}>
      <p class="lead">{t("联网做一次。之后没有网络也能工作三天。", "Done once, with a network. Afterwards it works for three days without.")}</p>
      {fault === SIGN_IN && <SignIn />}
      {fault && fault !== SIGN_IN && (
        <>
          <p class="fault">{fault}</p>
          {!choices && <Big onClick={() => void look()}>{t("再试一次", "Try again")}</Big>}
        </>
      )}
      {choices && (
        <>
          <p class="lead">{t("使用人", "Used by")}：{choices.actor}</p>
          <Field label={t("这部手机叫什么", "Name of this phone")} hint={t("如：火车站卡口 1 号机", "e.g. Railway station 1")} value={name} onInput={setName} />
          <div class="stack">
            {choices.tiles.map((tile) => (
              <Toggle
                key={tile.code}
                label={say(tile)}
                on={tiles.includes(tile.code)}
                onToggle={() => setTiles(tiles.includes(tile.code) ? tiles.filter((one) => one !== tile.code) : [...tiles, tile.code])}
              />
            ))}
          </div>
          {tiles.includes("checkpoint") && choices.checkpoints.length > 0 && (
            <Choice label={t("守哪个卡口", "At which checkpoint")} value={checkpoint} onInput={setCheckpoint} options={choices.checkpoints.map((one) => [String(one.id), one.name])} />
          )}
          <Field label={t("六位口令", "Six-digit PIN")} hint={t("锁住手机里的名单，请记牢；不要用生日和连号", "It locks the list on this phone: keep it in mind. No birthday, no digits in a row")} fault={pinFault(pin)} mode="numeric" value={pin} onInput={(text) => setPin(text.replace(/\D/g, "").slice(0, 6))} />
          {lockable && (
            <Toggle
              label={t("开锁时还要验手机的锁屏（指纹、面容或锁屏密码）。几个人轮用的手机请不勾", "Ask for the phone's screen lock as well. Leave it off where several people share the phone")}
              on={screenLock}
              onToggle={() => setScreenLock(!screenLock)}
            />
          )}
          <Big tone="main" disabled={!sound || busy} onClick={() => void enrol()}>
            {busy ? t("正在启用…", "Setting up…") : t("启用", "Set up")}
          </Big>
        </>
      )}
      <p class="languages">
        <button onClick={() => speak("zh")}>中文</button> · <button onClick={() => speak("en")}>English</button>
      </p>
    </Page>
  );
}
