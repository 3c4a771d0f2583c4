// Six digits on large keys. Nothing on the phone is readable before.

import { useEffect, useRef, useState } from "preact/hooks";
import { TooManyPins, unlock, type Session } from "../session";
import { countAlarms, countWaiting } from "../store/acts";
import { WrongPin } from "../store/vault";
import { t } from "../words";
import { Forgotten } from "./forgotten";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"];

export function Unlock({ onOpen }: { onOpen: (session: Session) => void }) {
  const [pin, setPin] = useState("");
  const [fault, setFault] = useState("");
  const [left, setLeft] = useState(0);
  const [rings, setRings] = useState(0);
  const [forgotten, setForgotten] = useState(false);
  const trying = useRef(false);
  useEffect(() => (void countWaiting().then(setLeft), void countAlarms().then(setRings)), []);

  async function press(digit: string) {
    if (trying.current) return;
    const next = (pin + digit).slice(0, 6);
    setPin(next);
    setFault("");
    if (next.length < 6) return;
    trying.current = true; // stretching the PIN takes a moment: what is pressed meanwhile is nothing
    await unlock(next).then(onOpen, (why: unknown) => (setPin(""), setFault(sentence(why))));
    trying.current = false;
  }

  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (forgotten) return;
      if (/^\d$/.test(event.key)) void press(event.key);
      if (event.key === "Backspace") setPin((was) => was.slice(0, -1));
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  });

  if (forgotten) return <Forgotten onOpen={onOpen} onBack={() => setForgotten(false)} />;
  return (
    <main class="unlock">
      <h1>防线</h1>
      {rings > 0 && <p class="notice" role="alert">▲ {t(`有 ${rings} 条应拦未拦的警报，请马上解锁处理`, `${rings} alarms stand: somebody was let through by mistake. Unlock now`)}</p>}
      <p aria-live="polite" class={fault ? "fault" : ""}>{fault || (pin.length === 6 ? t("正在打开…", "Opening…") : t("请输入六位口令", "Enter the six digits"))}</p>
      <p class="dots" aria-hidden="true">{"●".repeat(pin.length) + "○".repeat(6 - pin.length)}</p>
      <div class="keys">
        {KEYS.map((digit) =>
          digit === "" ? (
            <span key="gap" />
          ) : (
            <button key={digit} aria-label={digit === "⌫" ? t("退格", "Delete") : digit} onClick={() => (digit === "⌫" ? setPin(pin.slice(0, -1)) : void press(digit))}>
              {digit}
            </button>
          ),
        )}
      </div>
      {left > 0 && <p>{t(`有 ${left} 条记录待上传，解锁后自动上传`, `${left} acts wait to be sent: unlock to send them`)}</p>}
      <button class="quiet" onClick={() => setForgotten(true)}>{t("忘了口令", "PIN forgotten")}</button>
    </main>
  );
}

function sentence(why: unknown): string {
  if (why instanceof TooManyPins) {
    const wait = Math.ceil((why.until - Date.now()) / 1000);
    return t(`错得太多，请等 ${wait} 秒`, `Too many tries: wait ${wait} s`);
  }
  if (why instanceof WrongPin) return t("口令不对，再输一次", "Wrong PIN: once more");
  return t("手机里的数据打不开，请再试一次", "The phone's store does not open: try again");
}
