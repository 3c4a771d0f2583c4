// What lies on the device is sealed with a key that only the PIN opens (PBKDF2-SHA256, AES-256-GCM).

export type Sealed = { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer };

/** The vault's lock as it lies in the store: the data key, wrapped under the PIN. */
export type Lock = { salt: Uint8Array<ArrayBuffer>; wrapped: Sealed };

export class WrongPin extends Error {}

const ROUNDS = 310_000;
const AES = { name: "AES-GCM", length: 256 } as const;

export async function makeVault(pin: string): Promise<{ lock: Lock; key: CryptoKey }> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const wrapped = await sealBytes(await stretched(pin, salt), raw);
  return { lock: { salt, wrapped }, key: await dataKey(raw) };
}

export async function openVault(lock: Lock, pin: string): Promise<CryptoKey> {
  try {
    return await dataKey(await openBytes(await stretched(pin, lock.salt), lock.wrapped));
  } catch {
    throw new WrongPin();
  }
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

async function stretched(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

async function sealBytes(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

async function openBytes(key: CryptoKey, sealed: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.box);
}
