// Plates and document numbers are written as the server writes them: contracts/vectors.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { keptNumber } from "../src/field/documents";
import { identify, sought } from "../src/field/identify";
import { slipIn, slipInId } from "../src/field/slips";
import { comparable, vehicleOf, vehiclesIn } from "../src/field/vehicles";

declare const CONTRACTS: string;
const read = (name: string) => JSON.parse(readFileSync(join(CONTRACTS, "vectors", name), "utf8"));

test("vehicles in a text", () => {
  const { vectors } = read("plates.json") as { vectors: { text: string; found: string[]; only: string; compared: string }[] };
  assert.ok(vectors.length > 40);
  for (const { text, found, only, compared } of vectors) {
    assert.deepEqual(vehiclesIn(text), found, text);
    assert.equal(vehicleOf(text), only, text);
    assert.equal(comparable(text), compared, text);
  }
});

test("numbers of documents as they are kept", () => {
  const { documents } = read("identity.json") as { documents: { typed: string; kept: string }[] };
  assert.ok(documents.length > 10);
  for (const { typed, kept } of documents) assert.equal(keptNumber(typed), kept, typed);
});

test("a plate that ends in a word is a plate, and a number is looked up as it is kept", () => {
  for (const plate of ["粤Z·1234港", "陕G1234挂", "陕G1234学", "京A0023领", "陕Ｇ８８８８８"]) assert.equal(identify(plate), "plate", plate);
  assert.equal(identify("H8765432101"), "number");
  assert.equal(sought("H87654321(01)"), "H87654321");
  assert.equal(sought("粤z·1234港"), "粤Z1234港");
  assert.equal(sought("FXC1:23456789ABCDEFGH"), "23456789ABCDEFGH");
});

test("a slip of the finger is said before anybody is looked up by it, and no true document is refused", () => {
  const { vectors } = read("slips.json") as { vectors: { typed: string; zh: string; en: string }[] };
  assert.ok(vectors.length > 30);
  const at = Date.parse("2022-05-10T20:14:00+08:00");
  for (const { typed, zh, en } of vectors) assert.deepEqual(slipIn(typed, at) ?? { zh: "", en: "" }, { zh, en }, typed);
});

test("what is said to be a resident's number is held to its eighteen digits, whatever else it could be", () => {
  assert.match(slipInId("12345678")!.zh, /少了 10 位/);
  assert.equal(slipInId("612423850615222"), null);
  assert.equal(slipInId("61242319850615222x"), null);
});
