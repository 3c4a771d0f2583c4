// Who is it: by index, never by number.
import { strict as assert } from "node:assert";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { adviceFor, colourNow, colourOf, laidOn, worse } from "../src/field/advice";
import { argon } from "../src/field/argon";
import { deriveBy } from "../src/field/deriving";
import { identify, kindOf, plain } from "../src/field/identify";
import { look } from "../src/field/looking";
import { find, indexOf, nameOf, soundId } from "../src/field/lookup";
import type { Bundle, Known } from "../src/field/types";

declare const CONTRACTS: string;
type Vector = { salt: string; text: string; memory: number; passes: number; letters: number; name: string };
const VECTORS = JSON.parse(readFileSync(join(CONTRACTS, "vectors", "derivation.json"), "utf8")) as Vector[];

let asked = 0;
deriveBy((question) => (asked++, argon(question)));

const SALT = "00112233445566778899aabbccddeeff";
const index = (text: string) => createHmac("sha256", Buffer.from(SALT, "hex")).update(text).digest("hex").slice(0, 12);

const RED = { code: "red", zh: "红", en: "Red", shape: "square", hex: "#b42318", rank: 2 };
const GREEN = { code: "green", zh: "绿", en: "Green", shape: "circle", hex: "#1a7f37", rank: 0 };

// Derived cheaply here; the true cost is in the vectors.
const TERMS = { memory: 64, passes: 1, letters: 4 };
const name = async (text: string) =>
  Buffer.from(await argon({ text, salt: Buffer.from(SALT, "hex"), memory: 64, passes: 1 })).toString("hex").slice(0, 4);

const person = (over: Partial<Known>): Known => ({ r: "", i: "", n: "张**", c: "red", u: null, w: "", d: null, e: null, t: "", m: "", p: [], k: [], s: null, ...over });
const bundle = {
  salt: SALT,
  derivation: TERMS,
  people: [person({ r: "row", i: await name("11010519491231002X"), p: [await name("陕A12345")], k: [index("23456789ABCDEFGH")] })],
  policy: {
    colours: [RED, GREEN],
    advice: { red: { outcome: "hold", must: [] }, green: { outcome: "pass", must: [] }, unknown: { outcome: "refer", must: [] } },
    missing: "pass_with_test",
    must: {},
    checklist: [{ code: "健康码", zh: "健康码", en: "Health code" }],
    outcomes: ["pass", "pass_with_test", "refer", "turn_back", "hold"].map((code) => ({ code, zh: code, en: code })),
  },
} as unknown as Bundle;

test("a token's index is the server's: HMAC-SHA256 cut to twelve digits", async () => {
  assert.equal(await indexOf(SALT, "23456789ABCDEFGH"), index("23456789ABCDEFGH"));
});

test("a number derives to what the server derives it to", async () => {
  for (const { salt, text, name, ...derivation } of VECTORS)
    assert.equal(await nameOf({ salt, derivation } as unknown as Bundle, text), name, text);
  assert.ok(VECTORS.length >= 5);
});

test("one look-up is one derivation, and a card is none", async () => {
  asked = 0;
  await find(bundle, "110105194912310038");
  assert.equal(asked, 1);
  await find(bundle, "FXC1:23456789ABCDEFGH");
  assert.equal(asked, 1);
});

test("numbers that derive alike are candidates, and none is chosen for the guard", async () => {
  const [one] = bundle.people;
  const crowd = { ...bundle, people: [one!, person({ r: "other", n: "李**", i: one!.i })] } as Bundle;
  const seen = await look(crowd, "", "number", "11010519491231002X");
  assert.deepEqual(seen.others.map((each) => each.r), ["row", "other"]);
  assert.equal(seen.how, "number");
});

test("two records of one number and name are one traveller, and the gravest counts", async () => {
  const [one] = bundle.people;
  const twins = [person({ ...one!, r: "free", c: "green", u: null }), person({ ...one!, r: "held", c: "red", u: null })];
  const crowd = { ...bundle, people: twins } as Bundle;
  for (const [how, text] of [["number", "11010519491231002X"], ["index", "free"], ["index", "held"]] as const) {
    const seen = await look(crowd, "", how, text);
    assert.deepEqual([seen.others.length, seen.alike, seen.person?.r, seen.colour?.code], [1, 2, "held", "red"], text);
  }
});

test("a sound number is not looked for among plates, nor a plate among numbers", async () => {
  const plated = { ...bundle, people: [person({ p: [await name("11010519491231002X")], i: await name("陕A12345") })] } as Bundle;
  assert.deepEqual((await find(plated, "11010519491231002X")).people, []);
  assert.deepEqual((await find(plated, "陕A12345")).people, []);
});

test("a number is found however it is typed", async () => {
  for (const typed of ["11010519491231002X", "１１０１０５１９４９１２３１００２ｘ", "110105 1949 1231 002x"]) {
    const found = await find(bundle, typed);
    assert.equal(found.how, "number");
    assert.equal(found.people.length, 1);
  }
});

