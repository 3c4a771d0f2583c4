// Whom to call, by one touch.

import type { Call } from "../types";
import { say, t } from "../words";

export function Calls({ call, lead }: { call: Call[]; lead: string }) {
  const [reached, named] = [call.filter((one) => one.phone), call.filter((one) => !one.phone)];
  return (
    <>
      {lead && <p class="who-leads">{t("带班", "Lead")}：{lead}</p>}
      {reached.map((one) => (
        <a key={one.zh} class="big bad" href={`tel:${one.phone}`}>{say(one)} {one.phone}</a>
      ))}
      {!reached.length && <p>{t("手机里没有登记电话：请当面或用对讲机报告", "No phone is on record: report in person or by radio")}{named.length > 0 && `（${named.map(say).join("、")}）`}</p>}
    </>
  );
}
