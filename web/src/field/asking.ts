// Whoever is on no list is asked about by itself where there is a network; without one, or when it is lost
// meanwhile, the answer is the list's: not on it, refer.

import type { Session } from "./session";
import { lookUp, Refused } from "./sync";
import type { Known, Text } from "./types";

/** What came of asking. `off`: there is no network; `lost`: it went while asking; `told`: the server says why it
 *  does not answer; `nobody` is on record; `several` gave this phone. */
export type Heard =
  | { state: "found"; person: Known; several: number }
  | { state: "off" | "lost" | "nobody" | "several" }
  | { state: "told"; sentence: Text };

/** Never throws. */
export async function askAbout(session: Session, text: string): Promise<Heard> {
  if (!navigator.onLine) return { state: "off" };
  try {
    const { person, several } = await lookUp(session, text);
    if (person) return { state: "found", person, several };
    return { state: several > 1 ? "several" : "nobody" };
  } catch (fault) {
    if (fault instanceof Refused && fault.told) return { state: "told", sentence: fault.told.sentence };
    return { state: navigator.onLine ? "lost" : "off" };
  }
}