test("a plate and a card lead to the same person; a stranger to nobody", async () => {
  assert.equal((await find(bundle, "陕a·12345")).how, "plate");
  assert.equal((await find(bundle, "FXC1:23456789ABCDEFGH")).how, "card");
  assert.deepEqual((await find(bundle, "110105194912310038")).people, []);
});

test("the check digit catches a slip", () => {
  assert.ok(soundId("11010519491231002X"));
  assert.ok(!soundId("110105194912310021"));
  assert.ok(!soundId("1101051949123100"));
});

test("what was typed is told apart", () => {
  assert.equal(identify("FX1:ABC"), "code");
  assert.equal(identify("FXC1:23456789ABCDEFGH"), "card");
  assert.equal(identify("2345 6789 abcd efgh"), "card");
  assert.equal(identify("HC1:ABC"), "code");
  assert.equal(identify("陕G12345"), "plate");
  assert.equal(identify("11010519491231002X"), "number");
  assert.equal(kindOf(plain("陕g d12345")), "plate");
});

test("of code and list the worse colour counts, and what lies beneath a standing that is over is unknown", () => {
  assert.equal(worse(bundle, GREEN, RED)?.code, "red");
  assert.equal(worse(bundle, null, GREEN), null);
  assert.equal(worse(bundle, null, RED)?.code, "red");
  const over = person({ c: "red", u: "2022-05-10T00:00:00+08:00" });
  assert.equal(colourNow(bundle, over, Date.parse("2022-05-11T00:00:00+08:00")), null);
  assert.equal(colourNow(bundle, over, Date.parse("2022-05-09T00:00:00+08:00"))?.code, "red");
});

const ALL = ["健康码"];

test("a forged or ended code is looked up as unknown, whatever colour it claims", () => {
  for (const verdict of ["forged", "expired", "unknown_key"] as const) assert.equal(adviceFor(bundle, GREEN, verdict, ALL).outcome, "refer");
  assert.equal(adviceFor(bundle, GREEN, "good", ALL).outcome, "pass");
  assert.equal(adviceFor(bundle, RED, "none", ALL).outcome, "hold");
  assert.equal(adviceFor(bundle, RED, "expired", ALL).outcome, "hold", "the list still knows them");
});

test("an open check asks for more, and never for less than the colour does", () => {
  assert.equal(adviceFor(bundle, GREEN, "good", []).outcome, "pass_with_test");
  assert.deepEqual(adviceFor(bundle, GREEN, "good", []).lacking.map((item) => item.code), ALL);
  assert.equal(adviceFor(bundle, RED, "good", []).outcome, "hold");
});

test("somebody is found by any of their documents", async () => {
  const both = { ...bundle, people: [person({ r: "row", i: await name("11010519491231002X"), j: [await name("E12345678")] })] } as Bundle;
  for (const text of ["11010519491231002X", "E12345678", "e 1234 5678"]) assert.equal((await look(both, "", "number", text)).person?.r, "row", text);
});

test("of all that is in force the worst counts, and what has ended hides nothing", async () => {
  const soon = "2100-01-01T00:00:00Z";
  const past = "2000-01-01T00:00:00Z";
  const held = async (over: Partial<Known>) => {
    const all = { ...bundle, people: [person({ r: "row", i: await name("11010519491231002X"), ...over })] } as Bundle;
    return (await look(all, "", "number", "11010519491231002X")).colour?.code ?? null;
  };
  assert.equal(await held({ c: "red", u: soon, o: [{ c: "green", u: null, w: "" }] }), "red");
  assert.equal(await held({ c: "green", u: past, o: [{ c: "red", u: soon, w: "" }] }), "red");
  assert.equal(await held({ c: "red", u: past, o: [{ c: "green", u: null, w: "" }] }), null);
});

test("each colour is read by the scheme of its disease; a bundle of before has one scheme", () => {
  const BLUE = { code: "blue", zh: "蓝", en: "Blue", shape: "square", hex: "#175cd3", rank: 2 };
  const OTHER = { ...GREEN, code: "red", zh: "关注", rank: 1 };
  const schemes = [{ disease: "a", zh: "甲", en: "A", colours: [RED, GREEN] }, { disease: "b", zh: "乙", en: "B", colours: [BLUE, OTHER] }];
  const two = { ...bundle, policy: { ...bundle.policy, schemes } } as Bundle;
  const laid = person({ c: "red", x: "a", o: [{ c: "blue", x: "b", u: null, w: "" }, { c: "red", x: "b", u: null, w: "" }] });
  assert.deepEqual(laidOn(laid).map((one) => colourOf(two, one.c, one.x)?.zh), ["红", "蓝", "关注"]);
  assert.equal(colourOf(two, "blue")?.zh, "蓝");
  assert.equal(colourOf(bundle, "blue", "b"), null);
  assert.equal(colourNow(two, laid, 0)?.rank, 2);
});
