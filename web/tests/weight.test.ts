// What a phone fetches before the app can be used, squeezed: page, script and style. The decoder
// comes after, when somebody scans.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

declare const CONTRACTS: string;
const BUILT = join(CONTRACTS, "..", "web", "dist", "field");
const LIMIT = 300_000;

test("the app weighs less than 300 kB, and the decoder is no part of it", { skip: !existsSync(BUILT) }, () => {
  const names = readdirSync(BUILT).filter((name) => /\.(html|css|js)$/.test(name) && !/^(reader|sw)/.test(name));
  assert.deepEqual(names, ["derive.js", "field.css", "index.html", "main.js"]);
  const weight = names.reduce((sum, name) => sum + gzipSync(readFileSync(join(BUILT, name)), { level: 9 }).length, 0);
  assert.ok(weight <= LIMIT, `${weight} bytes`);
});
