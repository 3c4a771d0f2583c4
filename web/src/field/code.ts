// Opening a code with no network: the twin of fangxian.lines.codes.signing.fx1 and keylist.
// contracts/vectors/codes.json is run by the tests of both; nothing else is decided on a device.

import { decode, Tagged, toSign, type Cbor } from "./cbor";
import { Torn, unwrap } from "./envelope";

export type Verdict = "good" | "grace" | "expired" | "not_yet" | "forged" | "unknown_key" | "unreadable";
export type Reason = keyof typeof VERDICT;

/** What a code says; times in epoch seconds. `subject` is what the bundle's index is made of. */
export type Claims = {
  kid: string;
  jti: string;
  issued: number;
  expires: number;
  issuer: string;
  subject: string;
  colour: number;
  name: string;
  place: string;
  kind: number;
  edition: string;
};

export type Opened = { verdict: Verdict; reason: Reason; claims: Claims | null };

/** Seconds: the pack's grace after a code's end, the longest a code may live, how far clocks differ. */
export type Terms = { grace: number; longest_life: number; skew: number };
export const TERMS: Terms = { grace: 0, longest_life: 86_400, skew: 120 };

type Key = { kid: string; key: CryptoKey; since: number | null; until: number | null };
/** `ends` past: codes are still opened, and the guard is told that the list is old. */
export type KeyList = { keys: Key[]; made: number; ends: number };

const VERDICT = {
  good: "good", grace: "grace", expired: "expired", issued_ahead: "not_yet",
  signature: "forged", life: "forged", kid: "unknown_key", key_window: "unknown_key",
  prefix: "unreadable", too_long: "unreadable", base45: "unreadable", inflate: "unreadable",
  too_large: "unreadable", cose: "unreadable", alg: "unreadable", claims: "unreadable",
} as const satisfies Record<string, Verdict>;

const ES256 = -7;
const SCHEME = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const OURS = -65537;

/** Any text or bytes at all; never throws. `now` in epoch seconds, by the server's clock. */
export async function open(shown: string | Uint8Array, list: KeyList, now: number, terms = TERMS): Promise<Opened> {
  try {
    return await judged(read(await unwrap(shown)), list, now, terms);
  } catch (error) {
    return says(error instanceof Torn ? error.reason : "cose");
  }
}

async function judged(signed: Signed, list: KeyList, now: number, terms: Terms): Promise<Opened> {
  if (signed.alg !== ES256) return says("alg");
  const key = list.keys.find((one) => one.kid === signed.kid);
  if (!key) return says("kid");
  if (!(await holds(signed, key.key))) return says("signature");
  let claims: Claims;
  try {
    claims = contents(decode(signed.payload), signed.kid);
  } catch {
    return says("claims");
  }
  const used = (key.since ?? -Infinity) <= claims.issued && claims.issued <= (key.until ?? Infinity);
  return says(used ? byClock(claims, now, terms) : "key_window", claims);
}

function byClock(claims: Claims, now: number, terms: Terms): Reason {
  if (claims.expires - claims.issued > terms.longest_life) return "life";
  if (claims.issued > now + terms.skew) return "issued_ahead";
  if (now < claims.expires) return "good";
  return now < claims.expires + terms.grace ? "grace" : "expired";
}

function says(reason: Reason, claims: Claims | null = null): Opened {
  return { verdict: VERDICT[reason], reason, claims };
}

/** The day's keys, or null for a list that the root key (65 bytes, learnt when the device was
 *  enrolled) has not signed. */
export async function readKeyList(data: Uint8Array<ArrayBuffer>, root: Uint8Array<ArrayBuffer>): Promise<KeyList | null> {
  try {
    const signed = read(data);
    if (signed.alg !== ES256 || !(await holds(signed, await load(root)))) return null;
    const said = decode(signed.payload) as Map<number, Cbor>;
    if (said.get(0) !== 1) return null;
    const keys = (said.get(3) as Cbor[][]).map(async ([kid, , raw, since, until]) => ({
      kid: hex(kid as Uint8Array), key: await load(raw as Uint8Array<ArrayBuffer>),
      since: since as number | null, until: until as number | null,
    }));
    return { keys: await Promise.all(keys), made: said.get(1) as number, ends: said.get(2) as number };
  } catch {
    return null;
  }
}

type Bytes = Uint8Array<ArrayBuffer>;
type Signed = { alg: Cbor; kid: string; header: Bytes; payload: Bytes; signature: Bytes };

function read(data: Bytes): Signed {
  const found = decode(data);
  const parts = found instanceof Tagged && found.tag === 18 ? found.value : found;
  if (!Array.isArray(parts) || parts.length !== 4) throw new Error();
  const [header, loose, payload, signature] = parts;
  const inside = is(Uint8Array, header).length ? decode(header as Bytes) : new Map();
  const label = (n: number) => is(Map, inside).get(n) ?? is(Map, loose).get(n) ?? null;
  const [alg, kid] = [label(1), label(4)];
  if (alg !== null && typeof alg !== "number") throw new Error();
  return {
    alg, kid: kid === null ? "" : hex(is(Uint8Array, kid)), header: header as Bytes,
    payload: is(Uint8Array, payload) as Bytes, signature: is(Uint8Array, signature) as Bytes,
  };
}

function load(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, SCHEME, false, ["verify"]);
}

function holds(signed: Signed, key: CryptoKey): Promise<boolean> {
  return crypto.subtle.verify(SCHEME, key, signed.signature, toSign(signed.header, signed.payload));
}

function contents(said: Cbor, kid: string): Claims {
  const outer = is(Map, said);
  const ours = is(Map, outer.get(OURS));
  const claims = {
    kid, jti: hex(is(Uint8Array, outer.get(7))), issued: whole(outer.get(6)), expires: whole(outer.get(4)),
    issuer: text(outer.get(1), 16), subject: text(outer.get(2), 16), colour: whole(ours.get(0), 23),
    name: text(ours.get(1), 18), place: text(ours.get(2), 16), kind: whole(ours.get(3), 23),
    edition: text(ours.get(4), 16),
  };
  const sound = claims.jti.length === 16 && claims.issued < claims.expires;
  if (!sound || !/^[\w-]{11,16}$/.test(claims.subject) || claims.subject.length === 13) throw new Error();
  return claims;
}

function whole(value: unknown, most = 253_402_300_799): number {
  if (typeof value !== "number" || value < 0 || value > most) throw new Error();
  return value;
}

function text(value: unknown, mostBytes: number): string {
  if (typeof value !== "string" || new TextEncoder().encode(value).length > mostBytes) throw new Error();
  return value;
}

function is<T>(kind: new (...of: never[]) => T, value: unknown): T {
  if (!(value instanceof kind)) throw new Error();
  return value;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
