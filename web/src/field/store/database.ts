// The device's own store. Everything personal in it is sealed (vault.ts); acts are only ever added.

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Sealed } from "./vault";

/** An act waits until the server has settled it; a settled one stays for the shift's own list. `alarm`:
 *  somebody was let through by it who is to be stopped; it "rings" until the guard has read it, and
 *  stands on every page until the lead has "seen" it. `tried`: it was on its way once, so the server may
 *  have it. */
export type Row = { seq?: number; id: string; state: "waiting" | "settled"; tried?: boolean; how: string; at: number; sealed: Sealed; alarm?: Alarm };
export type Alarm = "rings" | "read" | "seen";

interface Schema extends DBSchema {
  plain: { key: string; value: unknown };
  sealed: { key: string; value: Sealed };
  acts: { key: number; value: Row; indexes: { state: string; id: string } };
}

export type Store = IDBPDatabase<Schema>;

let opened: Promise<Store> | undefined;

export function database(name = "fangxian-field"): Promise<Store> {
  opened ??= openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore("plain");
      db.createObjectStore("sealed");
      const acts = db.createObjectStore("acts", { keyPath: "seq", autoIncrement: true });
      acts.createIndex("state", "state");
      acts.createIndex("id", "id", { unique: true });
    },
    // A newer version of the app in another tab must not wait for this one.
    blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    terminated: () => (opened = undefined),
  });
  return opened;
}

/** For tests: forget the open handle. */
export function closed(): void {
  opened = undefined;
}

export async function recall<T>(key: string): Promise<T | undefined> {
  return (await (await database()).get("plain", key)) as T | undefined;
}

export async function remember(key: string, value: unknown): Promise<void> {
  await (await database()).put("plain", value, key);
}
