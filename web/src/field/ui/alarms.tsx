// Somebody was let through who is to be stopped: nothing else is on the screen until the guard has read
// it, and it stays on every page until the lead has seen it. It rings and shakes where the phone allows.

import { useEffect, useRef, useState } from "preact/hooks";
import { alarmed, whoPassed } from "../alarm";
import { alarms, answerAlarm, onActs, type Kept } from "../store/acts";
import type { Text } from "../types";
import { clock, say, t } from "../words";
import { Calls } from "./calls";
import { Big, Field } from "./parts";
import { useApp } from "./state";

export function Alarms() {
  const all = useAlarms();
  const [opened, setOpened] = useState("");
  const ringing = all.find((one) => one.alarm === "rings");
  const shown = ringing ?? all.find((one) => one.id === opened);
  return (
    <>
      {all.map((one) => (
        <button key={one.id} class="standing" onClick={() => setOpened(one.id)}>
          ▲ {t("应拦未拦", "Let through by mistake")}：{whoPassed(one)} {clock(one.at)}
          <small>{t("带班领导看过才会消失，点这里处理", "It stays until the lead has seen it: tap here")}</small>
        </button>
      ))}
      {shown && <Ringing key={shown.id} act={shown} onClose={() => setOpened("")} />}
    </>
  );
}

function Ringing({ act, onClose }: { act: Kept; onClose: () => void }) {
  const { session, bundle } = useApp();
  const [lead, setLead] = useState(bundle?.shift?.lead ?? "");
  const box = useRef<HTMLDivElement>(null);
  const { said, must, call } = alarmed(bundle, act);
  const rings = act.alarm === "rings";
  useEffect(() => {
    box.current?.focus();
    if (!rings) return;
    ring();
    const timer = setInterval(ring, 8_000);
    return () => clearInterval(timer);
  }, [rings]);
  const answer = (alarm: "read" | "seen", who = "") => (onClose(), void answerAlarm(session.key, act.id, alarm, who));
  return (
    <div class="ringing" role="alertdialog" aria-modal="true" aria-label={t("应拦未拦", "Should have been stopped")} tabIndex={-1} ref={box}>
      <h1>▲ {t("应拦未拦", "Let through by mistake")}</h1>
      <p>{said}</p>
      <Must all={must} />
      <Calls call={call} lead={bundle?.shift?.lead ?? ""} />
      {rings ? (
        <Big tone="main" onClick={() => answer("read")}>{t("已看到，正在打电话", "Read: calling now")}</Big>
      ) : (
        <>
          <Field label={t("带班领导姓名", "The lead's name")} value={lead} onInput={setLead} />
          <Big tone="main" disabled={!lead.trim()} onClick={() => answer("seen", lead.trim())}>{t("带班领导已看到", "The lead has seen it")}</Big>
          <Big onClick={onClose}>{t("先回去，警报留着", "Back: the alarm stays")}</Big>
        </>
      )}
    </div>
  );
}

/** What the county's rules ask of a guard now. */
export function Must({ all }: { all: Text[] }) {
  return all.length ? <ul class="must">{all.map((one) => <li key={one.zh}>{say(one)}</li>)}</ul> : null;
}

function useAlarms(): Kept[] {
  const { session } = useApp();
  const [all, setAll] = useState<Kept[]>([]);
  useEffect(() => {
    let open = true;
    const look = () => void alarms(session.key).then((found) => open && setAll(found));
    look();
    const stop = onActs(look);
    return () => ((open = false), stop());
  }, [session]);
  return all;
}

/** Only after a touch: before one a browser allows neither. */
function ring(): void {
  if (!navigator.userActivation?.hasBeenActive) return;
  navigator.vibrate?.([400, 150, 400, 150, 800]);
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  tone.frequency.value = 880;
  tone.connect(sound.destination);
  tone.onended = () => void sound.close();
  tone.start();
  tone.stop(sound.currentTime + 0.6);
}
