// What was just scanned or typed, from one page to the next: in memory only, so that no number
// ever stands in the browser's history.

import { useEffect, useState } from "preact/hooks";
import type { How } from "../identify";
import { stamp } from "../time";
import { go } from "./route";

/** `plate`: the vehicle from which somebody is looked at; `arrived`: when they, or it, came before the
 *  guard; `turn` counts what was handed over, so that a page begins anew with each. */
export type Handed = { how: How; text: string; plate: string; arrived: string; turn: number };

let held: Handed = { how: "none", text: "", plate: "", arrived: "", turn: 0 };
const listeners = new Set<(given: Handed) => void>();

export function hand(page: "decide" | "declare", how: How, text: string, plate = ""): void {
  const sameCar = plate !== "" && [held.plate, held.text].includes(plate) && held.arrived !== "";
  held = { how, text, plate, arrived: sameCar ? held.arrived : stamp(), turn: held.turn + 1 };
  go(page);
  listeners.forEach((listener) => listener(held)); // the address may be the same as before
}

export function handed(): Handed {
  return held;
}

export function useHanded(): Handed {
  const [given, setGiven] = useState(held);
  useEffect(() => {
    listeners.add(setGiven);
    return () => void listeners.delete(setGiven);
  }, []);
  return given;
}
