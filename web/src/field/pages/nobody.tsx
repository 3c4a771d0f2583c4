// When what was shown leads to nobody, or to a whole car.

import { useMemo } from "preact/hooks";
import type { Heard } from "../asking";
import { isHalf } from "../documents";
import { plain, type How } from "../identify";
import { seenToday } from "../seen";
import { useDone } from "../ui/done";
import { hand } from "../ui/hand";
import { Big, Page } from "../ui/parts";
import { PassNote } from "../ui/passnote";
import { Person } from "../ui/person";
import { go } from "../ui/route";
import type { Bundle, Known } from "../types";
import { say, t } from "../words";

/** `heard`: what the server said of the number, null while it is asked. */
export function NotListed(props: { bundle: Bundle; text: string; how: How; heard: Heard | null; onRefer: () => void }) {
  const plate = props.how === "plate";
  if (props.how === "number" && isHalf(props.text)) return <HalfTyped text={props.text} onRefer={props.onRefer} />;
  return (
    <Page title={plate ? props.text : t("名单上没有", "Not on the list")} back="/checkpoint">
      {plate && <PassNote plate={props.text} asked />}
      {props.how === "number" && <p class="typed">{grouped(props.text)}</p>}
      <p class="lead">{why(props.bundle, plate)}</p>
      {props.how === "number" && <p class="notice" role="status">{heardWords(props.heard)}</p>}
      {props.bundle.left_out && !plate && <p class="notice">◆ {say(props.bundle.left_out)}</p>}
      <Big tone="main" onClick={() => hand("declare", "number", props.how === "number" ? props.text : "", plate ? props.text : "")}>
        {t("现场申报（不到半分钟）", "Declare here (half a minute)")}
      </Big>
      <Big onClick={props.onRefer}>{t("请示带班领导", "Refer to the lead")}</Big>
    </Page>
  );
}

/** No verdict on anybody: nobody was looked up. */
function HalfTyped({ text, onRefer }: { text: string; onRefer: () => void }) {
  return (
    <Page title={t("再多打几位", "Type more of it")} back="/checkpoint">
      <p class="typed">{text}</p>
      <p class="lead">{t("号码没有打全，还没有查任何人。请照证件或车牌打全再查；是车次的，本机名单里没有人申报。", "The number is not whole: nobody was looked up. Type all of it as it stands on the document or plate; if it is a train, nobody on the list declared it.")}</p>
      <Big tone="main" onClick={() => go("checkpoint")}>{t("回去打全", "Back: type all of it")}</Big>
      <Big onClick={() => hand("declare", "none", "")}>{t("现场申报", "Declare here")}</Big>
      <Big onClick={onRefer}>{t("请示带班领导", "Refer to the lead")}</Big>
    </Page>
  );
}

function heardWords(heard: Heard | null): string {
  if (!heard) return t("正在联网核对…", "Asking the county…");
  if (heard.state === "told") return `◆ ${say(heard.sentence)}`;
  if (heard.state === "nobody") return t("◆ 已联网核对：县里没有这个号码的登记。", "◆ The county was asked: nobody of this number is on record.");
  if (heard.state === "several") return t("◆ 这个手机号登记着不止一人，请查证件号。", "◆ More than one person gave this phone: take the document number.");
  if (heard.state === "found") return t("◆ 县里这个号码登记的是另一位：请示带班领导。", "◆ In the county this number is somebody else's: refer to the lead.");
  if (heard.state === "lost") return t("◆ 联网核对没有回音：按名单上没有处置。", "◆ The county did not answer: treat them as not on the list.");
  return t("◆ 没有网络，没能联网核对。", "◆ No network: the county was not asked.");
}

/** As it stands on a card, so that two people can compare it. */
function grouped(text: string): string {
  const number = plain(text);
  return number.length === 18 ? [number.slice(0, 6), number.slice(6, 14), number.slice(14)].join(" ") : number;
}

function why({ withheld }: Bundle, plate: boolean): string {
  if (withheld) return say(withheld.sentence);
  if (plate) return t("本机名单里没有人申报这个车牌。请逐人查验身份证号。", "Nobody on the list of this phone declared this plate: look each person up by number.");
  return t(
    "本机名单里没有这个号码。本机名单里没有，不等于没有管控。",
    "This number is not on the list of this phone. That does not mean that no measure is in force.",
  );
}

/** Several people of the list have numbers that derive alike: the card says which it is. */
export function WhichOfThem(props: { bundle: Bundle; people: Known[]; text: string; plate: string; onNobody: () => void }) {
  const done = useDone();
  return (
    <Page title={t("请对照证件", "Compare with the card")} back="/checkpoint">
      <p class="typed">{grouped(props.text)}</p>
      <p class="lead">{t("号码相符的有几位，点证件上的那一位：", "The number fits several people: tap whoever the card names.")}</p>
      <ul class="list">
        {props.people.map((one) => <Person key={one.r} bundle={props.bundle} one={one} seen={seenToday(one, done)} plate={props.plate} />)}
      </ul>
      <Big onClick={props.onNobody}>{t("都不是", "None of them")}</Big>
    </Page>
  );
}

/** A plate or a train names everybody who declared to come in it: one after the other, who is still to be checked first. */
export function WhoOfThem({ bundle, people, plate }: { bundle: Bundle; people: Known[]; plate: string }) {
  const done = useDone();
  const all = useMemo(() => people.map((one) => ({ one, seen: seenToday(one, done) })), [people, done]);
  const left = all.filter(({ seen }) => !seen);
  return (
    <Page title={plate} back="/checkpoint">
      <PassNote plate={plate} />
      <h2>
        {t(`这辆车申报了 ${all.length} 人`, `${all.length} declared in this vehicle`)}
        <small>{left.length ? t(`还有 ${left.length} 人没查，点一位`, `${left.length} left: tap one`) : t("都查过了", "all seen")}</small>
      </h2>
      <ul class="list">
        {[...left, ...all.filter(({ seen }) => seen)].map(({ one, seen }) => (
          <Person key={one.r} bundle={bundle} one={one} seen={seen} plate={plate} />
        ))}
      </ul>
      {!left.length && <Big tone="main" onClick={() => go("checkpoint")}>{t("下一辆", "Next vehicle")}</Big>}
      <Big onClick={() => hand("declare", "number", "", plate)}>{t("车上还有没申报的人", "Somebody in it is not on the list")}</Big>
    </Page>
  );
}
