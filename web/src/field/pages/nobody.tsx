// When what was shown leads to nobody, or to a whole car.

import { colourOf } from "../advice";
import type { How } from "../identify";
import { Big, Mark, Page } from "../ui/parts";
import { hand } from "../ui/hand";
import type { Bundle, Known } from "../types";
import { t } from "../words";

export function NotListed(props: { text: string; how: How; onRefer: () => void }) {
  const plate = props.how === "plate";
  return (
    <Page title={t("名单上没有", "Not on the list")} back="/checkpoint">
      <p class="lead">
        {plate
          ? t("这个车牌没有人申报。请逐人查验身份证号。", "Nobody declared with this plate: look each person up by number.")
          : t("这个号码没有申报过，也没有管控记录。", "Nobody declared with this, and nothing is on record.")}
      </p>
      <Big tone="main" onClick={() => hand("declare", "number", props.how === "number" ? props.text : "", plate ? props.text : "")}>
        {t("现场申报（不到半分钟）", "Declare here (half a minute)")}
      </Big>
      <Big onClick={props.onRefer}>{t("请示带班领导", "Refer to the lead")}</Big>
    </Page>
  );
}

/** A plate names everybody who declared to come in that car. */
export function WhoOfThem(props: { bundle: Bundle; people: Known[]; plate: string }) {
  return (
    <Page title={t("车上是哪一位", "Which of them")} back="/checkpoint">
      <ul class="list">
        {props.people.map((one) => (
          <li key={one.i}>
            <button onClick={() => hand("decide", "index", one.i, props.plate)}>
              <Mark colour={colourOf(props.bundle, one.c)} />
              <b>{one.n}</b>
              <span>{one.t}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}
