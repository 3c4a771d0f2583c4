// What is still open at this barrier, as this phone knows it: tests that lie, trucks that wait.

import type { Kept } from "./store/acts";

/** Antigen tests that were begun and not read. */
export function testsRunning(done: Kept[]): Kept[] {
  const told = done.filter((one) => one.kind === "checkpoint.antigen");
  const read = new Set(told.filter((one) => one.body.result).map((one) => one.body.crossing));
  return told.filter((one) => !one.body.result && !read.has(one.body.crossing));
}

/** Trucks that nobody has fetched. */
export function trucksWaiting(done: Kept[]): Kept[] {
  const told = done.filter((one) => one.kind === "checkpoint.truck");
  const gone = new Set(told.filter((one) => one.body.fetched_at).map(name));
  return told.filter((one) => !one.body.fetched_at && !gone.has(name(one)));
}

function name({ body }: Kept): string {
  return `${String(body.plate)} ${String(body.queued_at)}`;
}
