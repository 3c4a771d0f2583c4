// From what was scanned or typed to what the guard sees.

import { colourNow, colourOf, worse, type Verdict } from "./advice";
import type { How } from "./identify";
import { find } from "./lookup";
import { readCode } from "./reading";
import { now } from "./time";
import type { Bundle, Colour, Known } from "./types";

/** `others`: everybody whom the same plate names, or whose number derives alike; `name`: masked, of the list or else of the code;
 *  `ended`: when the key list's time was up, 0 while it is not. */
export type Seen = {
  how: How;
  person: Known | null;
  others: Known[];
  name: string;
  index: string;
  colour: Colour | null;
  verdict: Verdict;
  ended: number;
};

const NOBODY: Seen = { how: "none", person: null, others: [], name: "", index: "", colour: null, verdict: "none", ended: 0 };

export async function look(bundle: Bundle, rootKey: string, how: How, text: string): Promise<Seen> {
  if (how === "none") return NOBODY;
  if (how === "index") return known(bundle, how, bundle.people.filter((one) => one.r === text), text);
  if (how === "code") return throughCode(bundle, rootKey, text);
  const found = await find(bundle, text);
  return known(bundle, found.how, found.people, found.index);
}

/** The index of the person where there is one: by it the server knows whom the list meant. */
function known(bundle: Bundle, how: How, people: Known[], index: string): Seen {
  const person = people[0] ?? null;
  const colour = person && colourNow(bundle, person, now());
  return { ...NOBODY, how, person, others: people, name: person?.n ?? "", index: person?.r ?? index, colour };
}

/** The worse of what the code says and what the list says: each may be the older one. */
async function throughCode(bundle: Bundle, rootKey: string, text: string): Promise<Seen> {
  const code = await readCode(bundle, rootKey, text, now());
  const people = code.index ? bundle.people.filter((one) => one.k.includes(code.index)) : [];
  const listed = known(bundle, "code", people, code.index);
  const told = code.verdict === "good" || code.verdict === "grace" ? colourOf(bundle, code.colour) : null;
  return { ...listed, name: listed.name || code.name, colour: worse(told, listed.colour), verdict: code.verdict, ended: code.ended };
}
