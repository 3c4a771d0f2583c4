// Chinese sentences come from many hands: whatever they were written with, they are shown with full-width
// punctuation. Times, numbers and Latin words keep theirs. The pages have the same rule (kernel/text.py).

const HAN = "\\u3400-\\u9fff";
const SIGNS: Record<string, string> = { ",": "，", ":": "：", ";": "；", "?": "？", "!": "！" };
const AFTER = new RegExp(`(?<=[${HAN}”’」》）。%*])([,:;?!]) ?`, "gu");
const BEFORE = new RegExp(`([,:;?!]) ?(?=[${HAN}“‘「《（])`, "gu");
const BRACKETS = new RegExp(`(?<=[${HAN}”’》])\\(([^()]*)\\)|\\(([^()]*[${HAN}][^()]*)\\)`, "gu");

export function wide(zh: string): string {
  const sign = (_: string, one: string) => SIGNS[one]!;
  const bracketed = (text: string) => text.replace(BRACKETS, (_, beside?: string, within?: string) => `（${beside ?? within ?? ""}）`);
  return bracketed(bracketed(zh)) // brackets within brackets
    .replace(AFTER, sign)
    .replace(BEFORE, sign);
}
