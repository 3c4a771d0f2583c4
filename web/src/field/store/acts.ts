// Acts: what was done in the field, in the order it was done. Added once, sent until settled.

import type { Act, Kind, Settled, Turned } from "../types";
import { now } from "../time";
import { database, type Alarm, type Row } from "./database";
import { seal, unseal } from "./vault";

/** The store is full and nothing more can be freed: the act is not kept yet. */
export class StoreFull extends Error {}

/** `turned`: what the county laid on them after this phone had let them through; `lead`: who led the team
 *  and has seen the alarm. */
export type Kept = Act & { seq: number; state: "waiting" | "settled"; how: string; sentence: string; alarm?: Alarm; turned?: Turned; lead?: string };

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("fangxian-field") : undefined;
const listeners = new Set<() => void>();

export function onActs(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

channel?.addEventListener("message", () => listeners.forEach((listener) => listener()));

function tell(): void {
  listeners.forEach((listener) => listener());
  channel?.postMessage("acts");
}

/** Keep an act. Resolves when it is durably in the store, not before. `rings`: an alarm at once. */
export async function keep(key: CryptoKey, seen: string, kind: Kind, body: Record<string, unknown>, rings = false): Promise<Act> {
  const at = now();
  const act: Act = { id: crypto.randomUUID(), at: new Date(at).toISOString(), kind, v: 1, seen, body };
  const row: Row = { id: act.id, state: "waiting", how: "", at, sealed: await seal(key, act), ...(rings && { alarm: "rings" as const }) };
  try {
    await add(row);
  } catch (fault) {
    if (!isFull(fault)) throw fault;
    await freeSettled();
    await add(row).catch((again: unknown) => {
      throw isFull(again) ? new StoreFull() : again;
    });
  }
  tell();
  return act;
}

export async function waiting(key: CryptoKey, limit = 100): Promise<Act[]> {
  const rows = await (await database()).getAllFromIndex("acts", "state", "waiting", limit);
  return Promise.all(rows.map((row) => unseal<Act>(key, row.sealed)));
}

/** Those of the acts that are still to be sent, marked as on their way: from here on they cannot be
 *  withdrawn, only taken back. */
export async function departing(acts: Act[]): Promise<Act[]> {
  const work = (await database()).transaction("acts", "readwrite", { durability: "strict" });
  const there = await Promise.all(
    acts.map(async (act) => {
      const row = await work.store.index("id").get(act.id);
      if (row && !row.tried) await work.store.put({ ...row, tried: true });
      return row !== undefined;
    }),
  );
  await work.done;
  return acts.filter((_, index) => there[index]);
}

/** Drop an act that never was on its way. False where the server may have it. */
export async function withdraw(id: string): Promise<boolean> {
  const work = (await database()).transaction("acts", "readwrite", { durability: "strict" });
  const row = await work.store.index("id").get(id);
  const gone = row !== undefined && row.state === "waiting" && !row.tried;
  if (gone) await work.store.delete(row.seq!);
  await work.done;
  if (gone) tell();
  return gone;
}

export async function countWaiting(): Promise<number> {
  return (await database()).countFromIndex("acts", "state", "waiting");
}

/** Newest first, for the lists that a guard looks at. */
export async function latest(key: CryptoKey, limit = 200): Promise<Kept[]> {
  const rows: Row[] = [];
  let cursor = await (await database()).transaction("acts").store.openCursor(null, "prev");
  while (cursor && rows.length < limit) {
    rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return Promise.all(rows.map((row) => opened(key, row)));
}

async function opened(key: CryptoKey, row: Row): Promise<Kept> {
  const act = await unseal<Act & { sentence?: string; turned?: Turned; lead?: string }>(key, row.sealed);
  return { ...act, sentence: act.sentence ?? "", seq: row.seq ?? 0, state: row.state, how: row.how, alarm: alarmOf(row) };
}

/** Write down how the server settled. What it did not name stays waiting. */
export async function settle(key: CryptoKey, answers: Settled[], sentence: (one: Settled) => string): Promise<void> {
  const db = await database();
  for (const answer of answers) {
    const row = await db.getFromIndex("acts", "id", answer.id);
    if (!row || row.state === "settled") continue;
    const act = await unseal<Act>(key, row.sealed);
    const sealed = await seal(key, { ...act, sentence: sentence(answer) });
    // What the guard or the lead has read already does not ring once more.
    const alarm = row.alarm ?? (answer.how === ALARM ? "rings" : undefined);
    // Where the store is full, what the server holds may go: that makes room.
    const settled: Row = { ...row, state: "settled", how: answer.how, sealed, ...(alarm && { alarm }) };
    await db.put("acts", settled).catch(async (fault: unknown) => {
      if (!isFull(fault)) throw fault;
      await freeSettled();
      await db.put("acts", settled).catch(() => (alarm ? undefined : db.delete("acts", row.seq!)));
    });
  }
  if (answers.length) tell();
}

const ALARM = "alarm";

/** A row of an older app has no mark of its own yet. */
function alarmOf({ alarm, how }: Row): Alarm | undefined {
  return alarm ?? (how === ALARM ? "rings" : undefined);
}

const stands = (row: Row): boolean => ["rings", "read"].includes(alarmOf(row) ?? "");

/** Acts by which somebody was let through who is to be stopped, until the lead has seen them; the
 *  oldest first. */
export async function alarms(key: CryptoKey): Promise<Kept[]> {
  const rows = await (await database()).getAll("acts");
  return Promise.all(rows.filter(stands).map((row) => opened(key, row)));
}

/** How many stand: told before the phone is unlocked, without a word of whom. */
export async function countAlarms(): Promise<number> {
  return (await (await database()).getAll("acts")).filter(stands).length;
}

/** The guard has read it, or the lead (`who`) has seen it: it does not go back. */
export async function answerAlarm(key: CryptoKey, id: string, alarm: Exclude<Alarm, "rings">, who = ""): Promise<void> {
  const db = await database();
  const row = await db.getFromIndex("acts", "id", id);
  if (row && stands(row)) await db.put("acts", { ...row, alarm, sealed: await seal(key, { ...(await unseal<Act>(key, row.sealed)), lead: who }) });
  tell();
}

/** The county says of acts of this phone that whoever passed would be stopped by now: each rings once. */
export async function ringTurned(key: CryptoKey, told: Turned[]): Promise<void> {
  const db = await database();
  let rung = false;
  for (const turned of told) {
    const row = await db.getFromIndex("acts", "id", turned.id);
    if (!row || alarmOf(row)) continue;
    await db.put("acts", { ...row, alarm: "rings", sealed: await seal(key, { ...(await unseal<Act>(key, row.sealed)), turned }) });
    rung = true;
  }
  if (rung) tell();
}

async function add(row: Row): Promise<void> {
  const work = (await database()).transaction("acts", "readwrite", { durability: "strict" });
  await work.store.add(row);
  await work.done;
}

/** Settled acts are the server's by now: the first thing to go when the device is full. */
export async function freeSettled(keepNewest = 0): Promise<number> {
  const work = (await database()).transaction("acts", "readwrite");
  const rows = await work.store.index("state").getAll("settled");
  const keys = rows.filter((row) => !stands(row)).map((row) => row.seq!); // an alarm stays
  const gone = keepNewest ? keys.slice(0, -keepNewest) : keys;
  await Promise.all(gone.map((seq) => work.store.delete(seq)));
  await work.done;
  return gone.length;
}

export function isFull(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "QuotaExceededError";
}
