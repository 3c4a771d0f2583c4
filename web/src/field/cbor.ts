// The part of CBOR (RFC 8949) that a code of ours is written in: whole numbers, bytes, text,
// lists, maps, true, false, null, tags. Anything else is not ours and is thrown out.

export type Cbor = number | boolean | null | string | Uint8Array<ArrayBuffer> | Cbor[] | Map<Cbor, Cbor> | Tagged;
export class Tagged {
  constructor(readonly tag: number, readonly value: Cbor) {}
}
export class Unread extends Error {}

const DEEPEST = 16;
const words = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** One item and nothing after it. */
export function decode(data: Uint8Array<ArrayBuffer>): Cbor {
  let at = 0;

  const take = (count: number): Uint8Array<ArrayBuffer> => {
    if (at + count > data.length) throw new Unread();
    return data.subarray(at, (at += count));
  };

  const number = (info: number): number => {
    if (info < 24) return info;
    if (info > 27) throw new Unread();
    const value = take(1 << (info - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new Unread();
    return value;
  };

  const map = (size: number, deep: number): Cbor => {
    const made = new Map<Cbor, Cbor>();
    for (let n = 0; n < size; n++) {
      const key = item(deep);
      if (made.has(key)) throw new Unread();
      made.set(key, item(deep));
    }
    return made;
  };

  const list = (size: number, deep: number): Cbor[] => {
    const made: Cbor[] = [];
    for (let n = 0; n < size; n++) made.push(item(deep));
    return made;
  };

  const item = (deep: number): Cbor => {
    if (deep > DEEPEST) throw new Unread();
    const head = take(1)[0]!;
    if (head > 0xf6) throw new Unread();
    if (head >= 0xf4) return head === 0xf6 ? null : head === 0xf5;
    const size = number(head & 31);
    switch (head >> 5) {
      case 0: return size;
      case 1: return -1 - size;
      case 2: return take(size);
      case 3: return words.decode(take(size));
      case 4: return list(size, deep + 1);
      case 5: return map(size, deep + 1);
      case 6: return new Tagged(size, item(deep + 1));
      default: throw new Unread();
    }
  };

  const made = item(0);
  if (at !== data.length) throw new Unread();
  return made;
}

/** Head of an item: kind 2 bytes, 3 text, 4 list. Sizes here are under 65,536. */
function head(kind: number, size: number): number[] {
  if (size < 24) return [(kind << 5) | size];
  return size < 256 ? [(kind << 5) | 24, size] : [(kind << 5) | 25, size >> 8, size & 255];
}

/** ["Signature1", protected, b"", payload]: the bytes under a COSE_Sign1's signature. */
export function toSign(header: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode("Signature1");
  const parts = [head(4, 4), head(3, name.length), name, head(2, header.length), header, head(2, 0),
    head(2, payload.length), payload];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
