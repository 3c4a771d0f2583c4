// From what was scanned or typed to what the guard sees.

import { colourNow, colourOf, worse, type Verdict } from "./advice";
import { readCode } from "./reading";
import { find } from "./lookup";
import { now } from "./store/acts";
import type { How } from "./identify";
import type { Bundle, Colour, Known } from "./types";

export type Seen = { person: Known | null; index: string; colour: Colour | null; verdict: Verdict };

export async function look(bundle: Bundle, rootKey: string, how: How, text: string): Promise<Seen> {
  const at = await now();
  if (how === "none") return { person: null, index: "", colour: null, verdict: "none" };
  if (how === "index") return known(bundle, bundle.people.find((one) => one.i === text) ?? null, text, at.getTime());
  if (how === "code") return throughCode(bundle, rootKey, text, at);
  const found = await find(bundle, text.replace(/^FXC:/i, ""));
  return known(bundle, found.people[0] ?? null, found.index, at.getTime());
}

function known(bundle: Bundle, person: Known | null, index: string, at: number): Seen {
  return { person, index, colour: person && colourNow(bundle, person, at), verdict: "none" };
}

/** The worse of what the code says and what the list says: each may be the older one. */
async function throughCode(bundle: Bundle, rootKey: string, text: string, at: Date): Promise<Seen> {
  const code = await readCode(bundle, rootKey, text, at);
  const person = code.index ? (bundle.people.find((one) => one.k.includes(code.index)) ?? null) : null;
  const listed = person && colourNow(bundle, person, at.getTime());
  const told = code.verdict === "good" || code.verdict === "grace" ? colourOf(bundle, code.colour) : null;
  return { person, index: code.index, colour: worse(told, listed), verdict: code.verdict };
}
