// A scanned code, checked on the device: the key list that the bundle carries is trusted only
// because the root key, learnt when the phone was set up, has signed it.

import { colourOfRank, type Verdict } from "./advice";
import { open, readKeyList, TERMS, type KeyList } from "./code";
import { plain } from "./identify";
import { indexOf } from "./lookup";
import type { Bundle } from "./types";

/** `ended`: ms since 1970 when the key list's time was up, 0 while it is not. */
export type ReadCode = { verdict: Verdict; index: string; colour: string; name: string; ended: number };

const NO_KEYS: KeyList = { keys: [], made: 0, ends: 0 };

let last: { text: string; list: KeyList } | undefined;

/** `at`: ms since 1970, by the server's clock. */
export async function readCode(bundle: Bundle, rootKey: string, text: string, at: number): Promise<ReadCode> {
  const terms = { ...TERMS, grace: bundle.policy.code_grace_minutes * 60 };
  const list = await keysOf(bundle, rootKey);
  const ended = list.ends * 1000 < at ? list.ends * 1000 : 0;
  const { verdict, claims } = await open(text, list, at / 1000, terms);
  if (!claims) return { verdict, index: "", colour: "", name: "", ended };
  const index = await indexOf(bundle.salt, plain(claims.subject));
  return { verdict, index, colour: colourOfRank(bundle, claims.colour)?.code ?? "", name: claims.name, ended };
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
