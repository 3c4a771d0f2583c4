// An outcome as it is shown on a button: its shape, then its words.

import type { Outcome } from "../types";
import { OUTCOME_MARK, OUTCOME_WORDS } from "./outcomes";

export function OutcomeName({ outcome }: { outcome: Outcome }) {
  return (
    <>
      <i class="shape" aria-hidden="true">{OUTCOME_MARK[outcome]}</i>
      {OUTCOME_WORDS()[outcome]}
    </>
  );
}
