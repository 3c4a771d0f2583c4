// What was just scanned or typed, from one page to the next: in memory only, so that no number
// ever stands in the browser's history.

import type { How } from "../identify";
import { go } from "./route";

export type Handed = { how: How; text: string; plate: string };

let held: Handed = { how: "none", text: "", plate: "" };

export function hand(page: "decide" | "declare", how: How, text: string, plate = ""): void {
  held = { how, text, plate };
  go(page);
}

export function handed(): Handed {
  return held;
}
