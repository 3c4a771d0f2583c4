// What the last bundle says about a person at the checkpoint. A look-up, no rule of its own:
// colours, advice and texts are the server's.

import type { Verdict as CodeVerdict } from "./code";
import type { Advice, Bundle, Colour, Known, Outcome } from "./types";

export type Verdict = CodeVerdict | "none";

export const OUTCOMES: Outcome[] = ["pass", "pass_with_test", "hold", "turn_back", "refer"];

/** Codes carry a colour's number, lists its name. A bundle of the last release has ranks alone. */
export function colourOfNumber(bundle: Bundle, number: number): Colour | null {
  return bundle.policy.colours.find((one) => (one.number ?? one.rank) === number) ?? null;
}

export function colourOf(bundle: Bundle, code: string | null | undefined): Colour | null {
  return bundle.policy.colours.find((one) => one.code === code) ?? null;
}

/** The standing in the bundle ended since: then the best colour holds. */
export function colourNow(bundle: Bundle, known: Known, at: number): Colour | null {
  const over = known.u !== null && Date.parse(known.u) < at;
  return over ? best(bundle) : colourOf(bundle, known.c);
}

/** Of the code's colour and the bundle's the worse: a code shown may be older than the bundle,
 *  and the bundle older than the code. */
export function worse(one: Colour | null, other: Colour | null): Colour | null {
  if (!one || !other) return one ?? other;
  return one.rank >= other.rank ? one : other;
}

/** A colour that the list does not know is looked up as "unknown", and so is a code that proves
 *  nothing, whatever else is known. What was not ticked asks for `missing`. Of all that is asked
 *  for, the gravest holds (outcomes are listed mild to grave). */
export function adviceFor(bundle: Bundle, colour: Colour | null, verdict: Verdict, ticks: string[]): Advice {
  const { advice, missing, must, outcomes, checklist } = bundle.policy;
  const unknown = advice.unknown?.outcome ?? "refer";
  const known = colour ? (advice[colour.code]?.outcome ?? unknown) : unknown;
  const lacking = checklist.filter((item) => !ticks.includes(item.code));
  const grave = (one: Outcome) => outcomes.findIndex((other) => other.code === one);
  const byColour = PROVES_NOTHING.includes(verdict) && grave(unknown) > grave(known) ? unknown : known;
  const outcome = lacking.length && missing && grave(missing) > grave(byColour) ? missing : byColour;
  return { outcome, must: must[outcome] ?? [], lacking: outcome === byColour ? [] : lacking };
}

const PROVES_NOTHING: Verdict[] = ["forged", "expired", "unknown_key", "not_yet", "unreadable"];

function best(bundle: Bundle): Colour | null {
  return bundle.policy.colours.reduce<Colour | null>((a, b) => (!a || b.rank < a.rank ? b : a), null);
}
