// Somebody was let through who should have been stopped: nothing else is on the screen until the guard
// has read it. It rings and shakes where the phone allows it.

import { useEffect, useRef } from "preact/hooks";
import { acknowledge, ringing } from "../store/acts";
import { t } from "../words";
import { useDone } from "./done";
import { Big } from "./parts";

const PHONE = /(?:指挥部|headquarters)\s*(\+?\d[\d-]{5,}\d)/;

export function Alarms() {
  const first = ringing(useDone()).at(-1);
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!first) return;
    button.current?.focus();
    ring();
    const timer = setInterval(ring, 8_000);
    return () => clearInterval(timer);
  }, [first?.id]);
  if (!first) return null;
  const phone = PHONE.exec(first.sentence)?.[1];
  return (
    <div class="ringing" role="alertdialog" aria-modal="true" aria-label={t("应拦未拦", "Should have been stopped")} tabIndex={-1} ref={button}>
      <h1>▲ {t("应拦未拦", "Let through by mistake")}</h1>
      <p>{first.sentence}</p>
      {phone && <a class="big bad" href={`tel:${phone}`}>{t("打电话", "Call")} {phone}</a>}
      <Big tone="main" onClick={() => void acknowledge(first.id)}>{t("已看到，正在联系指挥部", "Read: calling headquarters")}</Big>
    </div>
  );
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
