// The doors of a sweep, folded by village and 组.

import type { Kept } from "./store/acts";
import type { Household } from "./types";

const BY_DOOR = new Intl.Collator("zh", { numeric: true }); // 2号 before 10号

export type Doors = { group: string; doors: Household[] };

/** Groups in order, each with its doors in order; what a bundle from before has is one group "". */
export function folded(households: Household[]): Doors[] {
  const groups = new Map<string, Household[]>();
  for (const one of households) groups.set(one.group ?? "", [...(groups.get(one.group ?? "") ?? []), one]);
  return [...groups]
    .map(([group, doors]) => ({ group, doors: doors.sort((a, b) => BY_DOOR.compare(a.address, b.address)) }))
    .sort((a, b) => BY_DOOR.compare(a.group, b.group));
}

/** An address without what its group says: 12号 of 公路村3组12号. */
export function doorIn({ address, group = "" }: Household): string {
  const named = /^(.*?[镇乡]|.*?街道)?(.*?(?:村|社区))?(.*)$/.exec(group);
  const [town = "", village = "", team = ""] = named ? named.slice(1) : [];
  if (address === group) return address;
  for (const head of [town + village + team, village + team, town + village, village, team]) {
    if (head && address.startsWith(head) && address.length > head.length) return address.slice(head.length);
  }
  return address;
}

/** How each door answered, as this phone knows it: by the list, moved on by what was done here since. */
export function answersOf(done: Kept[]): (one: Household) => string {
  const visits = new Map<unknown, string>();
  for (const one of [...done].reverse()) if (one.kind === "sweep.household") visits.set(one.body.household, String(one.body.answered));
  return (one) => visits.get(one.id) ?? one.answered ?? "";
}
