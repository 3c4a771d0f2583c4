// Who is on this device: enrolled (token), unlocked (key), with which bundle.

import { database, recall, remember } from "./store/database";
import { makeVault, openVault, renewVault, seal, unseal, WrongPin, type Lock } from "./store/vault";
import type { Bundle, Enrolled } from "./types";

export type Session = { key: CryptoKey; device: Enrolled; bundle: Bundle | null };

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

/** Made while online: the device's own token goes into the vault that the new PIN opens. */
export async function found({ share, ...device }: Enrolled & { share: string }, pin: string): Promise<Session> {
  const { lock, key } = await makeVault(pin, share);
  const db = await database();
  await db.put("sealed", await seal(key, device), "device");
  await remember("device", device.device);
  await remember("lock", lock);
  await navigator.storage?.persist?.();
  return { key, device, bundle: null };
}

export async function unlock(pin: string): Promise<Session> {
  const wrong = (await recall<{ count: number; until: number }>("wrong")) ?? { count: 0, until: 0 };
  if (wrong.until > Date.now()) throw new TooManyPins(wrong.until);
  const lock = await recall<Lock>("lock");
  if (!lock) throw new WrongPin();
  try {
    const key = await openVault(lock, pin);
    await remember("wrong", { count: 0, until: 0 });
    return await opened(key);
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
  const { lock, key } = await renewVault(held, share, pin);
  await remember("lock", lock);
  await remember("wrong", { count: 0, until: 0 });
  return opened(key);
}

async function opened(key: CryptoKey): Promise<Session> {
  const db = await database();
  const device = await db.get("sealed", "device");
  if (!device) throw new WrongPin();
  const bundle = await db.get("sealed", "bundle");
  return {
    key,
    device: await unseal<Enrolled>(key, device),
    bundle: bundle ? await unseal<Bundle>(key, bundle) : null,
  };
}

export async function keepBundle(key: CryptoKey, bundle: Bundle): Promise<void> {
  await (await database()).put("sealed", await seal(key, bundle), "bundle");
}

/** A bundle past its end names nobody any more; acts that wait are kept all the same. */
export async function dropBundle(): Promise<void> {
  await (await database()).delete("sealed", "bundle");
}
