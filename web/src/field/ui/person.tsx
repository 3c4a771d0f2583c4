// One line of a list of people: colour, name, where they go, and where they were checked already.

import { colourNow } from "../advice";
import { now } from "../time";
import type { SeenToday } from "../seen";
import type { Bundle, Known } from "../types";
import { clock, say, t } from "../words";
import { OUTCOME_WORDS } from "../pages/outcomes";
import { hand } from "./hand";
import { Mark } from "./parts";

/** `plate`: of the vehicle from whose list the person is chosen. */
export function Person({ bundle, one, seen, plate }: { bundle: Bundle; one: Known; seen: SeenToday | null; plate?: string }) {
  return (
    <li class={seen ? "seen" : ""}>
      <button onClick={() => hand("decide", "index", one.r, plate)}>
        <Mark colour={colourNow(bundle, one, now())} />
        <b>{one.n}</b>
        <span>{one.t}</span>
        <em>{seen ? seenWords(seen) : say({ zh: one.m, en: one.m_en ?? "" })}</em>
      </button>
    </li>
  );
}

/** "✓ 08:14 汉阴高速出口 放行" */
export function seenWords(seen: SeenToday): string {
  return ["✓", clock(seen.at), seen.site || t("本机", "here"), OUTCOME_WORDS()[seen.outcome] ?? seen.outcome].join(" ");
}
