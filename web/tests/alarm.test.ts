// What a phone says to a guard who let somebody through against the rules.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { Kept } from "../src/field/store/acts";
import type { Bundle } from "../src/field/types";

(globalThis as { localStorage: unknown }).localStorage = { getItem: () => "zh" };
const { alarmed, milder } = await import("../src/field/alarm");

const colours = [["red", "红"], ["green", "绿"]].map(([code, zh]) => ({ code, zh, en: code }));
const bundle = {
  policy: { colours, must: { hold: [{ zh: "请本人进入临时隔离室", en: "" }] } },
  call: [{ zh: "指挥部", en: "Headquarters", phone: "0915-5216000" }],
} as unknown as Bundle;
const act = (body: object, more: object = {}) =>
  ({ id: "1", at: "2022-05-10T12:14:00Z", body: { name: "张**", outcome: "pass", advised: "hold", colour_seen: "red", ...body }, how: "", sentence: "", ...more }) as unknown as Kept;

test("to let pass whom the rules would stop is against them; to ask for more, or a test instead, is not", () => {
  assert.ok(milder("pass", "hold") && milder("pass", "refer") && milder("pass_with_test", "turn_back"));
  assert.ok(!milder("pass", "pass_with_test") && !milder("hold", "refer") && !milder("pass", "pass"));
});

test("it names who, when, what they are, what to do and whom to call, with no network", () => {
  const { said, must, call } = alarmed(bundle, act({}));
  assert.match(said, /20:14 判“放行”的张\*\*码色是红，应留置待转运。请立即打电话/);
  assert.deepEqual([must[0]?.zh, call[0]?.phone], ["请本人进入临时隔离室", "0915-5216000"]);
});

test("whom the county learnt of later is told as no fault of the guard, with what to do", () => {
  const { said, must } = alarmed(bundle, act({ advised: "pass", colour_seen: "green" }, { turned: { id: "1", c: "red", o: "hold" }, how: "decided" }));
  assert.match(said, /当时码色是绿，现在是红，应留置待转运。当时还不知道，不是您的错/);
  assert.equal(must[0]?.zh, "请本人进入临时隔离室");
});

test("the county's own words go first, and name headquarters where the list is gone", () => {
  const { said, call } = alarmed(null, act({}, { how: "alarm", sentence: "您在 20:14 判“放行”的张**应留置待转运 — 请立即联系指挥部 0915-5216000,设法留住" }));
  assert.match(said, /^您在 20:14/);
  assert.deepEqual(call.map((one) => one.phone), ["0915-5216000"]);
});

test("somebody who gave no name is told by the plate", () => {
  assert.match(alarmed(bundle, act({ name: "", plate: "陕G12345" })).said, /判“放行”的陕G12345码色是红/);
});

test("what was decided is told in the outcome's own words", () => {
  assert.match(alarmed(bundle, act({ outcome: "pass_with_test" })).said, /判“检测后放行”的张/);
});
