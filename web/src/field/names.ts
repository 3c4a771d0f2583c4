// The names of places as the phone keeps them: public, so in the clear; fetched again once a day.

import type { Names } from "./places";
import { recall, remember } from "./store/database";
import { now } from "./time";

type Kept = { mark: string; at: number; names: Names };

const KEY = "place_names";
const A_DAY = 86_400_000;

/** null before the first fetch: then a place is typed as it was told. */
export async function keptNames(): Promise<Names | null> {
  return (await recall<Kept>(KEY))?.names ?? null;
}

export async function freshNames(fetched: (headers: Record<string, string>) => Promise<Response>): Promise<void> {
  const kept = await recall<Kept>(KEY);
  if (kept && now() - kept.at < A_DAY) return;
  const answer = await fetched(kept ? { "If-None-Match": kept.mark } : {});
  if (answer.status === 304 && kept) return remember(KEY, { ...kept, at: now() });
  await remember(KEY, { mark: answer.headers.get("ETag") ?? "", at: now(), names: (await answer.json()) as Names });
}
