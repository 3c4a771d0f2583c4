// The phone's clock and zone may be anything: what counts is the server's time and the county's day.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dayOf, heard, loadClock, local, minutesAhead, now, ownTime, stamp, today } from "../src/field/time";
import { ago, clock, endOf } from "../src/field/words";

declare const CONTRACTS: string;

Object.assign(globalThis, { localStorage: { getItem: () => "zh" } });

test("what the server says is the time, and it is remembered", async () => {
  await heard("2022-05-10T08:00:00+08:00");
  assert.ok(Math.abs(now() - Date.parse("2022-05-10T00:00:00Z")) < 1000);
  assert.equal(today(), "2022-05-10");
  assert.equal(stamp().slice(0, 16), "2022-05-10T00:00");
  await loadClock();
  assert.equal(today(), "2022-05-10");
});

test("a clock that is put back tells no time before the server's last word", async () => {
  await heard("2022-05-10T08:00:00+08:00");
  const honest = Date.now;
  Date.now = () => honest() - 86_400_000;
  try {
    assert.equal(stamp(), "2022-05-10T00:00:00.000Z");
  } finally {
    Date.now = honest;
  }
});

test("days and hours are the county's, whatever zone the phone is in", () => {
  assert.equal(dayOf("2022-05-09T16:30:00Z"), "2022-05-10");
  assert.equal(dayOf("2022-05-10"), "2022-05-10");
  assert.equal(local("2022-05-09T16:30:00Z"), "2022-05-10T00:30");
  assert.equal(clock("2022-05-09T16:30:00Z"), "00:30");
  assert.equal(clock("2022-05-08T16:30:00Z"), "05-09 00:30");
  assert.equal(clock("2021-05-08T16:30:00Z"), "2021-05-09 00:30");
  assert.equal(ago(now() - 5 * 60_000), "5 分钟前");
});

test("an end is said as every page says it, with its year where that is not this one", async () => {
  const { vectors } = JSON.parse(readFileSync(join(CONTRACTS, "vectors", "ends.json"), "utf8")) as { vectors: { now: string; until: string; said: string }[] };
  assert.ok(vectors.length > 15);
  for (const { now, until, said } of vectors) {
    await heard(now);
    assert.equal(endOf(until), said, `${until} at ${now}`);
  }
});

test("how wrong the phone's own clock is, is known as soon as the server is heard, and the server is told it raw", async () => {
  await heard(new Date(Date.now() - 3_600_000).toISOString());
  assert.equal(Math.round(minutesAhead()), 60);
  assert.ok(Math.abs(Date.parse(ownTime()) - Date.now()) < 1000);
  await heard(new Date(Date.now() + 600_000).toISOString());
  assert.equal(Math.round(minutesAhead()), -10);
});
