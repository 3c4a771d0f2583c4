// A scanned code, checked on the device: the key list that the bundle carries is trusted only
// because the root key, learnt when the phone was set up, has signed it.

import { colourOfRank, type Verdict } from "./advice";
import { open, readKeyList, TERMS, type KeyList } from "./code";
import { indexOf, plain } from "./lookup";
import type { Bundle } from "./types";

export type ReadCode = { verdict: Verdict; index: string; colour: string };

const NO_KEYS: KeyList = { keys: [], made: 0, ends: 0 };

let last: { text: string; list: KeyList } | undefined;

export async function readCode(bundle: Bundle, rootKey: string, text: string, at: Date): Promise<ReadCode> {
  const terms = { ...TERMS, grace: bundle.policy.code_grace_minutes * 60 };
  const { verdict, claims } = await open(text, await keysOf(bundle, rootKey), at.getTime() / 1000, terms);
  if (!claims) return { verdict, index: "", colour: "" };
  const index = await indexOf(bundle.salt, plain(claims.subject));
  return { verdict, index, colour: colourOfRank(bundle, claims.colour)?.code ?? "" };
}

/** Read once a bundle: checking the list's own signature is as dear as checking a code's. */
async function keysOf(bundle: Bundle, rootKey: string): Promise<KeyList> {
  if (last?.text === bundle.key_list) return last.list;
  const list = (await readKeyList(bytes(bundle.key_list), bytes(rootKey))) ?? NO_KEYS;
  last = { text: bundle.key_list, list };
  return list;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
