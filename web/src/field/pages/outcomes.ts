// The five outcomes, in the county's words, each with its own shape and tone.

import table from "../../../../contracts/sync/outcomes.json"; // the server's own, written by its test
import type { Outcome } from "../types";
import { say, t } from "../words";

export function OUTCOME_WORDS(): Record<string, string> {
  return Object.fromEntries(Object.entries(table).map(([code, words]) => [code, say(words)]));
}

export const OUTCOME_TONE: Record<Outcome, "good" | "warn" | "bad" | "plain" | "main"> = {
  pass: "good",
  pass_with_test: "main",
  hold: "bad",
  turn_back: "warn",
  refer: "plain",
};

export const OUTCOME_MARK: Record<Outcome, string> = { pass: "●", pass_with_test: "◕", refer: "◆", turn_back: "✕", hold: "■" };

/** What hurts the traveller is asked once more. */
export function sure(outcome: Outcome): boolean {
  if (outcome !== "hold" && outcome !== "turn_back") return true;
  return confirm(t(`确定${OUTCOME_WORDS()[outcome]}？`, `${OUTCOME_WORDS()[outcome]}: sure?`));
}
