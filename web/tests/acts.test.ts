// The device's store, on a real IndexedDB implementation: nothing is lost, nothing is sent twice.
import "fake-indexeddb/auto";
import { strict as assert } from "node:assert";
import { beforeEach, test } from "node:test";
import { closed, database } from "../src/field/store/database";
import { departing, withdraw } from "../src/field/store/acts";
import { countWaiting, freeSettled, keep, latest, settle, StoreFull, waiting } from "../src/field/store/acts";
import { alarms, answerAlarm, countAlarms, ringTurned } from "../src/field/store/acts";
import { recall, remember } from "../src/field/store/database";
import { makeOwnKey, makeVault, openVault, renewVault, seal, unseal, WrongPin, type Lock } from "../src/field/store/vault";
import { argon } from "../src/field/argon";
import { deriveBy } from "../src/field/deriving";
import { dropEnded } from "../src/field/ending";
import { found, keepBundle, unlock } from "../src/field/session";
import type { Bundle } from "../src/field/types";

deriveBy(argon);
const OWN = await makeOwnKey();

const SHARE = "5a".repeat(32);
let key: CryptoKey;

beforeEach(async () => {
  (await database()).close();
  closed();
  await new Promise((done) => {
    const gone = indexedDB.deleteDatabase("fangxian-field");
    gone.onsuccess = gone.onblocked = done;
  });
  ({ key } = await makeVault("135790", SHARE, OWN));
});

test("the vault opens with its PIN only, and what lies in it is not readable", async () => {
  const { lock, key: made } = await makeVault("246810", SHARE, OWN);
  const sealed = await seal(made, { name: "张三" });
  assert.ok(!Buffer.from(sealed.box).toString("utf8").includes("张三"));
  assert.deepEqual(await unseal((await openVault(lock, "246810", OWN)).key, sealed), { name: "张三" });
  await assert.rejects(openVault(lock, "246811", OWN), WrongPin);
});

test("a forgotten PIN is replaced with the server's share, and what was sealed still opens", async () => {
  const { lock, key: made } = await makeVault("246810", SHARE, OWN);
  const sealed = await seal(made, { left: 3 });
  const { lock: renewed } = await renewVault(lock, SHARE, "111222", OWN);
  assert.deepEqual(await unseal((await openVault(renewed, "111222", OWN)).key, sealed), { left: 3 });
  await assert.rejects(openVault(renewed, "246810", OWN), WrongPin);
  await assert.rejects(renewVault(lock, "00".repeat(32), "111222", OWN), WrongPin);
});

test("acts are handed in the order in which they were done", async () => {
  for (const plate of ["陕A1", "陕A2", "陕A3"]) await keep(key, "b1", "checkpoint.disinfected", { plate });
  assert.deepEqual((await waiting(key)).map((act) => act.body.plate), ["陕A1", "陕A2", "陕A3"]);
  assert.equal(new Set((await waiting(key)).map((act) => act.id)).size, 3);
});

test("an act is withdrawn until it is on its way; from then on it is not", async () => {
  const slip = await keep(key, "b1", "task.received", { instruction: 1 });
  const sent = await keep(key, "b1", "task.received", { instruction: 2 });
  const found = await waiting(key);
  assert.equal(await withdraw(slip.id), true);
  assert.deepEqual((await departing(found)).map((act) => act.id), [sent.id]);
  assert.equal(await withdraw(sent.id), false);
  assert.equal(await countWaiting(), 1);
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

test("the PIN alone opens nothing away from its browser", async () => {
  const { lock } = await makeVault("246810", SHARE, OWN);
  await assert.rejects(openVault(lock, "246810", await makeOwnKey()), WrongPin);
  await assert.rejects(crypto.subtle.exportKey("raw", OWN));
});

/** As the app of before locked it: PBKDF2 and no key of the browser's. */
async function oldLock(pin: string, raw: Uint8Array<ArrayBuffer>): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 310_000 };
  const key = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, raw) };
  return { salt, wrapped, spare: wrapped };
}

const DEVICE = { device: 7, token: "T", root_key: "", name: "一号机", place: "610921" };
const bundleUntil = (v: number, expires_at: string) => ({ v, expires_at, people: [] }) as unknown as Bundle;

