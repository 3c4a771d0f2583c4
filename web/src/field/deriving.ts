// Asking the thread that stretches numbers and PINs.

import type { Asked } from "./argon";

type Answer = { turn: number; made?: Uint8Array; fault?: string };
type Waiting = { done: (made: Uint8Array) => void; failed: (fault: Error) => void };

const THREAD = "/static/field/derive.js";

let thread: Worker | undefined;
let turn = 0;
const waiting = new Map<number, Waiting>();

let how: (asked: Asked) => Promise<Uint8Array> = (asked) =>
  new Promise((done, failed) => {
    waiting.set(++turn, { done, failed });
    started().postMessage({ ...asked, turn });
  });

/** 32 bytes of Argon2id. */
export function stretched(asked: Asked): Promise<Uint8Array> {
  return how(asked);
}

/** For tests: outside a browser there is no such thread. */
export function deriveBy(other: typeof how): void {
  how = other;
}

/** Load it before the first traveller stands there. */
export function warmUp(): void {
  if ("Worker" in globalThis) started();
}

function started(): Worker {
  if (thread) return thread;
  const made = new Worker(THREAD);
  made.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.turn);
    waiting.delete(data.turn);
    if (data.made) one?.done(data.made);
    else one?.failed(new Error(data.fault));
  });
  made.addEventListener("error", () => {
    thread = undefined;
    waiting.forEach((one) => one.failed(new Error(THREAD)));
    waiting.clear();
  });
  return (thread = made);
}
