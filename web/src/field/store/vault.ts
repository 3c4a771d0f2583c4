// What lies on the device is sealed with a key that only the PIN opens (PBKDF2-SHA256, AES-256-GCM).

export type Sealed = { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer };

/** The vault's lock as it lies in the store: the data key, wrapped under the PIN, and once more
 *  under a share that only the server knows, for whoever forgets the PIN. */
export type Lock = { salt: Uint8Array<ArrayBuffer>; wrapped: Sealed; spare: Sealed };

export class WrongPin extends Error {}

const ROUNDS = 310_000;
const AES = { name: "AES-GCM", length: 256 } as const;

/** `share`: 64 hexadecimal digits, told by the server and not kept here. */
export async function makeVault(pin: string, share: string): Promise<{ lock: Lock; key: CryptoKey }> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const spare = await sealBytes(await spareKey(share), raw);
  return { lock: { ...(await locked(raw, pin)), spare }, key: await dataKey(raw) };
}

/** The same vault under a new PIN. WrongPin when the share is another phone's. */
export async function renewVault(lock: Lock, share: string, pin: string): Promise<{ lock: Lock; key: CryptoKey }> {
  const raw = await openBytes(await spareKey(share), lock.spare).catch(() => {
    throw new WrongPin();
  });
  return { lock: { ...(await locked(raw, pin)), spare: lock.spare }, key: await dataKey(raw) };
}

async function locked(raw: BufferSource, pin: string): Promise<Pick<Lock, "salt" | "wrapped">> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, wrapped: await sealBytes(await stretched(pin, salt), raw) };
}

function spareKey(share: string): Promise<CryptoKey> {
  return dataKey(Uint8Array.from(share.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
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

async function sealBytes(key: CryptoKey, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

async function openBytes(key: CryptoKey, sealed: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.box);
}
