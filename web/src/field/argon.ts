// Argon2id as the server derives it (version 1.3, one lane). It runs in a thread of its own
// (derive.ts), because half a second of it would freeze the page under the guard's glove.

import { argon2id } from "hash-wasm";

/** `memory` in KiB. */
export type Asked = { text: string; salt: Uint8Array; memory: number; passes: number };

/** 32 bytes. */
export function argon({ text, salt, memory, passes }: Asked): Promise<Uint8Array> {
  return argon2id({ password: text, salt, memorySize: memory, iterations: passes, parallelism: 1, hashLength: 32, outputType: "binary" });
}
