// The envelope of a code: prefix, base45 (RFC 9285), zlib where it shrank. All bounded.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const PREFIX = "FX1:";
const MOST_LETTERS = 311; // what a QR code of version 10 at level M holds
const MOST_BYTES = 1024; // after inflation
const ZLIB = 0x78;

/** Why an envelope cannot be opened: the code of a reason. */
export class Torn extends Error {
  constructor(readonly reason: "prefix" | "too_long" | "base45" | "inflate" | "too_large") {
    super(reason);
  }
}

export async function unwrap(shown: string | Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const text = (typeof shown === "string" ? shown : latin(shown.subarray(0, MOST_LETTERS + 1))).trim();
  if (!text.startsWith(PREFIX)) throw new Torn("prefix");
  if (text.length > MOST_LETTERS) throw new Torn("too_long");
  const data = base45(text.slice(PREFIX.length));
  return data[0] === ZLIB ? inflate(data) : data;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function base45(text: string): Uint8Array<ArrayBuffer> {
  const made: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((letter) => ALPHABET.indexOf(letter));
    const number = group[0]! + (group[1] ?? 0) * 45 + (group[2] ?? 0) * 2025;
    const wide = group.length > 2;
    if (group.length < 2 || group.includes(-1) || number > (wide ? 0xffff : 0xff)) throw new Torn("base45");
    if (wide) made.push(number >> 8);
    made.push(number & 255);
  }
  return Uint8Array.from(made);
}

/** Stops at MOST_BYTES however much is promised. */
async function inflate(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const made: number[] = [];
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Torn("inflate");
    });
    if (done) return whole(data, Uint8Array.from(made));
    if (made.length + value.length > MOST_BYTES) {
      reader.cancel().catch(() => undefined);
      throw new Torn("too_large");
    }
    made.push(...value);
  }
}

/** Some engines pass over bytes after the stream: the checksum must be the very last four. */
function whole(data: Uint8Array<ArrayBuffer>, made: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let [low, high] = [1, 0];
  for (const byte of made) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  const told = new DataView(data.buffer, data.byteOffset).getUint32(data.length - 4);
  if (told !== high * 65_536 + low) throw new Torn("inflate");
  return made;
}
