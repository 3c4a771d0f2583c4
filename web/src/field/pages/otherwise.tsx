// The guard decides otherwise than the rules advise, and says why.

import { useState } from "preact/hooks";
import { Big, Field, Toggle } from "../ui/parts";
import { useBundle } from "../ui/state";
import type { Outcome } from "../types";
import { say, t } from "../words";
import { OutcomeName } from "./outcome";
import { sure } from "./outcomes";

export function Otherwise(props: { advised: Outcome; onDecide: (outcome: Outcome, reason: string, note: string) => void }) {
  const { turn_back_reasons: reasons, outcomes } = useBundle().policy;
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const other = chosen === props.advised ? null : chosen;
  const told = note.trim() !== "" || (other === "turn_back" && reason !== "");
  return (
    <details class="others">
      <summary>{t("按别的办", "Decide otherwise")}</summary>
      <div class="pairs">
        {outcomes.map(({ code }) => code).filter((one) => one !== props.advised).map((one) => (
          <button key={one} aria-pressed={other === one} onClick={() => setChosen(one)}><OutcomeName outcome={one} /></button>
        ))}
      </div>
      {other && (
        <>
          <h2>{t("理由", "Reason")}</h2>
          {other === "turn_back" && (
            <div class="stack">
              {reasons.map((one) => <Toggle key={one.code} label={say(one)} on={reason === one.code} onToggle={() => setReason(reason === one.code ? "" : one.code)} />)}
            </div>
          )}
          <Field label={t("说明（谁同意的、为什么）", "In words (who agreed, why)")} value={note} onInput={setNote} />
          <Big tone="warn" disabled={!told} onClick={() => sure(other) && props.onDecide(other, other === "turn_back" ? reason : "", note.trim())}><OutcomeName outcome={other} /></Big>
        </>
      )}
    </details>
  );
}
