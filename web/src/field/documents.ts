// A document's number in the form in which it is kept: the server's people/documents.py, as far as a
// number is looked up. Both are held to contracts/vectors/identity.json.

import { beginsAPlate, vehicleOf } from "./vehicles";

const [SHORTEST, SHORTEST_OF_DIGITS] = [5, 7]; // signs
const BETWEEN = /[\s\u200b-\u200f\u2060\ufeff\-_.'`’‘"“”·•．・‧∙⋅●。ㆍᐧ･‑–—−‐()（）[\]【】]/gu;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 15 digits in their form of 18; permits without the count of their renewals. */
export function keptNumber(text: string): string {
  const plain = text.normalize("NFKC").toUpperCase().replace(BETWEEN, "");
  if (/^\d{15}$/.test(plain)) return withCheck(`${plain.slice(0, 6)}19${plain.slice(6)}`);
  if (/^[HM]\d{10}$/.test(plain)) return plain.slice(0, 9);
  return /^\d{10}[A-Z]?$/.test(plain) ? plain.slice(0, 8) : plain;
}

/** Half typed: no document's number is so short. */
export function isHalf(text: string): boolean {
  const number = keptNumber(text);
  return number.length < (/^\d+$/.test(number) ? SHORTEST_OF_DIGITS : SHORTEST);
}

/** What was looked up, where it may be a document's number; "" for a plate, half a plate, a train. */
export function documentIn(text: string): string {
  return vehicleOf(text) || beginsAPlate(text) ? "" : text;
}

function withCheck(body: string): string {
  return body + checkOf(body);
}

/** GB 11643: the last character of 18, from the 17 before it. */
export function checkOf(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return "10X98765432"[sum % 11]!;
}

/** "" for what the server tells by its form: permits, cards of foreigners who stay, birth certificates. */
export function kindOfDocument(number: string): "" | "passport" {
  return /^([HM]\d{8}(\d{2})?|\d{8}|\d{10}[A-Z]|[A-Z]{3}\d{12}|[A-Z]\d{9}|\d{17}[\dX]|.*[\u4e00-\u9fff].*)$/.test(number) ? "" : "passport";
}
