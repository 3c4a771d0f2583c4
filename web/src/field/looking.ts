// From what was scanned or typed to what the guard sees.

import { colourNow, colourOf, colourOfBoth, weight, worse, type Verdict } from "./advice";
import type { How } from "./identify";
import { find, numbersOf } from "./lookup";
import { readCode } from "./reading";
import { now } from "./time";
import type { Bundle, Colour, Known } from "./types";

/** `others`: everybody whom the same plate names, or whose number derives alike; `alike`: how many rows of one
 *  number and name `person` stands for, the gravest of them; `name`: masked, of the list or else of the code; `ended`: when the key list's time was up, 0 while it is not. */
export type Seen = {
  how: How;
  person: Known | null;
  others: Known[];
  alike: number;
  name: string;
  index: string;
  colour: Colour | null;
  verdict: Verdict;
  ended: number;
};

const NOBODY: Seen = { how: "none", person: null, others: [], alike: 0, name: "", index: "", colour: null, verdict: "none", ended: 0 };

export async function look(bundle: Bundle, rootKey: string, how: How, text: string): Promise<Seen> {
  if (how === "none") return NOBODY;
  if (how === "index") return known(bundle, how, together(bundle, text), text);
  if (how === "code") return throughCode(bundle, rootKey, text);
  const found = await find(bundle, text);
  return known(bundle, found.how, found.people, found.index);
}

/** Somebody whom the server found by their number. */
export function heardOf(bundle: Bundle, person: Known): Seen {
  return known(bundle, "number", [person], "");
}

/** The index of the person where there is one: by it the server knows whom the list meant. */
function known(bundle: Bundle, how: How, people: Known[], index: string): Seen {
  const [others, at] = [how === "plate" ? people : gravestOfAlike(bundle, people), now()];
  const person = others[0] ?? null;
  const same = person ? people.filter((one) => alike(one, person)) : [];
  const colour = same.map((one) => colourNow(bundle, one, at)).reduce((one, other) => worse(bundle, one, other), person && colourNow(bundle, person, at));
  return { ...NOBODY, how, person, others, alike: same.length, name: person?.n ?? "", index: person?.r ?? index, colour };
}

/** Two rows of one number and one name cannot be told apart here: other kinds of document, or not merged yet. */
const alike = (one: Known, other: Known): boolean => one.n === other.n && numbersOf(one).some((name) => numbersOf(other).includes(name));

/** A row, with those that cannot be told from it. */
function together(bundle: Bundle, index: string): Known[] {
  const row = bundle.people.find((one) => one.r === index);
  return row ? bundle.people.filter((one) => alike(one, row)) : [];
}

/** The gravest first, and of those who cannot be told apart the gravest alone. */
function gravestOfAlike(bundle: Bundle, people: Known[]): Known[] {
  const grave = (one: Known) => weight(bundle, colourNow(bundle, one, now()));
  const sorted = [...people].sort((one, other) => grave(other) - grave(one));
  return sorted.filter((one, place) => sorted.findIndex((other) => alike(one, other)) === place);
}

/** The worse of what the code says and what the list says: each may be the older one. */
async function throughCode(bundle: Bundle, rootKey: string, text: string): Promise<Seen> {
  const code = await readCode(bundle, rootKey, text, now());
  const people = code.index ? bundle.people.filter((one) => one.k.includes(code.index)) : [];
  const listed = known(bundle, "code", people, code.index);
  const proven = code.verdict === "good" || code.verdict === "grace";
  const word = proven ? { colour: colourOf(bundle, code.colour), issued: code.issued } : null;
  const colour = colourOfBoth(bundle, word, listed.person, now());
  return { ...listed, name: listed.name || code.name, colour, verdict: code.verdict, ended: code.ended };
}
