// The symbol of a code: of the size and level that the server draws, whatever its length.
import assert from "node:assert/strict";
import { test } from "node:test";
import { symbol } from "../src/public/symbol";

// Letters of a code that fit into a version at level M (ISO/IEC 18004), and its side with the quiet zone.
const FITS: [number, number][] = [[20, 29], [38, 33], [61, 37], [122, 45], [221, 57], [311, 65]];

test("a text takes the smallest version that has room for it at level M", () => {
  for (const [letters, side] of FITS) {
    assert.equal(symbol("A".repeat(letters)).side, side);
    if (letters < 311) assert.equal(symbol("A".repeat(letters + 1)).side, side + 4);
  }
});

test("what is longer than a phone reads at arm's length is refused", () => {
  assert.throws(() => symbol("A".repeat(312)), RangeError);
});

test("the quiet zone is four modules wide", () => {
  const { side, bars } = symbol("FX1:");
  const at = [...bars.matchAll(/M(\d+) (\d+)h1/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
  assert.equal(Math.min(...at), 4);
  assert.equal(Math.max(...at), side - 5);
});
