// What somebody wrote of their vehicle, as it is compared: the server's checkpoints/vehicles.py in
// TypeScript. Both are held to contracts/vectors/plates.json.

const PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const GAP = "[^A-Z0-9\\u4e00-\\u9fff,;/|()]{0,2}"; // dots, blanks and dashes inside one plate
const SIGN = `${GAP}[A-Z0-9]`;
const FIRST = `[${PROVINCES}]${GAP}[A-Z]`;
const END = "(?![A-Z0-9])";
const PLATE = new RegExp(
  [
    `${FIRST}(?:${SIGN}){4}${GAP}(?:应${GAP}急|[挂学警领港澳试超])`,
    `${FIRST}(?:${SIGN}){5,6}${END}(?:${GAP}临)?`,
    `${FIRST}${GAP}临(?:${SIGN}){4,5}${END}`,
    `临${GAP}${FIRST}(?:${SIGN}){4,5}${END}`,
    `[${PROVINCES}](?:${SIGN}){7}${END}`, // farm tractors: two digits, then five
    `[使领](?:${GAP}\\d){6}${END}`,
    `(?:${GAP}\\d){6}${GAP}[使领]`,
    `民${GAP}航(?:${SIGN}){4,5}${END}`,
    `(?<![A-Z0-9])W${GAP}J${GAP}[${PROVINCES}](?:${SIGN}){4,5}${END}`,
    `(?<![A-Z0-9])WJ(?:${SIGN}){6,7}${END}`,
    `[军海空北沈兰济南广成]${GAP}[A-Z](?:${GAP}\\d){5}${END}`,
    `(?<![A-Z0-9])[VKHBSLJNGCEDFZ]${GAP}[A-Z](?:${GAP}\\d){5}${END}`,
  ].join("|"),
  "gu",
);
// trains and flights: G1234, 4406, CA1234, 3U8888; 粤Z1234 is half a plate, 北京G1234次 is none
const HALF = `(?<!^[${PROVINCES}])(?<![^\\u4e00-\\u9fff][${PROVINCES}])`;
const LETTERED = new RegExp(`(?<![A-Z0-9])${HALF}(?:[A-Z]{1,2}\\d{1,4}|\\d[A-Z]\\d{2,4})(?![A-Z0-9])`, "gu");
const NUMBERED = /(?<![A-Z0-9])\d{3,5}(?![A-Z0-9])/gu;

/** Plates in a text, else the trains and flights in it, each as it is compared. */
export function vehiclesIn(text: string): string[] {
  const wide = text.normalize("NFKC").toUpperCase();
  const found = [PLATE, LETTERED, NUMBERED].map((form) => wide.match(form) ?? []).find((some) => some.length) ?? [];
  return [...new Set(found.map(comparable))];
}

/** The vehicle that a text names and nothing else, "" when it is something else. */
export function vehicleOf(text: string): string {
  const found = vehiclesIn(text);
  return found.length === 1 && comparable(text) === found[0] ? found[0]! : "";
}

/** Whether a text is a plate and nothing else. */
export function isPlate(text: string): boolean {
  const wide = text.normalize("NFKC").toUpperCase();
  const found = wide.match(PLATE) ?? [];
  return found.length === 1 && comparable(found[0]!) === comparable(text);
}

/** 陕G and no more of it, or too much. */
export function beginsAPlate(text: string): boolean {
  return new RegExp(`^[${PROVINCES}][A-Z]`, "u").test(comparable(text));
}

/** Half width, capitals, letters and digits alone. */
export function comparable(text: string): string {
  return text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}
