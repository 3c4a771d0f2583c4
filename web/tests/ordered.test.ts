// What a guard reads of a task and of a street: the late first, the name once, the doors by 组.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { doorIn, folded } from "../src/field/doors";
import { askOf, brief, inOrder, isLate, restOf, whatOf } from "../src/field/ordered";
import { heard } from "../src/field/time";
import type { Household, Task } from "../src/field/types";
import { clock, endOf, overdue, t } from "../src/field/words";
import { wide } from "../src/field/wide";
import "fake-indexeddb/auto";

declare const CONTRACTS: string;

Object.assign(globalThis, { localStorage: { getItem: () => "zh" } });

const task = (over: Partial<Task>): Task => ({ id: 1, title: "", who: "", where: "", todo: "", stage: "issued", due: null, ...over });
const door = (id: number, group: string, address: string): Household => ({ id, group, address, head: "", members: 0, answered: "" });

test("the longest late comes first, and what has no time last", async () => {
  await heard("2022-05-10T08:00:00+08:00");
  const tasks = [task({ id: 1 }), task({ id: 2, due: "2022-05-10T20:00:00+08:00" }), task({ id: 3, due: "2022-05-09T08:00:00+08:00" }), task({ id: 4, due: "2022-05-07T10:30:00+08:00" })];
  assert.deepEqual(inOrder(tasks).map((one) => one.id), [4, 3, 2, 1]);
  assert.deepEqual(tasks.map(isLate), [false, false, true, true]);
  assert.equal(overdue("2022-05-07T10:30:00+08:00"), "已超 2 天 21 小时");
  assert.equal(overdue("2022-05-10T06:55:00+08:00"), "已超 1 小时 5 分钟");
  assert.equal(overdue("2022-05-10T07:59:00+08:00"), "已超 1 分钟");
});

test("a time of another year is told with its year", async () => {
  await heard("2022-01-01T08:00:00+08:00");
  assert.equal(clock("2021-12-31T23:00:00+08:00"), "2021-12-31 23:00");
  assert.equal(clock("2022-01-02T23:00:00+08:00"), "01-02 23:00");
  assert.equal(endOf("2022-01-01T00:00:00+08:00"), "2021-12-31");
  assert.equal(endOf("2022-01-03T00:00:00+08:00"), "01-02");
});

test("a name is said once, and the question before all else", () => {
  const todo = "先问:是否来自 北京市朝阳区(高风险)?申报只写“朝阳区”。\n问清以后,办结时选“已问清”。\n判定:待核";
  const ask = { zh: todo.split("\n")[0]!, en: "" };
  const one = task({ who: "曹**", title: "曹**:行程待核实", what: { zh: "行程待核实", en: "" }, ask, todo });
  assert.equal(whatOf(one).zh, "行程待核实");
  assert.equal(brief(wide(ask.zh)), "是否来自 北京市朝阳区（高风险）？");
  assert.equal(restOf(one).zh, "问清以后,办结时选“已问清”。\n判定:待核");
  const before = task({ who: "曹**", title: "曹**:行程待核实", todo });
  assert.equal(whatOf(before).zh, "行程待核实");
  assert.equal(askOf(before).zh, ask.zh);
});

test("doors are folded by village and 组, and a door is said without them", () => {
  const street = [door(1, "公路村3组", "公路村3组12号"), door(2, "公路村3组", "公路村3组2号"), door(3, "公路村10组", "10组1号"), door(4, "公路村2组", "老街1号")];
  assert.deepEqual(folded(street).map(({ group, doors }) => [group, doors.map(doorIn)]), [
    ["公路村2组", ["老街1号"]],
    ["公路村3组", ["2号", "12号"]],
    ["公路村10组", ["1号"]],
  ]);
  assert.equal(doorIn(door(1, "公路村3组", "公路村3组")), "公路村3组");
  assert.equal(doorIn(door(1, "蒲溪镇公路村", "村委会对面")), "村委会对面");
  assert.equal(doorIn(door(1, "公路村3组", "组长家旁")), "组长家旁");
  assert.equal(doorIn(door(1, "蒲溪镇公路村", "公路村12号")), "12号");
});

test("a Chinese sentence is shown in full width; times, numbers and Latin words keep theirs", () => {
  for (const [written, shown] of [
    ["张**:居家健康监测 至 05-24", "张**：居家健康监测 至 05-24"],
    ["· 居家:05-10 至 05-14;核酸 05-12、05-14", "· 居家：05-10 至 05-14；核酸 05-12、05-14"],
    ["判定:中风险(黄)。依据:国办〔2022〕5号。", "判定：中风险（黄）。依据：国办〔2022〕5号。"],
    ["身份证号是 18 位,这里是 17 位,少了 1 位", "身份证号是 18 位，这里是 17 位，少了 1 位"],
    ["是否来自 某区(高风险)?申报只写“某区”", "是否来自 某区（高风险）？申报只写“某区”"],
    ["至 10:30,请", "至 10:30，请"],
    ["1,000 人在 08:14 到 G1234 (A,B)", "1,000 人在 08:14 到 G1234 (A,B)"],
    ["电话: 0915-5216000", "电话：0915-5216000"],
  ])
    assert.equal(t(written!, ""), shown);
});

test("Chinese has its own punctuation, as on the pages: contracts/vectors/punctuation.json", () => {
  const { vectors } = JSON.parse(readFileSync(join(CONTRACTS, "vectors", "punctuation.json"), "utf8")) as { vectors: { written: string; shown: string }[] };
  for (const { written, shown } of vectors) assert.equal(wide(written), shown);
});
