// Who is it? By index only: the bundle holds HMAC-SHA256(salt, number) cut to 12 hex digits,
// so the device can answer for a number that is typed, and carries no number itself.

import { kindOf, sought } from "./identify";
import type { Bundle, Known } from "./types";

export async function indexOf(salt: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", bytes(salt), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)));
  return Array.from(mac.slice(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export type Found = { how: "number" | "plate" | "card"; index: string; people: Known[] };

/** A number, plate or card that somebody typed or scanned: who in the bundle it belongs to. */
export async function find(bundle: Bundle, typed: string): Promise<Found> {
  const text = sought(typed);
  const index = await indexOf(bundle.salt, text);
  const by = (test: (one: Known) => boolean) => bundle.people.filter(test);
  const tries: [Found["how"], Known[]][] = [
    ["number", by((one) => one.i === index)],
    ["card", by((one) => one.k.includes(index))],
    ["plate", by((one) => one.p.includes(index))],
  ];
  const [how, people] = tries.find(([, found]) => found.length) ?? [kindOf(text), []];
  return { how, index, people };
}

/** GB 11643 check digit: a typing slip is caught before the traveller has walked on. */
export function soundId(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return "10X98765432"[sum % 11] === text[17];
}

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
