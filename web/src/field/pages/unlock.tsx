// Six digits on large keys. Nothing on the phone is readable before.

import { useEffect, useState } from "preact/hooks";
import { TooManyPins, unlock, type Session } from "../session";
import { countWaiting } from "../store/acts";
import { t } from "../words";

export function Unlock({ onOpen }: { onOpen: (session: Session) => void }) {
  const [pin, setPin] = useState("");
  const [fault, setFault] = useState("");
  const [left, setLeft] = useState(0);
  useEffect(() => void countWaiting().then(setLeft), []);

  async function press(digit: string) {
    const next = (pin + digit).slice(0, 6);
    setPin(next);
    setFault("");
    if (next.length < 6) return;
    try {
      onOpen(await unlock(next));
    } catch (why) {
      setPin("");
      const wait = why instanceof TooManyPins ? Math.ceil((why.until - Date.now()) / 1000) : 0;
      setFault(wait ? t(`错得太多，请等 ${wait} 秒`, `Too many tries: wait ${wait} s`) : t("口令不对，再输一次", "Wrong PIN: once more"));
    }
  }

  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) void press(event.key);
      if (event.key === "Backspace") setPin((was) => was.slice(0, -1));
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  });

  return (
    <main class="unlock">
      <h1>防线</h1>
      <p aria-live="polite">{fault || t("请输入六位口令", "Enter the six digits")}</p>
      <p class="dots" aria-hidden="true">
        {"●".repeat(pin.length) + "○".repeat(6 - pin.length)}
      </p>
      <div class="keys">
        {["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"].map((digit) =>
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
    </main>
  );
}
