// A slip of whoever types a number, said before anybody is looked up by it: which digit is wrong, or how
// many are missing. The server's checkpoints/slips.py; both are held to contracts/vectors/slips.json.
// Whatever may be a true document of another kind, a plate, a train or a card is nobody's slip.

import { checkOf } from "./documents";
import { now } from "./time";
import { comparable, vehicleOf } from "./vehicles";
import type { Text } from "./types";

const [FULL, OLD, OTHER_KINDS, EARLIEST_BIRTH] = [18, 15, 10, 1850];
const CODED = /^(FX1|HC1|FXC1):/i;
const CARD = /^(?=.*[A-Z])[2-9A-HJKMNP-Z]{16}$/;
const MOBILE = /^1[3-9]\d{9}$/;
const LIKE_AN_ID = /^(?=(?:.*\d){14})[0-9A-Z]{16,}$/; // letters in place of a few digits
const LIKE_X = /[×ХΧ✕✖╳]/g;

/** What is wrong with it, null when it is looked up as it is. */
export function slipIn(typed: string, at = now()): Text | null {
  const number = signs(typed);
  if (CODED.test(typed.trim()) || CARD.test(number) || vehicleOf(typed)) return null;
  if (!/\d/.test(number)) return { zh: "没有数字:这里查证件号、车牌、卡号,不查姓名", en: "There is no digit in it: documents, plates and cards are looked up here, not names" };
  if (MOBILE.test(number)) return { zh: "这是 11 位的手机号,不是证件号", en: "This is a mobile number of 11 digits, no document's number" };
  if (/^\d+X?$/.test(number)) return number.length > OTHER_KINDS ? ofDigits(number, at) : null;
  return LIKE_AN_ID.test(number) ? ofAnId(number, at) : null;
}

/** The same of a number that is said to be a resident's, whatever it looks like. */
export function slipInId(typed: string, at = now()): Text | null {
  const number = signs(typed);
  return number.length === OLD && /^\d+$/.test(number) ? ofDigits(number, at) : ofAnId(number, at);
}

function signs(typed: string): string {
  return comparable(typed.replace(LIKE_X, "X"));
}

function ofDigits(number: string, at: number): Text | null {
  if (number.length !== OLD || number.endsWith("X") || beginsAFullOne(number)) return ofAnId(number, at);
  const part = number.slice(6, 12);
  return isDate(`19${part}`) ? null : noDate("7–12", part);
}

/** 15 digits with a birth year of four: the end was not typed. */
function beginsAFullOne(number: string): boolean {
  return ["19", "20"].includes(number.slice(6, 8)) && isDate(number.slice(6, 14));
}

function ofAnId(number: string, at: number): Text | null {
  const [n, lacking] = [number.length, FULL - number.length];
  if (lacking > 0) return { zh: `身份证号是 18 位,这里是 ${n} 位,少了 ${lacking} 位`, en: `A resident id has 18 characters; this one has ${n}: ${lacking} missing` };
  if (lacking < 0) return { zh: `身份证号是 18 位,这里是 ${n} 位,多了 ${-lacking} 位`, en: `A resident id has 18 characters; this one has ${n}: ${-lacking} too many` };
  const letter = [...number].findIndex((sign, place) => !/\d/.test(sign) && (place < FULL - 1 || sign !== "X"));
  if (letter >= 0) return noDigit(letter + 1, number[letter]!);
  const part = number.slice(6, 14);
  if (!isDate(part) || Number(part.slice(0, 4)) < EARLIEST_BIRTH) return noDate("7–14", part);
  if (dayIn(part) > at) return { zh: `第 7–14 位 ${part} 是还没到的日期`, en: `Digits 7–14, ${part}, are a date still to come` };
  if (checkOf(number.slice(0, 17)) === number[17]) return null;
  return { zh: "第 18 位(校验位)与前 17 位对不上,有一位输错了", en: "Digit 18 (the check digit) does not fit the 17 before it: one of them is wrong" };
}

function noDigit(at: number, sign: string): Text {
  if (at < FULL) return { zh: `第 ${at} 位是“${sign}”,只能是数字`, en: `Character ${at} is “${sign}”: only a digit may stand there` };
  return { zh: `第 18 位是“${sign}”,只能是数字或 X`, en: `Character 18 is “${sign}”: only a digit or X may stand there` };
}

function noDate(span: string, part: string): Text {
  return { zh: `第 ${span} 位 ${part} 不是一个日期`, en: `Digits ${span}, ${part}, are no date` };
}

/** Midnight of a day of eight digits, as the county has it. */
function dayIn(digits: string): number {
  return Date.parse(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}T00:00:00+08:00`);
}

/** 31 February is read as 3 March: a date that comes back as another is none. */
function isDate(digits: string): boolean {
  const moment = dayIn(digits);
  return !Number.isNaN(moment) && new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll("-", "") === digits;
}
