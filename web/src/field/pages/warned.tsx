// Before somebody is let through whom the rules would stop: what they are, in big words, what the rules ask
// for, whom to ask; and why it is done all the same.

import { useEffect, useRef, useState } from "preact/hooks";
import { Must } from "../ui/alarms";
import { Calls } from "../ui/calls";
import { Big, Field } from "../ui/parts";
import { useBundle } from "../ui/state";
import type { Advice, Colour, Outcome } from "../types";
import { say, t } from "../words";
import { OUTCOME_WORDS } from "./outcomes";

type Given = { name: string; colour: Colour | null; advice: Advice; outcome: Outcome; onPass: (note: string) => void; onBack: () => void };

export function Warned({ name, colour, advice, outcome, onPass, onBack }: Given) {
  const { call, shift } = useBundle();
  const [note, setNote] = useState("");
  const word = OUTCOME_WORDS()[outcome];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const what = colour ? t(`码色是${say(colour)}`, `: ${say(colour)}`) : t("还没有判定，不知道能不能放", "nothing is decided yet: it is not known whether they may pass");
  return (
    <div class="ringing before" role="alertdialog" aria-modal="true" aria-label={t("请看清再办", "Look before you decide")} tabIndex={-1} ref={box}>
      <h1>▲ {name} {what}</h1>
      <p>{t("规则", "The rules say")}：{OUTCOME_WORDS()[advice.outcome]}，{t(`不能${word}`, `not: ${word}`)}</p>
      <Must all={advice.must} />
      <Big tone="plain" onClick={onBack}>{t("回去按规则办", "Back: do as the rules say")}</Big>
      <Calls call={call ?? []} lead={shift?.lead ?? ""} />
      <Field label={t(`为什么仍要${word}、谁同意的`, `Why all the same “${word}”, and who agreed`)} value={note} onInput={setNote} hint={t("记下后本机立即报警，并报指挥部", "The phone rings at once, and headquarters is told")} />
      <Big tone="bad" disabled={!note.trim()} onClick={() => onPass(note.trim())}>{t("仍要", "All the same: ")}{word}</Big>
    </div>
  );
}
