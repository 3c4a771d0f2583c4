// A PIN is refused with a sentence when it is set, where a thief would try it first.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { weakness } from "../src/field/pins";

const REFUSED = {
  "too short or no number": ["", "0000", "1234", "12345", "1234567", "12a456", "１２３４５６"],
  "the same digits": ["000000", "111111", "121212", "123123", "112233", "110110", "888666"],
  "in a row, or well known": ["123456", "654321", "890123", "135791", "024680", "202122", "147258", "852741", "520131"],
  "a birth": ["198512", "121985", "200103", "851203", "031285", "120385", "619907"],
};

for (const [kind, pins] of Object.entries(REFUSED))
  test(`${kind}: refused, in both languages`, () => {
    for (const pin of pins) {
      const why = weakness(pin, 2022);
      assert.ok(why && why.zh && why.en, pin);
    }
  });

test("others are taken, and most of the million are left", () => {
  for (const pin of ["603817", "947052", "482916", "750394"]) assert.equal(weakness(pin, 2022), null, pin);
  let left = 0;
  for (let pin = 0; pin < 1_000_000; pin++) if (!weakness(String(pin).padStart(6, "0"), 2022)) left++;
  assert.ok(left > 700_000, `${left}`);
});
