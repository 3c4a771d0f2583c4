// Hand in what waits, fetch what is new. One tab at a time; the network may fail at any line.

import { departing, freeSettled, isFull, ringTurned, settle, waiting } from "./store/acts";
import { dropBundle } from "./ending";
import { answered, failed, line } from "./line";
import { keepBundle, type Session } from "./session";
import { freshNames } from "./names";
import { heard, loadClock, now, ownTime } from "./time";
import type { Act, Bundle, Known, Settled, Text } from "./types";
import { say } from "./words";

export type State = "idle" | "busy" | "offline" | "revoked" | "waiting";
/** `why`: what the server says to whoever waits, and what to do meanwhile. */
export type Report = { state: State; bundle: Bundle | null; retryAt: number; why?: Told };
export type Told = { sentence: Text; way_out: Text };

export const APP_VERSION = "2";

const SHOWN = 300; // settled acts that stay for the guard to look at
const BATCH = 50;
const BATCH_BYTES = 600_000;

const PAUSE = 15_000; // where the server does not say how long
const PATIENCE = 8_000; // somebody stands at the barrier: then the list in hand has to do

/** `several`: how many records bear the number, or gave the phone (then `person` is null). */
export type LookedUp = { person: Known | null; several: number };

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly retryAfter: number,
    readonly told?: Told,
  ) {
    super(`${status}`);
  }
}

/** Never throws: the report says how it went. */
export async function sync(session: Session): Promise<Report> {
  const work = () => attempt(session);
  if (!navigator.locks) return work();
  return navigator.locks.request("fangxian-sync", { ifAvailable: true }, async (lock) =>
    lock ? work() : otherTab(session),
  );
}

/** Another tab is at it: what it hears, this one knows from the store. */
async function otherTab(session: Session): Promise<Report> {
  await loadClock();
  return { state: session.bundle ? "idle" : "busy", bundle: session.bundle, retryAt: 0 };
}

async function attempt(session: Session): Promise<Report> {
  let bundle = session.bundle;
  if (!navigator.onLine) {
    failed();
    return { state: "offline", bundle, retryAt: 0 };
  }
  try {
    await handIn(session);
    bundle = (await fetchBundle(session)) ?? bundle;
    await ringTurned(session.key, bundle?.turned ?? []);
    await freeSettled(SHOWN);
    await freshNames((held) => call(session, "/field/api/places", { headers: held })).catch(() => undefined); // what was kept serves
    return { state: "idle", bundle, retryAt: 0 };
  } catch (fault) {
    if (fault instanceof Refused && (fault.status === 401 || fault.status === 403)) {
      await dropBundle();
      await freeSettled();
      return { state: "revoked", bundle: null, retryAt: 0 };
    }
    if (!(fault instanceof Refused)) return failed(), { state: "offline", bundle, retryAt: 0 }; // till it is heard again
    return { state: "waiting", bundle, retryAt: Date.now() + (fault.retryAfter * 1000 || PAUSE), why: fault.told };
  }
}

async function handIn(session: Session): Promise<void> {
  for (;;) {
    const found = sized(await waiting(session.key, BATCH));
    if (!found.length) return;
    const acts = await departing(found);
    if (!acts.length) continue; // withdrawn meanwhile
    const answer = await call(session, "/field/api/events", {
      method: "POST",
      body: JSON.stringify({ app: APP_VERSION, now: ownTime(), clock: "server", events: acts }),
      headers: { "Content-Type": "application/json" },
    });
    const { settled, server_time } = (await answer.json()) as { settled: Settled[]; server_time: string };
    await heard(server_time);
    answered();
    await settle(session.key, settled, say);
    if (settled.length < acts.length) return; // the rest keeps waiting: try again later
  }
}

/** Photos make acts heavy: a batch stays below what a weak signal carries in one go. */
function sized(acts: Act[]): Act[] {
  let bytes = 0;
  const cut = acts.findIndex((act) => (bytes += JSON.stringify(act).length) > BATCH_BYTES);
  return cut < 0 ? acts : acts.slice(0, Math.max(1, cut));
}

async function fetchBundle(session: Session): Promise<Bundle | null> {
  // Named by the bundle in hand: another tab may have fetched a newer one meanwhile.
  const held: Record<string, string> = session.bundle ? { "If-None-Match": `"${session.bundle.id}"` } : {};
  const answer = await call(session, "/field/api/bundle", { headers: held });
  if (answer.status === 304) return answered(), null;
  const bundle = (await answer.json()) as Bundle;
  await heard(bundle.server_time);
  answered();
  await keepBundle(session.key, bundle).catch(async (fault: unknown) => {
    if (!isFull(fault)) throw fault;
    await freeSettled(); // no room: it serves until the app is closed
  });
  return bundle;
}

/** Of one whole number or phone that is on no list. Throws Refused, with what the server says, or whatever
 *  the network threw. */
export async function lookUp(session: Session, text: string): Promise<LookedUp> {
  const headers = { "Content-Type": "application/json" };
  const answer = await call(session, "/field/api/look", { method: "POST", body: JSON.stringify({ text }), headers }, PATIENCE);
  const looked = (await answer.json()) as LookedUp;
  answered();
  return looked;
}

/** The phone of whom a task is about, in clear: the server writes the look down. "" none is on file. Throws as
 *  `lookUp`. */
export async function revealPhone(session: Session, task: number): Promise<string> {
  const headers = { "Content-Type": "application/json" };
  const answer = await call(session, "/field/api/phone", { method: "POST", body: JSON.stringify({ task }), headers }, PATIENCE);
  const { phone } = (await answer.json()) as { phone: string };
  answered();
  return phone;
}

const BEAT_PATIENCE = 4_000; // an answer of no bytes
let beating = false;

/** Ask whether the server is heard. True where that changes something: it is heard again, or refuses this phone. */
export async function heartbeat(session: Session): Promise<boolean> {
  if (beating) return false;
  if (!navigator.onLine) return failed(), false;
  const was = line().state;
  beating = true;
  try {
    const { status } = await call(session, "/field/api/heartbeat", {}, BEAT_PATIENCE);
    if (status !== 204) return failed(), false; // a page of somebody else's network
    return answered(), was !== "heard";
  } catch (fault) {
    if (fault instanceof Refused && fault.told) return true;
    return failed(), false;
  } finally {
    beating = false;
  }
}

export async function call(session: Session, path: string, options: RequestInit, patience = 30_000): Promise<Response> {
  const answer = await fetch(path, {
    ...options,
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
    headers: { ...options.headers, Authorization: `Bearer ${session.device.token}`, "Fangxian-Clock": ownTime(), "Fangxian-App": APP_VERSION },
  }).catch((fault: unknown) => {
    failed();
    throw fault;
  });
  if (answer.ok || answer.status === 304) return answer;
  const told = await toldBy(answer);
  if (told) answered();
  throw new Refused(answer.status, Number(answer.headers.get("Retry-After")) || 0, told);
}

/** Nothing where it was no refusal of ours: a proxy's page, a cut line. */
async function toldBy(answer: Response): Promise<Told | undefined> {
  const said = (await answer.json().catch(() => null)) as Partial<Told> | null;
  return said?.sentence?.zh && said.way_out?.zh ? { sentence: said.sentence, way_out: said.way_out } : undefined;
}
