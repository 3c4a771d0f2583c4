// Whether the server is heard. Only an exchange proves it; what the phone believes of its network is at
// most a reason to ask, and what was proved a while ago proves nothing now.

import { recall, remember } from "./store/database";
import { now } from "./time";

/** `silent`: the last request failed or was not answered in time; `unproven`: none was made lately. */
export type Line = { state: "heard" | "silent" | "unproven"; at: number };

const STALE = 12_000; // two heartbeats and some: a phone that slept has proved nothing since

let state: Line["state"] = "unproven";
let at = 0; // when the server last answered, by its own clock
let proved = 0; // the same by the phone's: how long ago is this phone's affair
const listeners = new Set<() => void>();

export function onLine(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function line(): Line {
  const fresh = Math.abs(Date.now() - proved) < STALE;
  return { state: state === "heard" && !fresh ? "unproven" : state, at };
}

/** The server's own answer came, whatever it said. */
export function answered(): void {
  [at, proved] = [now(), Date.now()];
  void remember("heard_at", at).catch(() => undefined); // a full store changes nothing of what was proved
  turn("heard");
}

/** A request failed, or its time was over. */
export function failed(): void {
  turn("silent");
}

/** Asked anew: until the answer comes nothing is said. */
export function asking(): void {
  turn("unproven");
}

/** When the server was last heard before the app was closed. */
export async function loadLine(): Promise<void> {
  at ||= (await recall<number>("heard_at")) ?? 0;
  turn(state);
}

function turn(to: Line["state"]): void {
  state = to;
  listeners.forEach((listener) => listener());
}
