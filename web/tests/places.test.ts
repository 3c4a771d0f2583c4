// Places are offered while one types, without a network by the rule of the server.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isName, suggest, type Names } from "../src/field/places";

declare const CONTRACTS: string;
type Vectors = { names: Names; vectors: { typed: string; codes: string[] }[] };
const { names, vectors } = JSON.parse(readFileSync(join(CONTRACTS, "vectors", "places.json"), "utf8")) as Vectors;

test("what is found is what the server finds, in its order: contracts/vectors/places.json", () => {
  assert.ok(vectors.length > 30);
  for (const { typed, codes } of vectors) assert.deepEqual(suggest(names, typed).map((one) => one.code), codes, typed);
});

test("a place counts as chosen by its full name alone", () => {
  const found = suggest(names, "pudong");
  assert.ok(isName(found, "上海市浦东新区"));
  assert.ok(!isName(found, "浦东"));
  assert.equal(suggest(names, "浦东", 0).length, 0);
});
