// A PIN that somebody who finds the phone would try first is refused when it is set: at five tries a
// minute a million of them last long only where the first hundred are not worth trying.

import type { Text } from "./types";

export const DIGITS = 6;
const FEWEST_DIFFERENT = 4;
/** Columns and crosses of the keys, and what is said with numbers (我爱你一生). */
const KNOWN = ["147258", "258369", "147369", "159357", "159753", "135790", "246810", "520131", "102030", "010203"];

/** Why these digits are no PIN; null for one that may be set. `year`: of now. */
export function weakness(pin: string, year: number): Text | null {
  if (!/^\d*$/.test(pin) || pin.length !== DIGITS) return { zh: "要六位数字", en: "Six digits are needed" };
  if (new Set(pin).size < FEWEST_DIFFERENT || repeats(pin)) return REPEATED;
  if (isRow(pin) || KNOWN.includes(pin) || KNOWN.includes(reversed(pin))) return IN_A_ROW;
  return holdsYear(pin, year) || isDay(pin) ? A_BIRTH : null;
}

const REPEATED = { zh: "同一个数字太多，或一段数字重复，一猜就中。请换一个", en: "The same digits again and again are guessed first: choose another" };
const IN_A_ROW = { zh: "按顺序的数字或常见的口令，一猜就中。请换一个", en: "Digits in a row, or a well-known PIN, are guessed first: choose another" };
const A_BIRTH = { zh: "像是出生年份或日期，容易被猜到。请换一个", en: "It looks like a year or day of birth, which is easily guessed: choose another" };

/** 121212, 123123. */
function repeats(pin: string): boolean {
  return [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(DIGITS / length));
}

/** 123456, 987654, 890123, 135791: every step the same. */
function isRow(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (10 + Number(digit) - Number(pin[at])) % 10);
  return new Set(steps).size === 1 || isRowOfPairs(pin);
}

/** 010203, 202122. */
function isRowOfPairs(pin: string): boolean {
  const [one, two, three] = [0, 2, 4].map((at) => Number(pin.slice(at, at + 2))) as [number, number, number];
  return two - one === three - two && Math.abs(two - one) <= 1;
}

/** Any year in which a living person may be born: 198512, 121985, 519855. */
function holdsYear(pin: string, year: number): boolean {
  return [0, 1, 2].some((at) => {
    const found = Number(pin.slice(at, at + 4));
    return found > year - 110 && found <= year;
  });
}

/** 851203, 031285: a day as people write theirs. */
function isDay(pin: string): boolean {
  const [one, two, three] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number) as [number, number, number];
  const fits = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return fits(two, three) || fits(two, one) || fits(one, two);
}

const reversed = (text: string): string => [...text].reverse().join("");
