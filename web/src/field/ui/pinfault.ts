// What stands below the field in which a new PIN is typed.

import { DIGITS, weakness } from "../pins";
import { today } from "../time";
import { say } from "../words";

export const thisYear = (): number => Number(today().slice(0, 4));

/** "" while it is being typed. */
export function pinFault(pin: string): string {
  const why = pin.length < DIGITS ? null : weakness(pin, thisYear());
  return why ? say(why) : "";
}
