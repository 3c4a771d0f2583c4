// What was scanned or typed: decides which question is asked of the bundle.

export type How = "code" | "card" | "number" | "plate" | "index" | "none";

export function identify(text: string): How {
  if (/^(FX1|HC1):/.test(text)) return "code";
  if (/^FXC:/i.test(text)) return "card";
  if (/^[\u4e00-\u9fff][A-Za-z][A-Za-z0-9]{5,6}$/.test(text.trim())) return "plate";
  return "number";
}
