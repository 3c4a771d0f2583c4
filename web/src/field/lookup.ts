// Who is it? The bundle holds no numbers. A number or a plate is derived (Argon2id, on purpose half a
// second of this phone) to sixteen bits: who is found by them is a candidate, whom the guard confirms
// by the name and the card. Cards and codes name people by random tokens: an HMAC is enough there.

import { stretched } from "./deriving";
import { kindOf, sought } from "./identify";
import type { Bundle, Known } from "./types";

/** Of a random token: 12 hexadecimal digits of HMAC-SHA256. */
export async function indexOf(salt: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", bytes(salt), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)));
  return hex(mac.slice(0, 6));
}

let last: { asked: string; name: Promise<string> } | undefined;

/** Of a number or plate as it is compared: what it is called in this list. The last one is
 *  remembered: several parts of a page ask for the same plate. */
export function nameOf({ salt, derivation }: Bundle, text: string): Promise<string> {
  const asked = `${salt} ${text}`;
  if (last?.asked !== asked) {
    const { memory, passes, letters } = derivation;
    const name = stretched({ text, salt: bytes(salt), memory, passes }).then((made) => hex(made).slice(0, letters));
    last = { asked, name };
    name.catch(() => (last = undefined));
  }
  return last.name;
}

/** `index` is told to the server: of a row of the list where there is one. */
export type Found = { how: "number" | "plate" | "card"; index: string; people: Known[] };

/** A number, plate or card that somebody typed or scanned: whom in the bundle it may belong to. */
export async function find(bundle: Bundle, typed: string): Promise<Found> {
  const text = sought(typed);
  const by = (test: (one: Known) => boolean) => bundle.people.filter(test);
  const token = await indexOf(bundle.salt, text);
  const carded = by((one) => one.k.includes(token));
  if (carded.length) return { how: "card", index: token, people: carded };
  const kind = kindOf(text);
  if (kind === "card") return { how: kind, index: token, people: [] };
  const name = await nameOf(bundle, text);
  const numbered = kind === "plate" ? [] : by((one) => numbersOf(one).includes(name));
  if (numbered.length) return { how: "number", index: "", people: numbered };
  const riding = soundId(text) ? [] : by((one) => one.p.includes(name));
  return { how: riding.length ? "plate" : kind, index: "", people: riding };
}

/** What somebody's documents derive to: a card, a passport, a permit. */
export function numbersOf(one: Known): string[] {
  return [one.i, ...(one.j ?? [])];
}

/** GB 11643 check digit: a typing slip is caught before the traveller has walked on. */
export function soundId(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return "10X98765432"[sum % 11] === text[17];
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hex(made: Uint8Array): string {
  return Array.from(made, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
