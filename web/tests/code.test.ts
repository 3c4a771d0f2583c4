// The device's decoder against contracts/vectors/codes.json, which the server's tests run too.
import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { open, readKeyList, type Claims, type Terms } from "../src/field/code";
import { keysAt, keysNow } from "../src/field/reading";
import type { Bundle } from "../src/field/types";

declare const CONTRACTS: string;

type Case = { name: string; text?: string; bytes?: string; now: number; verdict: string; reason: string; claims: Claims | null };
type Vectors = {
  root: string;
  key_list: string;
  terms: Terms;
  codes: Case[];
  lists: { name: string; data: string; believed: boolean }[];
};

const vectors = JSON.parse(readFileSync(join(CONTRACTS, "vectors", "codes.json"), "utf8")) as Vectors;
const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, "base64"));
const root = bytes(vectors.root);
const keys = (await readKeyList(bytes(vectors.key_list), root))!;

for (const one of vectors.codes)
  test(`code: ${one.name}`, async () => {
    const shown = one.bytes === undefined ? one.text! : bytes(one.bytes);
    assert.deepEqual(await open(shown, keys, one.now, vectors.terms), {
      verdict: one.verdict, reason: one.reason, claims: one.claims,
    });
  });

for (const one of vectors.lists)
  test(`key list: ${one.name}`, async () => {
    assert.equal((await readKeyList(bytes(one.data), root)) !== null, one.believed);
  });

test("two thousand random byte strings have no claims and throw nothing", async () => {
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  for (let n = 0; n < 2000; n++) {
    const noise = Uint8Array.from(randomBytes(n % 300));
    const shown = n % 2 ? "FX1:" + [...noise].map((byte) => letters[byte % 45]).join("") : noise;
    const { verdict, claims } = await open(shown, keys, vectors.codes[0]!.now);
    assert.equal(verdict, "unreadable");
    assert.equal(claims, null);
  }
});

test("a phone that was long away knows that its keys are old, and one without any that it has none", async () => {
  const bundle = { key_list: vectors.key_list } as Bundle;
  const [made, ends] = [keys.made * 1000, keys.ends * 1000];
  const state = async (at: number) => (await keysNow(bundle, vectors.root, at)).state;
  assert.equal(await state(made + 3_600_000), "good");
  assert.equal(keysAt({ ...keys, ends: keys.made + 4 * 86_400 }, made + 86_400_001).state, "aged");
  assert.equal(await state(ends + 1), "ended");
  assert.equal((await keysNow({ key_list: "" } as Bundle, vectors.root, ends)).state, "none");
});
