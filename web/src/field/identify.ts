// What was scanned or typed: decides which question is asked of the bundle.

export type How = "code" | "card" | "number" | "plate" | "index" | "none";

const CARD = /^FXC1:/i;
const TOKEN = /^[2-9A-HJKMNP-Z]{16}$/; // of a paper card, typed: see kernel.ids
const PLATE = /^[\u4e00-\u9fff][A-Z][A-Z0-9]{5,6}$/;

export function identify(text: string): How {
  if (/^(FX1|HC1):/i.test(text)) return "code";
  if (CARD.test(text)) return "card";
  return kindOf(plain(text));
}

/** Full-width to half-width, no blanks or dashes, capitals: as the server writes it before hashing. */
export function plain(text: string): string {
  return text.normalize("NFKC").replace(/[\s\-·.]/g, "").toUpperCase();
}

/** What is looked up of it: a card's token without its prefix. */
export function sought(text: string): string {
  return plain(text.trim().replace(CARD, ""));
}

/** What it looks like. */
export function kindOf(text: string): "number" | "plate" | "card" {
  if (PLATE.test(text)) return "plate";
  return TOKEN.test(text) && /[A-Z]/.test(text) ? "card" : "number";
}
