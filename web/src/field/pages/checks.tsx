// What the guard looks at, and what the rules say then.

import { Big, Toggle } from "../ui/parts";
import type { Advice, Item, Outcome } from "../types";
import { say, t } from "../words";
import { OutcomeName } from "./outcome";
import { OUTCOME_TONE, OUTCOME_WORDS, sure } from "./outcomes";

export function Checks(props: { items: Item[]; ticks: string[]; onTicks: (ticks: string[]) => void }) {
  const { items, ticks, onTicks } = props;
  const turn = (code: string) => onTicks(ticks.includes(code) ? ticks.filter((one) => one !== code) : [...ticks, code]);
  return (
    <section>
      <h2>{t("查验", "To check")}</h2>
      <div class="stack">
        {items.map((item) => <Toggle key={item.code} label={say(item)} on={ticks.includes(item.code)} onToggle={() => turn(item.code)} />)}
        {ticks.length < items.length && <button class="all" onClick={() => onTicks(items.map((item) => item.code))}>{t("以上都查验了", "All of these were shown")}</button>}
      </div>
    </section>
  );
}

export function RulesSay({ advice, onDecide }: { advice: Advice; onDecide: (outcome: Outcome) => void }) {
  const { outcome, lacking, must } = advice;
  return (
    <section class="advice">
      <h2>{t("规则", "The rules say")}：{OUTCOME_WORDS()[outcome]}</h2>
      {lacking.length > 0 && <p>{t("还没查验", "Not shown yet")}：{lacking.map(say).join("、")}</p>}
      {must.map((one) => <p key={one.zh}>• {say(one)}</p>)}
      <Big tone={OUTCOME_TONE[outcome]} onClick={() => sure(outcome) && onDecide(outcome)}><OutcomeName outcome={outcome} /></Big>
    </section>
  );
}
