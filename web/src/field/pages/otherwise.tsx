// The guard decides otherwise than the rules advise, and says why.

import { useState } from "preact/hooks";
import { OUTCOMES } from "../advice";
import { Big, Toggle } from "../ui/parts";
import { useBundle } from "../ui/state";
import type { Outcome } from "../types";
import { say, t } from "../words";
import { OUTCOME_WORDS, sure } from "./outcomes";

export function Otherwise(props: { advised: Outcome; onDecide: (outcome: Outcome, reason: string) => void }) {
  const { reasons } = useBundle().policy;
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const [reason, setReason] = useState("");
  const other = chosen === props.advised ? null : chosen;
  return (
    <details class="others">
      <summary>{t("按别的办", "Decide otherwise")}</summary>
      <div class="row">
        {OUTCOMES.filter((one) => one !== props.advised).map((one) => (
          <button key={one} aria-pressed={other === one} onClick={() => setChosen(one)}>{OUTCOME_WORDS()[one]}</button>
        ))}
      </div>
      {other && (
        <>
          <h2>{t("理由", "Reason")}</h2>
          <div class="stack">
            {reasons.map((one) => <Toggle key={one.code} label={say(one)} on={reason === one.code} onToggle={() => setReason(one.code)} />)}
          </div>
          <Big tone="warn" disabled={!reason} onClick={() => sure(other) && props.onDecide(other, reason)}>{OUTCOME_WORDS()[other]}</Big>
        </>
      )}
    </details>
  );
}
