// Who is on this device: enrolled (token), unlocked (key), with which bundle.

import { database, recall, remember } from "./store/database";
import { dropBundle } from "./ending";
import { bindToScreenLock, ownKey, unbind } from "./store/binding";
import { makeVault, openVault, renewVault, seal, unseal, WrongPin, type Lock } from "./store/vault";
import { now } from "./time";
import type { Bundle, Enrolled } from "./types";

export type Session = { key: CryptoKey; device: Enrolled; bundle: Bundle | null };

const BUNDLE = 2; // the version that this app understands
const TRIES = 5;
const PAUSE = 60_000;

export class TooManyPins extends Error {
  constructor(readonly until: number) {
    super();
  }
}

export async function isEnrolled(): Promise<boolean> {
  return (await recall<Lock>("lock")) !== undefined;
}

/** Made while online: the device's own token goes into the vault that the new PIN opens; with
 *  `screenLock` the phone's own lock is asked as well. */
export async function found({ share, ...device }: Enrolled & { share: string }, pin: string, screenLock = false): Promise<Session> {
  if (screenLock) await bindToScreenLock().catch(() => undefined); // not given: the browser's own key serves
  const { lock, key } = await makeVault(pin, share, await ownKey());
  const db = await database();
  await db.put("sealed", await seal(key, device), "device");
  await remember("device", device.device);
  await remember("lock", lock);
  await globalThis.navigator?.storage?.persist?.();
  return { key, device, bundle: null };
}

export async function unlock(pin: string): Promise<Session> {
  const wrong = (await recall<{ count: number; until: number }>("wrong")) ?? { count: 0, until: 0 };
  if (wrong.until > Date.now()) throw new TooManyPins(wrong.until);
  const lock = await recall<Lock>("lock");
  if (!lock) throw new WrongPin();
  try {
    const open = await openVault(lock, pin, await ownKey());
    if (open.lock !== lock) await remember("lock", open.lock); // made by an older app
    await remember("wrong", { count: 0, until: 0 });
    return await opened(open.key);
  } catch (fault) {
    if (!(fault instanceof WrongPin)) throw fault;
    const count = wrong.count + 1;
    await remember("wrong", { count: count % TRIES, until: count >= TRIES ? Date.now() + PAUSE : 0 });
    throw fault;
  }
}

/** The number by which the server knows this phone: it is asked for its share by that. */
export async function phoneNumber(): Promise<number> {
  return (await recall<number>("device")) ?? 0;
}

/** The PIN was forgotten and the server told the share: a new PIN, and nothing is lost. */
export async function renewed(share: string, pin: string): Promise<Session> {
  const held = await recall<Lock>("lock");
  if (!held) throw new WrongPin();
  await unbind();
  const { lock, key } = await renewVault(held, share, pin, await ownKey());
  await remember("lock", lock);
  await remember("wrong", { count: 0, until: 0 });
  return opened(key);
}

async function opened(key: CryptoKey): Promise<Session> {
  const db = await database();
  const device = await db.get("sealed", "device");
  if (!device) throw new WrongPin();
  return { key, device: await unseal<Enrolled>(key, device), bundle: await heldBundle(key) };
}

/** The list in hand. One that has ended, or is of an older app (it gave numbers away), is erased. */
async function heldBundle(key: CryptoKey): Promise<Bundle | null> {
  const sealed = await (await database()).get("sealed", "bundle");
  if (!sealed) return null;
  const bundle = await unseal<Bundle>(key, sealed);
  if (bundle.v === BUNDLE && Date.parse(bundle.expires_at) > now()) return bundle;
  await dropBundle();
  return null;
}

export async function keepBundle(key: CryptoKey, bundle: Bundle): Promise<void> {
  await (await database()).put("sealed", await seal(key, bundle), "bundle");
  await remember("bundle_ends", Date.parse(bundle.expires_at));
}
