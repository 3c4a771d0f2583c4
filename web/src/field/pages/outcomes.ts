// The five outcomes, in the words that the guard says aloud.

import type { Outcome } from "../types";
import { t } from "../words";

export function OUTCOME_WORDS(): Record<string, string> {
  return {
    pass: t("放行", "Pass"),
    pass_with_test: t("采样后放行", "Test, then pass"),
    hold: t("留置待转运", "Hold for transfer"),
    turn_back: t("劝返", "Turn back"),
    refer: t("请示", "Refer"),
  };
}

export const OUTCOME_TONE: Record<Outcome, "good" | "warn" | "bad" | "plain"> = {
  pass: "good",
  pass_with_test: "good",
  hold: "bad",
  turn_back: "warn",
  refer: "plain",
};

/** What hurts the traveller is asked once more. */
export function sure(outcome: Outcome): boolean {
  if (outcome !== "hold" && outcome !== "turn_back") return true;
  return confirm(t(`确定${OUTCOME_WORDS()[outcome]}？`, `${OUTCOME_WORDS()[outcome]}: sure?`));
}
