// What lies on the device is sealed with a key (AES-256-GCM) that the PIN opens, stretched by Argon2id,
// together with a key of this very phone (binding.ts): of a copy of the sealed rows alone nobody can
// try PINs.

import { stretched } from "../deriving";

export type Sealed = { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer };

/** The vault's lock as it lies in the store: the data key, wrapped under the PIN and then under the
 *  browser's own key, and once more under a share that only the server knows, for whoever forgets the
 *  PIN. `pin`: how the PIN was stretched; a lock of an older app has none (PBKDF2, no browser's key). */
export type Lock = { salt: Uint8Array<ArrayBuffer>; wrapped: Sealed; spare: Sealed; pin?: Stretch };
type Stretch = { memory: number; passes: number };

export class WrongPin extends Error {}

const PIN: Stretch = { memory: 32_768, passes: 3 };
const OLD_ROUNDS = 310_000;
const AES = { name: "AES-GCM", length: 256 } as const;

/** `share`: 64 hexadecimal digits, told by the server and not kept here. */
export async function makeVault(pin: string, share: string, own: CryptoKey): Promise<Opened> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const spare = await sealBytes(await spareKey(share), raw);
  return { lock: { ...(await locked(raw, pin, own)), spare }, key: await dataKey(raw) };
}

/** Of a secret that the phone's screen lock gave out. */
export function ownKeyOf(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return dataKey(secret.slice(0, 32));
}

/** `lock`: to be kept from now on. */
export type Opened = { lock: Lock; key: CryptoKey };

/** The browser's own key: kept in its store, used by its name, never told to anybody. */
export function makeOwnKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);
}

/** The same vault under a new PIN. WrongPin when the share is another phone's. */
export async function renewVault(lock: Lock, share: string, pin: string, own: CryptoKey): Promise<Opened> {
  const raw = await openBytes(await spareKey(share), lock.spare).catch(() => {
    throw new WrongPin();
  });
  return { lock: { ...(await locked(raw, pin, own)), spare: lock.spare }, key: await dataKey(raw) };
}

async function locked(raw: BufferSource, pin: string, own: CryptoKey): Promise<Omit<Lock, "spare">> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const { iv, box } = await sealBytes(await pinKey(pin, salt, PIN), raw);
  const inner = new Uint8Array([...iv, ...new Uint8Array(box)]);
  return { salt, pin: PIN, wrapped: await sealBytes(own, inner) };
}

async function pinKey(pin: string, salt: Uint8Array<ArrayBuffer>, how: Stretch): Promise<CryptoKey> {
  return dataKey(new Uint8Array(await stretched({ text: pin, salt, ...how })));
}

function spareKey(share: string): Promise<CryptoKey> {
  return dataKey(Uint8Array.from(share.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
}

/** A lock of an older app is made anew. WrongPin, also where the browser's own key is another one. */
export async function openVault(lock: Lock, pin: string, own: CryptoKey): Promise<Opened> {
  if (!lock.pin) return openedOld(lock, pin, own);
  const key = await pinKey(pin, lock.salt, lock.pin);
  try {
    const inner = new Uint8Array(await openBytes(own, lock.wrapped));
    return { lock, key: await dataKey(await openBytes(key, { iv: inner.slice(0, 12), box: inner.slice(12).buffer })) };
  } catch {
    throw new WrongPin();
  }
}

async function openedOld(lock: Lock, pin: string, own: CryptoKey): Promise<Opened> {
  const raw = await openBytes(await oldKey(pin, lock.salt), lock.wrapped).catch(() => {
    throw new WrongPin();
  });
  return { lock: { ...(await locked(raw, pin, own)), spare: lock.spare }, key: await dataKey(raw) };
}

export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  return sealBytes(key, new TextEncoder().encode(JSON.stringify(value)));
}

export async function unseal<T>(key: CryptoKey, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed))) as T;
}

function dataKey(raw: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);
}

async function oldKey(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: OLD_ROUNDS };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

async function sealBytes(key: CryptoKey, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

async function openBytes(key: CryptoKey, sealed: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.box);
}
