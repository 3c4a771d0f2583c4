// A vehicle before the barrier: its pass, who is in it, and who of them was checked already.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { argon } from "../src/field/argon";
import { deriveBy } from "../src/field/deriving";
import { passOf, passWords, stateOf } from "../src/field/passes";
import { seenToday } from "../src/field/seen";
import { heard } from "../src/field/time";
import type { Kept } from "../src/field/store/acts";
import type { Bundle, Known, Pass } from "../src/field/types";

Object.assign(globalThis, { localStorage: { getItem: () => "zh" } });
const SALT = "00112233445566778899aabbccddeeff";
const TERMS = { memory: 64, passes: 1, letters: 4 };
const named = async (text: string) => Buffer.from(await argon({ text, salt: Buffer.from(SALT, "hex"), ...TERMS })).toString("hex").slice(0, 4);
const PLATE = await named("陕G10001");
deriveBy(argon);
await heard("2022-05-10T08:00:00+08:00");

const pass = (over: Partial<Pass>): Pass => ({
  p: PLATE, number: "220510-ABC", route: "安康—汉阴", goods: "蔬菜", since: "2022-05-09", until: "2022-05-15", here: true, revoked: "", ...over,
}); // prettier-ignore
const bundle = (...passes: Pass[]) => ({ salt: SALT, derivation: TERMS, passes }) as unknown as Bundle;

test("a pass counts from its first to its last day, where it was issued for, until it is withdrawn", () => {
  assert.equal(stateOf(pass({}), "2022-05-09"), "valid");
  assert.equal(stateOf(pass({}), "2022-05-15"), "valid");
  assert.equal(stateOf(pass({}), "2022-05-16"), "expired");
  assert.equal(stateOf(pass({}), "2022-05-08"), "future");
  assert.equal(stateOf(pass({ here: false }), "2022-05-10"), "elsewhere");
  assert.equal(stateOf(pass({ here: false }), "2022-05-16"), "expired");
  assert.equal(stateOf(pass({ revoked: "车已卖" }), "2022-05-10"), "revoked");
});

test("it is found by the plate as it is typed, and said in words", async () => {
  const found = await passOf(bundle(pass({})), "陕g·10001");
  assert.equal(passWords(found!), "通行证有效，至 05-15");
  assert.equal(await passOf(bundle(pass({})), "陕G10002"), null);
  const words = async (one: Pass) => passWords((await passOf(bundle(one), "陕G10001"))!);
  assert.equal(await words(pass({ since: "2022-05-01", until: "2022-05-08" })), "通行证已于 05-08 到期");
  assert.equal(await words(pass({ here: false })), "通行证不含本卡口：线路不同");
  assert.equal(await words(pass({ revoked: "车已卖" })), "通行证已收回：车已卖");
});

test("of an ended pass and a new one the one that holds is shown", async () => {
  const found = await passOf(bundle(pass({ revoked: "换新" }), pass({ until: "2022-05-09" }), pass({ number: "2" })), "陕G10001");
  assert.equal(found?.pass.number, "2");
});

const known = (over: Partial<Known>): Known => ({ r: "a", i: "", n: "张**", c: "green", u: null, w: "", d: null, e: "2022-05-10", t: "", m: "", p: [], k: [], s: null, ...over });
const crossing = (at: string, outcome: string, index = "a") => ({ kind: "checkpoint.crossing", at, body: { index, outcome } }) as unknown as Kept;

test("somebody was seen on this phone or on another; the later word is told", () => {
  const there = { at: "2022-05-10T07:00:00+08:00", site: "汉阴高速出口", o: "pass" } as const;
  assert.equal(seenToday(known({}), []), null);
  assert.deepEqual(seenToday(known({ s: there }), []), { at: there.at, site: "汉阴高速出口", outcome: "pass" });
  assert.deepEqual(seenToday(known({ s: there }), [crossing("2022-05-10T07:30:00+08:00", "hold")]), { at: "2022-05-10T07:30:00+08:00", site: "", outcome: "hold" });
  assert.equal(seenToday(known({ s: there }), [crossing("2022-05-10T06:30:00+08:00", "hold")])?.outcome, "pass");
  assert.equal(seenToday(known({}), [crossing("2022-05-10T07:30:00+08:00", "pass", "b")]), null);
});

test("who passed yesterday is still to come today", () => {
  assert.equal(seenToday(known({ s: { at: "2022-05-09T20:00:00+08:00", site: "汉阴高速出口", o: "pass" } }), []), null);
});
