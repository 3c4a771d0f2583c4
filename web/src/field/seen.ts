// Who was checked already today: on this phone, or on another as the last list tells.

import { dayOf, today } from "./time";
import type { Kept } from "./store/acts";
import type { Known } from "./types";

export type SeenToday = { at: string; site: string; outcome: string };

/** The later of the two words; null for somebody who is still to come. `site` "" is this phone. */
export function seenToday(one: Known, done: Kept[]): SeenToday | null {
  const here = done.find((act) => act.kind === "checkpoint.crossing" && act.body.index === one.r && dayOf(act.at) === today());
  const there = one.s && dayOf(one.s.at) === today() ? one.s : null;
  if (here && (!there || Date.parse(here.at) >= Date.parse(there.at))) return { at: here.at, site: "", outcome: String(here.body.outcome) };
  return there && { at: there.at, site: there.site, outcome: there.o };
}
