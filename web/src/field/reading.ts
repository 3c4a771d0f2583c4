// A scanned code, checked on the device: the key list that the bundle carries is trusted only
// because the root key, learnt when the phone was set up, has signed it.

import { colourOfNumber, type Verdict } from "./advice";
import { open, readKeyList, TERMS, type KeyList } from "./code";
import { plain } from "./identify";
import { indexOf } from "./lookup";
import type { Bundle } from "./types";

/** `ended`: ms since 1970 when the key list's time was up, 0 while it is not; `issued`: when the code was signed. */
export type ReadCode = { verdict: Verdict; index: string; colour: string; name: string; ended: number; issued: number };

const NO_KEYS: KeyList = { keys: [], made: 0, ends: 0 };

let last: { text: string; list: KeyList } | undefined;

/** `at`: ms since 1970, by the server's clock. */
export async function readCode(bundle: Bundle, rootKey: string, text: string, at: number): Promise<ReadCode> {
  const terms = { ...TERMS, grace: bundle.policy.code_grace_minutes * 60 };
  const list = await keysOf(bundle, rootKey);
  const ended = list.ends * 1000 < at ? list.ends * 1000 : 0;
  const { verdict, claims } = await open(text, list, at / 1000, terms);
  if (!claims) return { verdict, index: "", colour: "", name: "", ended, issued: 0 };
  const index = await indexOf(bundle.salt, plain(claims.subject));
  return { verdict, index, colour: colourOfNumber(bundle, claims.colour)?.code ?? "", name: claims.name, ended, issued: claims.issued * 1000 };
}

/** Whether codes can be known here: by keys of the day; by older ones, which lack what was turned since
 *  `made`; by a list whose time was up at `ended`; or not at all. Moments in ms since 1970. */
export type Keys = { state: "good" | "aged" | "ended" | "none"; made: number; ended: number };

const A_DAY = 86_400_000;

export async function keysNow(bundle: Bundle, rootKey: string, at: number): Promise<Keys> {
  return keysAt(await keysOf(bundle, rootKey), at);
}

export function keysAt(list: KeyList, at: number): Keys {
  const [made, ended] = [list.made * 1000, list.ends * 1000];
  if (!list.keys.length) return { state: "none", made, ended };
  if (ended < at) return { state: "ended", made, ended };
  return { state: at - made > A_DAY ? "aged" : "good", made, ended };
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
