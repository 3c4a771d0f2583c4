// What the last bundle says about a person at the checkpoint. A look-up, no rule of its own:
// colours, advice and texts are the server's.

import type { Verdict as CodeVerdict } from "./code";
import type { Advice, Bundle, Colour, Held, Known, Outcome } from "./types";

export type Verdict = CodeVerdict | "none";

/** Codes carry a colour's number, lists its name. A bundle of the last release has ranks alone. */
export function colourOfNumber(bundle: Bundle, number: number): Colour | null {
  return bundle.policy.colours.find((one) => (one.number ?? one.rank) === number) ?? null;
}

/** By the scheme of its disease; "" is that of codes. What only another scheme has is looked up there. */
export function colourOf(bundle: Bundle, code: string | null | undefined, disease = ""): Colour | null {
  const { colours, schemes = [] } = bundle.policy;
  const own = schemes.find((one) => one.disease === disease)?.colours ?? colours;
  const all = [...own, ...schemes.flatMap((one) => one.colours)];
  return all.find((one) => one.code === code) ?? null;
}

/** Of all that is in force the worst. Once something has ended, what it hid only the server knows:
 *  never less than is asked of the unknown (null) then. */
export function colourNow(bundle: Bundle, known: Known, at: number): Colour | null {
  const words = laidOn(known).map((one) => (isOver(one, at) ? null : colourOf(bundle, one.c, one.x)));
  return words.reduce((one, other) => worse(bundle, one, other));
}

/** The worst first. */
export function laidOn({ c, x, u, w, w_en, o }: Known): Held[] {
  return [{ c, x, u, w, w_en }, ...(o ?? [])];
}

export function isOver({ u }: Held, at: number): boolean {
  return u !== null && Date.parse(u) <= at;
}

/** What a code that proves its bearer says: its colour (null: a number that this list does not
 *  know) and when it was signed, in ms since 1970. */
export type Word = { colour: Colour | null; issued: number };

/** Of the code's colour and the list's the worse: each may be the older one. A code that was signed
 *  after the listed standing had ended says what lay beneath. null where nobody can say. */
export function colourOfBoth(bundle: Bundle, code: Word | null, listed: Known | null, at: number): Colour | null {
  const settled = listed !== null && code !== null && isOver(listed, at) && code.issued >= Date.parse(listed.u!);
  const words = [...(code ? [code.colour] : []), ...(listed && !settled ? [colourNow(bundle, listed, at)] : [])];
  return words.length ? words.reduce((one, other) => worse(bundle, one, other)) : null;
}

/** The worse of two; of one that cannot be told (null) and another the one that asks for more. */
export function worse(bundle: Bundle, one: Colour | null, other: Colour | null): Colour | null {
  if (one && other) return one.rank >= other.rank ? one : other;
  const told = one ?? other;
  return told && weight(bundle, told) >= weight(bundle, null) ? told : null;
}

/** How grave what a colour asks for is: the place of its outcome, listed mild to grave. */
export function weight(bundle: Bundle, colour: Colour | null): number {
  const outcome = (colour && bundle.policy.advice[colour.code]?.outcome) ?? unknownIn(bundle);
  return bundle.policy.outcomes.findIndex((one) => one.code === outcome);
}

/** What is asked of somebody of whom nothing is known: never less than to refer. */
function unknownIn({ policy }: Bundle): Outcome {
  const said = policy.advice.unknown?.outcome ?? "refer";
  const grave = (one: Outcome) => policy.outcomes.findIndex((other) => other.code === one);
  return grave(said) > grave("refer") ? said : "refer";
}

/** A colour that the list does not know is looked up as "unknown", and so is a code that proves
 *  nothing, whatever else is known. What was not ticked asks for `missing`. Of all that is asked
 *  for, the gravest holds (outcomes are listed mild to grave). contracts/vectors/barrier.json. */
export function adviceFor(bundle: Bundle, colour: Colour | null, verdict: string, ticks: string[]): Advice {
  const { advice, missing, must, outcomes, checklist } = bundle.policy;
  const unknown = unknownIn(bundle);
  const known = colour ? (advice[colour.code]?.outcome ?? unknown) : unknown;
  const lacking = checklist.filter((item) => !ticks.includes(item.code));
  const grave = (one: Outcome) => outcomes.findIndex((other) => other.code === one);
  const byColour = PROVES_NOTHING.has(verdict) && grave(unknown) > grave(known) ? unknown : known;
  const outcome = lacking.length && missing && grave(missing) > grave(byColour) ? missing : byColour;
  return { outcome, must: must[outcome] ?? [], lacking: outcome === byColour ? [] : lacking };
}

/** What a code or card may be that says nothing of its holder: contracts/vectors/barrier.json. */
export const PROVES_NOTHING: ReadonlySet<string> = new Set(["forged", "expired", "unknown_key", "not_yet", "unreadable", "wrong_use", "invalid", "revoked"]);
