// What time it is: the server's, as well as this device can know it. A phone's own clock may be an
// hour wrong, or years; how far, is learnt whenever the server is heard and kept for the days without.
// How long something took on this very phone (a lock, a pause) is told by the phone's own clock.

import { recall, remember } from "./store/database";

const COUNTY = 8 * 3_600_000; // all of China keeps one time, whatever zone the phone is set to

let offset = 0;
let floor = 0; // the server's last word: a phone whose clock is then put back tells no earlier time

/** Once, before anything is shown or kept; again when another tab has heard the server. */
export async function loadClock(): Promise<void> {
  ({ offset, floor } = (await recall<{ offset: number; floor: number }>("clock")) ?? { offset: 0, floor: 0 });
}

export async function heard(serverTime: string): Promise<void> {
  floor = Date.parse(serverTime);
  offset = floor - Date.now();
  await remember("clock", { offset, floor }).catch(() => undefined); // a full store stops no clock
}

/** Milliseconds since 1970. */
export function now(): number {
  return Math.max(Date.now() + offset, floor);
}

/** Now, as acts say it. */
export function stamp(): string {
  return new Date(now()).toISOString();
}

/** What the phone's own clock says, wrong or right: the server learns by it how wrong. */
export function ownTime(): string {
  return new Date().toISOString();
}

/** Minutes by which the phone's own clock runs ahead, as far as is known. */
export function minutesAhead(): number {
  return -offset / 60_000;
}

/** The county's day of a moment, "2022-05-10". */
export function dayOf(moment: number | string): string {
  if (typeof moment === "string" && moment.length === 10) return moment;
  return new Date(new Date(moment).getTime() + COUNTY).toISOString().slice(0, 10);
}

export function today(): string {
  return dayOf(now());
}

/** "2022-05-10T08:14" of the county, for writing out. */
export function local(moment: number | string): string {
  return new Date(new Date(moment).getTime() + COUNTY).toISOString().slice(0, 16);
}
