// The device's store, on a real IndexedDB implementation: nothing is lost, nothing is sent twice.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { beforeEach, test } from "node:test";
import { closed, database } from "../src/field/store/database";
import { countWaiting, freeSettled, keep, latest, settle, StoreFull, waiting } from "../src/field/store/acts";
import { makeVault, openVault, renewVault, seal, unseal, WrongPin } from "../src/field/store/vault";

const SHARE = "5a".repeat(32);
let key: CryptoKey;

beforeEach(async () => {
  (await database()).close();
  closed();
  await new Promise((done) => {
    const gone = indexedDB.deleteDatabase("fangxian-field");
    gone.onsuccess = gone.onblocked = done;
  });
  ({ key } = await makeVault("135790", SHARE));
});

test("the vault opens with its PIN only, and what lies in it is not readable", async () => {
  const { lock, key: made } = await makeVault("246810", SHARE);
  const sealed = await seal(made, { name: "张三" });
  assert.ok(!Buffer.from(sealed.box).toString("utf8").includes("张三"));
  assert.deepEqual(await unseal(await openVault(lock, "246810"), sealed), { name: "张三" });
  await assert.rejects(openVault(lock, "246811"), WrongPin);
});

test("a forgotten PIN is replaced with the server's share, and what was sealed still opens", async () => {
  const { lock, key: made } = await makeVault("246810", SHARE);
  const sealed = await seal(made, { left: 3 });
  const { lock: renewed } = await renewVault(lock, SHARE, "111222");
  assert.deepEqual(await unseal(await openVault(renewed, "111222"), sealed), { left: 3 });
  await assert.rejects(openVault(renewed, "246810"), WrongPin);
  await assert.rejects(renewVault(lock, "00".repeat(32), "111222"), WrongPin);
});

test("acts are handed in the order in which they were done", async () => {
  for (const plate of ["陕A1", "陕A2", "陕A3"]) await keep(key, "b1", "checkpoint.disinfected", { plate });
  assert.deepEqual((await waiting(key)).map((act) => act.body.plate), ["陕A1", "陕A2", "陕A3"]);
  assert.equal(new Set((await waiting(key)).map((act) => act.id)).size, 3);
});

test("a settled act is not handed in again; one that the answer left out waits on", async () => {
  const first = await keep(key, "b1", "task.received", { instruction: 1 });
  await keep(key, "b1", "task.received", { instruction: 2 });
  await settle(key, [{ id: first.id, how: "differs", zh: "已由镇里办结", en: "", ref: "" }], (one) => one.zh);
  await settle(key, [{ id: first.id, how: "decided", zh: "晚到", en: "", ref: "" }], (one) => one.zh);
  assert.deepEqual((await waiting(key)).map((act) => act.body.instruction), [2]);
  const [, shown] = await latest(key);
  assert.equal(shown?.how, "differs");
  assert.equal(shown?.sentence, "已由镇里办结");
});

test("an answer about an act of another device changes nothing", async () => {
  await keep(key, "b1", "task.received", { instruction: 1 });
  await settle(key, [{ id: crypto.randomUUID(), how: "decided", zh: "", en: "", ref: "" }], () => "");
  assert.equal(await countWaiting(), 1);
});

test("a full store frees what the server has already, and only then says that it is full", async () => {
  const old = await keep(key, "b1", "task.received", { instruction: 1 });
  await settle(key, [{ id: old.id, how: "decided", zh: "", en: "", ref: "" }], () => "");
  const db = await database();
  const honest = IDBObjectStore.prototype.add;
  let room = 0;
  IDBObjectStore.prototype.add = function (...row) {
    if (room-- <= 0) throw new DOMException("full", "QuotaExceededError");
    return honest.apply(this, row);
  };
  try {
    await assert.rejects(keep(key, "b1", "task.received", { instruction: 2 }), StoreFull);
    assert.equal(await db.count("acts"), 0, "the settled one made room");
    room = 1;
    await keep(key, "b1", "task.received", { instruction: 3 });
  } finally {
    IDBObjectStore.prototype.add = honest;
  }
  assert.deepEqual((await waiting(key)).map((act) => act.body.instruction), [3]);
});

test("what is freed is settled, never waiting", async () => {
  await keep(key, "b1", "task.received", { instruction: 1 });
  assert.equal(await freeSettled(), 0);
  assert.equal(await countWaiting(), 1);
});
