// What was scanned or typed: decides which question is asked of the bundle.

import { keptNumber } from "./documents";
import { comparable, isPlate } from "./vehicles";

export type How = "code" | "card" | "number" | "plate" | "index" | "none";

const CARD = /^FXC1:/i;
const TOKEN = /^[2-9A-HJKMNP-Z]{16}$/; // of a paper card, typed: see kernel.ids

export function identify(text: string): How {
  if (/^(FX1|HC1):/i.test(text)) return "code";
  if (CARD.test(text)) return "card";
  return kindOf(plain(text));
}

/** Full-width to half-width, no blanks or dashes, capitals: as the server writes it before hashing. */
export function plain(text: string): string {
  return text.normalize("NFKC").replace(/[\s\-·.]/g, "").toUpperCase();
}

/** What is looked up of it: a plate, a card's token without its prefix, a number as it is kept. */
export function sought(text: string): string {
  if (isPlate(text)) return comparable(text);
  const bare = plain(text.trim().replace(CARD, ""));
  return kindOf(bare) === "card" ? bare : keptNumber(bare);
}

/** What it looks like. */
export function kindOf(text: string): "number" | "plate" | "card" {
  if (isPlate(text)) return "plate";
  return TOKEN.test(text) && /[A-Z]/.test(text) ? "card" : "number";
}
