// A list past its end names nobody any more: it is erased, locked or not, as soon as anything of the app
// runs. Acts that wait are kept all the same.

import { database, recall, remember } from "./store/database";
import { loadClock, now } from "./time";

export async function dropBundle(): Promise<void> {
  await (await database()).delete("sealed", "bundle");
  await remember("bundle_ends", 0);
}

/** Whether there was one to erase. */
export async function dropEnded(): Promise<boolean> {
  const ends = (await recall<number>("bundle_ends")) ?? 0;
  if (!ends) return false;
  await loadClock();
  if (ends > now()) return false;
  await dropBundle();
  return true;
}
