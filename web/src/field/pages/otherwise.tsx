// The guard decides otherwise than the rules advise, and says why. Whom the rules would stop is let through
// only past a warning.

import { useState } from "preact/hooks";
import { milder } from "../alarm";
import { Big, Field, Toggle } from "../ui/parts";
import { useBundle } from "../ui/state";
import type { Advice, Colour, Outcome } from "../types";
import { say, t } from "../words";
import { OutcomeName } from "./outcome";
import { sure } from "./outcomes";
import { Warned } from "./warned";

type Given = { name: string; colour: Colour | null; advice: Advice; onDecide: (outcome: Outcome, reason: string, note: string) => void };

export function Otherwise({ name, colour, advice, onDecide }: Given) {
  const advised = advice.outcome;
  const { turn_back_reasons: reasons, outcomes } = useBundle().policy;
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const other = chosen === advised ? null : chosen;
  const told = note.trim() !== "" || (other === "turn_back" && reason !== "");
  return (
    <details class="others">
      <summary>{t("按别的办", "Decide otherwise")}</summary>
      <div class="pairs">
        {outcomes.map(({ code }) => code).filter((one) => one !== advised).map((one) => (
          <button key={one} aria-pressed={other === one} onClick={() => setChosen(one)}><OutcomeName outcome={one} /></button>
        ))}
      </div>
      {other && milder(other, advised) && (
        <Warned name={name} colour={colour} advice={advice} outcome={other} onPass={(why) => onDecide(other, "", why)} onBack={() => setChosen(null)} />
      )}
      {other && !milder(other, advised) && (
        <>
          <h2>{t("理由", "Reason")}</h2>
          {other === "turn_back" && (
            <div class="stack">
              {reasons.map((one) => <Toggle key={one.code} label={say(one)} on={reason === one.code} onToggle={() => setReason(reason === one.code ? "" : one.code)} />)}
            </div>
          )}
          <Field label={t("说明（谁同意的、为什么）", "In words (who agreed, why)")} value={note} onInput={setNote} />
          <Big tone="warn" disabled={!told} onClick={() => sure(other) && onDecide(other, other === "turn_back" ? reason : "", note.trim())}><OutcomeName outcome={other} /></Big>
        </>
      )}
    </details>
  );
}
