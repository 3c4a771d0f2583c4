// Where it was: the phone's own position at a tap, or typed.

import { useState } from "preact/hooks";
import { spotIn, where } from "../evidence";
import { Field } from "./parts";
import { t } from "../words";

export function Spot({ value, onInput }: { value: string; onInput: (spot: string) => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  async function take() {
    setBusy(true);
    const found = await where();
    setBusy(false);
    setFault(found ? "" : t("手机没有给出位置：请在设置里允许定位，或手工填写纬度和经度。", "The phone gave no position: allow it in the settings, or type latitude and longitude."));
    if (found) onInput(found);
  }

  return (
    <>
      <Field label={t("位置（纬度，经度）", "Position (latitude, longitude)")} hint={t("如 32.8923,108.5031", "As 32.8923,108.5031")} value={value} onInput={onInput} fault={value.trim() && !spotIn(value) ? t("写法如 32.8923,108.5031", "Write it as 32.8923,108.5031") : ""} />
      <button disabled={busy} onClick={() => void take()}>{busy ? t("正在定位…", "Finding the position…") : t("用我的位置", "Use my position")}</button>
      {fault && <p class="fault" role="alert">{fault}</p>}
    </>
  );
}
