// 通行证 by its plate, with no network: what the last list says of it today.

import { nameOf } from "./lookup";
import { today } from "./time";
import type { Bundle, Pass } from "./types";
import { comparable } from "./vehicles";
import { t } from "./words";

export type PassState = "valid" | "future" | "expired" | "elsewhere" | "revoked";
export type Shown = { pass: Pass; state: PassState };

const BEST: PassState[] = ["valid", "elsewhere", "future", "expired", "revoked"];

/** Of several passes the one that says most for the vehicle; null when there is none. */
export async function passOf(bundle: Bundle, plate: string): Promise<Shown | null> {
  if (!plate) return null;
  const name = await nameOf(bundle, comparable(plate));
  const found = bundle.passes.filter((one) => one.p === name).map((pass) => ({ pass, state: stateOf(pass, today()) }));
  return found.sort((a, b) => BEST.indexOf(a.state) - BEST.indexOf(b.state))[0] ?? null;
}

export function stateOf(pass: Pass, day: string): PassState {
  if (pass.revoked) return "revoked";
  if (day > pass.until) return "expired";
  if (day < pass.since) return "future";
  return pass.here ? "valid" : "elsewhere";
}

/** "通行证有效，至 05-15". */
export function passWords({ pass, state }: Shown): string {
  const [since, until] = [pass.since.slice(5), pass.until.slice(5)];
  switch (state) {
    case "valid":
      return t(`通行证有效，至 ${until}`, `Pass valid until ${until}`);
    case "future":
      return t(`通行证 ${since} 起才有效`, `Pass valid from ${since} only`);
    case "expired":
      return t(`通行证已于 ${until} 到期`, `Pass ended on ${until}`);
    case "elsewhere":
      return t("通行证不含本卡口：线路不同", "Pass for another route: not this checkpoint");
    case "revoked":
      return t(`通行证已收回：${pass.revoked}`, `Pass withdrawn: ${pass.revoked}`);
  }
}
