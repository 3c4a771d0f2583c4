// A sign-in in another tab ends the token of this one: setting up goes on all the same, once.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { enrolPhone, OtherChoices } from "../src/field/desk";
import { documentIn, isHalf } from "../src/field/documents";
import type { Choices } from "../src/field/types";

Object.assign(globalThis, { localStorage: { getItem: () => "zh" } });

const SHOWN: Choices = { actor: "王站长", csrf: "first", tiles: [{ code: "tasks", zh: "我的任务", en: "My tasks" }], checkpoints: [] };
const WANTED = { name: "一号机", tiles: ["tasks" as const], checkpoint: null };

/** A server whose token of now is `token`; the tokens with which it was asked. */
function server(token: string, now: Choices): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (path, options) => {
    if (path === "/field/api/choices") return Response.json(now);
    const given = new Headers(options!.headers).get("X-CSRFToken")!;
    asked.push(given);
    return given === token ? Response.json({ device: 7 }) : new Response("<h1>403</h1>", { status: 403 });
  };
  return asked;
}

test("the token is asked for anew, and the phone is set up", async () => {
  const asked = server("second", { ...SHOWN, csrf: "second" });
  assert.equal((await enrolPhone(SHOWN, WANTED)).device, 7);
  assert.deepEqual(asked, ["first", "second"]);
});

test("once and not for ever: then it is said what to do", async () => {
  const asked = server("never", { ...SHOWN, csrf: "second" });
  await assert.rejects(enrolPhone(SHOWN, WANTED), /请刷新本页/);
  assert.equal(asked.length, 2);
});

test("somebody else who signed in meanwhile sees first whose phone it becomes", async () => {
  const asked = server("second", { ...SHOWN, csrf: "second", actor: "李镇长" });
  await assert.rejects(enrolPhone(SHOWN, WANTED), (why) => why instanceof OtherChoices && why.choices.actor === "李镇长");
  assert.deepEqual(asked, ["first"]);
});

test("a refusal of ours is no old token", async () => {
  let asked = 0;
  globalThis.fetch = async () => (asked++, Response.json({ code: "kernel.not_allowed", sentence: { zh: "没有权限", en: "no" } }, { status: 403 }));
  await assert.rejects(enrolPhone(SHOWN, WANTED), /没有权限/);
  assert.equal(asked, 1);
});

test("what is half typed is nobody's number, and what drives is no document", () => {
  for (const half of ["1", "123", "陕G1", "110101", "E123"]) assert.ok(isHalf(half), half);
  for (const whole of ["11010519491231002X", "E12345678", "H12345678", "12345678", "13891501234"]) assert.ok(!isHalf(whole), whole);
  for (const drives of ["陕G12345", "陕G123", "K8072", "G1234", "陕G·A12345D"]) assert.equal(documentIn(drives), "", drives);
  for (const number of ["11010519491231002X", "E12345678", "军字第1234567号"]) assert.equal(documentIn(number), number);
});
