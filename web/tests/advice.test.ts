// What a barrier without network makes of a colour: 待核 is referred, and codes of the last
// release mean what they meant.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { adviceFor, colourOf, colourOfNumber, worse } from "../src/field/advice";
import type { Bundle } from "../src/field/types";

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
  assert.equal(worse(grey, colourOf(now, "green"))?.code, "grey");
  assert.equal(worse(grey, colourOf(now, "yellow"))?.code, "yellow");
});
