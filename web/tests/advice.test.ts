// What a barrier without network makes of a colour: 待核 is referred, and codes of the last
// release mean what they meant.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { adviceFor, colourOf, colourOfBoth, colourOfNumber, PROVES_NOTHING, worse } from "../src/field/advice";
import type { Bundle, Known } from "../src/field/types";

const colour = (code: string, rank: number, number?: number) => ({ code, zh: code, en: code, shape: "circle", hex: "#000000", rank, ...(number === undefined ? {} : { number }) });
const outcomes = ["pass", "pass_with_test", "refer", "turn_back", "hold"].map((code) => ({ code, zh: code, en: code }));
const bundle = (...colours: ReturnType<typeof colour>[]) =>
  ({
    policy: {
      colours, outcomes, missing: "", must: {}, checklist: [],
      advice: { red: { outcome: "hold" }, grey: { outcome: "refer" }, green: { outcome: "pass" }, unknown: { outcome: "pass_with_test" } },
    },
  }) as unknown as Bundle; // prettier-ignore
const now = bundle(colour("red", 3, 2), colour("yellow", 2, 1), colour("grey", 1, 3), colour("green", 0, 0));

test("a code's number names its colour, and 待核 has the number after all others", () => {
  assert.deepEqual([0, 1, 2, 3].map((n) => colourOfNumber(now, n)?.code), ["green", "yellow", "red", "grey"]);
});

test("a bundle of the last release has ranks alone: yesterday's red is red", () => {
  const before = bundle(colour("red", 2), colour("yellow", 1), colour("green", 0));
  assert.equal(colourOfNumber(before, 2)?.code, "red");
  assert.equal(colourOfNumber(before, 3), null);
});

test("待核 is referred, never passed; worse than green, milder than what restricts", () => {
  const grey = colourOf(now, "grey");
  assert.equal(adviceFor(now, grey, "good", []).outcome, "refer");
  assert.equal(worse(now, grey, colourOf(now, "green"))?.code, "grey");
  assert.equal(worse(now, grey, colourOf(now, "yellow"))?.code, "yellow");
});

declare const CONTRACTS: string;
type Vector = { about: string; code: { verdict: string; number: number; issued: string } | null; listed: { c: string; u: string | null } | null; ticks: string[]; colour: string | null; outcome: string };
const barrier = JSON.parse(readFileSync(join(CONTRACTS, "vectors", "barrier.json"), "utf8"));

test("one rule for every barrier, with a network or without: contracts/vectors/barrier.json", () => {
  const { policy, at, vectors } = barrier as { policy: Record<string, never>; at: string; vectors: Vector[] };
  const advice = Object.fromEntries(Object.entries(policy.advice!).map(([code, outcome]) => [code, { outcome }]));
  const named = (codes: string[]) => codes.map((code) => ({ code, zh: code, en: code }));
  const list = { policy: { ...policy, advice, must: {}, outcomes: named(policy.outcomes!), checklist: named(policy.checklist!) } } as unknown as Bundle;
  assert.ok(vectors.length > 20);
  for (const { about, code, listed, ticks, colour, outcome } of vectors) {
    const proven = code && ["good", "grace"].includes(code.verdict);
    const word = proven ? { colour: colourOfNumber(list, code.number), issued: Date.parse(code.issued) } : null;
    const seen = colourOfBoth(list, word, listed as Known | null, Date.parse(at));
    assert.equal(seen?.code ?? null, colour, about);
    assert.equal(adviceFor(list, seen, code?.verdict ?? "none", ticks).outcome, outcome, about);
  }
});

test("what proves nothing proves nothing at either barrier", () => {
  assert.deepEqual([...PROVES_NOTHING].sort(), [...barrier.proves_nothing].sort());
  const read = new Set(barrier.vectors.map((one: Vector) => one.code?.verdict));
  for (const verdict of PROVES_NOTHING) assert.ok(read.has(verdict), `no vector of ${verdict}`);
});