test("a vault of the app before opens once more by its PIN, and is locked anew", async () => {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const data = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const db = await database();
  await db.put("sealed", await seal(data, DEVICE), "device");
  await db.put("sealed", await seal(data, bundleUntil(1, "2999-01-01T00:00:00Z")), "bundle");
  await keep(data, "b1", "task.received", { instruction: 1 });
  await remember("lock", await oldLock("246810", raw));
  const session = await unlock("246810");
  assert.deepEqual([session.device.token, session.bundle], ["T", null], "a list that gave numbers away is erased");
  assert.equal(await db.get("sealed", "bundle"), undefined);
  assert.equal((await recall<Lock>("lock"))?.pin?.passes, 3);
  assert.deepEqual((await waiting((await unlock("246810")).key)).map((act) => act.body.instruction), [1]);
  await assert.rejects(unlock("246811"), WrongPin);
});

test("a list past its end is erased without the PIN; what waits is kept", async () => {
  const { key } = await found({ ...DEVICE, share: SHARE }, "246810");
  await keepBundle(key, bundleUntil(2, new Date(Date.now() + 60_000).toISOString()));
  assert.equal(await dropEnded(), false);
  assert.ok((await unlock("246810")).bundle);
  await keep(key, "b1", "task.received", { instruction: 1 });
  await keepBundle(key, bundleUntil(2, new Date(Date.now() - 1000).toISOString()));
  assert.equal(await dropEnded(), true);
  assert.equal(await (await database()).get("sealed", "bundle"), undefined);
  assert.equal(await countWaiting(), 1);
});

const told = (id: string, how: "alarm" | "decided") => [{ id, how, zh: "应留置", en: "", ref: "" }];

test("an alarm stands until the lead has seen it, and a full store does not silence it", async () => {
  const act = await keep(key, "b1", "checkpoint.crossing", { name: "张**" });
  await settle(key, told(act.id, "alarm"), (one) => one.zh);
  await freeSettled();
  assert.deepEqual((await alarms(key)).map((one) => [one.sentence, one.alarm]), [["应留置", "rings"]]);
  await answerAlarm(key, act.id, "read");
  assert.deepEqual((await alarms(key)).map((one) => one.alarm), ["read"]);
  await freeSettled();
  await answerAlarm(key, act.id, "seen", "李站长");
  assert.deepEqual([await alarms(key), await countAlarms()], [[], 0]);
  assert.equal((await latest(key))[0]?.lead, "李站长");
});

test("whoever lets a red person pass offline is alarmed at once, also after the phone was off", async () => {
  const act = await keep(key, "b1", "checkpoint.crossing", { name: "张**", outcome: "pass" }, true);
  (await database()).close();
  closed();
  assert.equal(await countAlarms(), 1, "told before the phone is unlocked");
  assert.deepEqual((await alarms(key)).map((one) => [one.id, one.alarm, one.state]), [[act.id, "rings", "waiting"]]);
});

test("what the guard has read does not ring once more when the county says the same", async () => {
  const act = await keep(key, "b1", "checkpoint.crossing", { name: "张**", outcome: "pass" }, true);
  await answerAlarm(key, act.id, "read");
  await settle(key, told(act.id, "alarm"), (one) => one.zh);
  assert.deepEqual((await alarms(key)).map((one) => [one.alarm, one.sentence]), [["read", "应留置"]]);
});

test("an alarm of this phone stays though the county knew less than the list", async () => {
  const act = await keep(key, "b1", "checkpoint.crossing", { name: "张**", outcome: "pass" }, true);
  await settle(key, told(act.id, "decided"), (one) => one.zh);
  assert.equal((await alarms(key))[0]?.alarm, "rings");
});

test("whom the county turns red after they passed rings once on the phone that let them through", async () => {
  const act = await keep(key, "b1", "checkpoint.crossing", { name: "张**", outcome: "pass" });
  await settle(key, told(act.id, "decided"), (one) => one.zh);
  const turned = [{ id: act.id, c: "red", o: "hold" as const }, { id: crypto.randomUUID(), c: "red", o: "hold" as const }];
  await ringTurned(key, turned);
  assert.deepEqual((await alarms(key)).map((one) => [one.alarm, one.turned?.c]), [["rings", "red"]]);
  await answerAlarm(key, act.id, "read");
  await ringTurned(key, turned);
  assert.equal((await alarms(key))[0]?.alarm, "read");
  await answerAlarm(key, act.id, "seen", "李站长");
  await ringTurned(key, turned);
  assert.deepEqual(await alarms(key), []);
});

test("an alarm of an app before this one still rings", async () => {
  const act = await keep(key, "b1", "checkpoint.crossing", { name: "张**" });
  const db = await database();
  const row = (await db.getFromIndex("acts", "id", act.id))!;
  await db.put("acts", { ...row, state: "settled", how: "alarm" });
  assert.equal((await alarms(key))[0]?.alarm, "rings");
});
