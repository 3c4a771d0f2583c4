// Acts: what was done in the field, in the order it was done. Added once, sent until settled.

import type { Act, Kind, Settled } from "../types";
import { now } from "../time";
import { database, type Row } from "./database";
import { seal, unseal } from "./vault";

/** The store is full and nothing more can be freed: the act is not kept yet. */
export class StoreFull extends Error {}

export type Kept = Act & { seq: number; state: "waiting" | "settled"; how: string; sentence: string };

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

/** Keep an act. Resolves when it is durably in the store, not before. */
export async function keep(key: CryptoKey, seen: string, kind: Kind, body: Record<string, unknown>): Promise<Act> {
  const at = now();
  const act: Act = { id: crypto.randomUUID(), at: new Date(at).toISOString(), kind, v: 1, seen, body };
  const row: Row = { id: act.id, state: "waiting", how: "", at, sealed: await seal(key, act) };
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
  return Promise.all(
    rows.map(async (row) => {
      const act = await unseal<Act & { sentence?: string }>(key, row.sealed);
      return { ...act, sentence: act.sentence ?? "", seq: row.seq ?? 0, state: row.state, how: row.how };
    }),
  );
}

/** Write down how the server settled. What it did not name stays waiting. */
export async function settle(key: CryptoKey, answers: Settled[], sentence: (one: Settled) => string): Promise<void> {
  const db = await database();
  for (const answer of answers) {
    const row = await db.getFromIndex("acts", "id", answer.id);
    if (!row || row.state === "settled") continue;
    const act = await unseal<Act>(key, row.sealed);
    const sealed = await seal(key, { ...act, sentence: sentence(answer) });
    // Where the store is full, what the server holds may go: that makes room.
    const settled: Row = { ...row, state: "settled", how: answer.how, sealed };
    await db.put("acts", settled).catch(async (fault: unknown) => {
      if (!isFull(fault)) throw fault;
      await freeSettled();
      await db.put("acts", settled).catch(() => db.delete("acts", row.seq!));
    });
  }
  if (answers.length) tell();
}

const ALARM = "alarm";

/** Acts by which somebody was let through who should have been stopped, not yet acknowledged. */
export function ringing(acts: Kept[]): Kept[] {
  return acts.filter((one) => one.how === ALARM);
}

/** The guard has read an alarm and does what it says. */
export async function acknowledge(id: string): Promise<void> {
  const db = await database();
  const row = await db.getFromIndex("acts", "id", id);
  if (row?.how === ALARM) await db.put("acts", { ...row, how: "alarm_read" });
  tell();
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
  const keys = rows.filter((row) => row.how !== ALARM).map((row) => row.seq!); // one that still rings stays
  const gone = keepNewest ? keys.slice(0, -keepNewest) : keys;
  await Promise.all(gone.map((seq) => work.store.delete(seq)));
  await work.done;
  return gone.length;
}

export function isFull(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "QuotaExceededError";
}
