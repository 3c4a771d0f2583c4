// Who stands there: colour with word and shape, why, until when, and what the code itself proves.

import { colourOf, isOver, laidOn, type Verdict } from "../advice";
import type { Seen } from "../looking";
import { now } from "../time";
import type { Held, Known } from "../types";
import { Mark } from "../ui/parts";
import { useBundle } from "../ui/state";
import { clock, endOf, say, t } from "../words";
import { OUTCOME_WORDS } from "./outcomes";

/** A number leads to a candidate: whether it is this person, only the card says. */
export function Candidate({ name, onOther }: { name: string; onOther: () => void }) {
  return (
    <div class="candidate">
      {t("号码相符的一位", "The number fits")}：<b>{name}</b>
      <p>{t("请看证件：姓名对得上、照片是本人，才算。", "Look at the card: it counts when the name fits and the photo is theirs.")}</p>
      <button class="quiet" onClick={onOther}>{t("对不上，不是这个人", "It does not fit: somebody else")}</button>
    </div>
  );
}

export function Who({ seen, declared }: { seen: Seen; declared?: boolean }) {
  const { person, verdict } = seen;
  const old = seen.ended > 0;
  return (
    <section class="who" style={{ "--colour": seen.colour?.hex ?? "#667085" }}>
      <Mark colour={seen.colour} large />
      <p>{person ? `${person.t} ${measureOf(person)}` : ""}</p>
      {person?.s && <p class="before">● {t("已查验过", "Seen already")}：{[clock(person.s.at), person.s.site, OUTCOME_WORDS()[person.s.o] ?? person.s.o].join(" ")}{person.s.v === false && `（${t("报号码，未核实是本人", "by a number given, not verified")}）`}</p>}
      {seen.alike > 1 && <p class="verdict expired">{t(`名册里有 ${seen.alike} 份档案号码和姓名都相符，按最重的一份处置`, `${seen.alike} records have this number and name: the gravest counts`)}</p>}
      {lapsed(seen) && <p class="verdict expired">{t("名册上的管控已到期，之后怎样本机不知道：请联网后再看，或请示带班领导", "What the list says has ended; what follows is unknown here: find a network, or refer")}</p>}
      {declared && <p>{t("刚在本机申报，还没有判定", "Just declared on this phone; not screened yet")}</p>}
      {person && laidOn(person).map((one, at) => <Why key={at} one={one} also={at > 0} />)}
      {verdict !== "none" && <p class={`verdict ${verdict}`}>{VERDICTS()[verdict]}</p>}
      {old && <p class="verdict expired">{t(`本机的验码密钥名单 ${clock(seen.ended)} 已到期：新换的密钥不认识，请尽快联网`, `This phone's key list ended ${clock(seen.ended)}: newer keys are unknown here; find a network soon`)}</p>}
    </section>
  );
}

/** In the guard's language; a list of the last release has Chinese alone. */
export function measureOf({ m, m_en }: Known): string {
  return say({ zh: m, en: m_en ?? "" });
}

/** Each measure in force, the gravest first: two diseases or two courses are two. */
function Why({ one, also }: { one: Held; also: boolean }) {
  const colour = colourOf(useBundle(), one.c, one.x);
  if (!one.w && !one.u) return null;
  const [words, over] = [say({ zh: one.w, en: one.w_en ?? "" }), isOver(one, now())];
  return (
    <p class="why">
      {also ? t("另有", "Also in force") : t("为什么", "Why")}：{also && colour ? `${say(colour)} ` : ""}{words}
      {one.u && (over || !saysEnd(words, one.u)) && ` · ${over ? t("已到期", "ended") : t("至", "until")} ${endOf(one.u)}`}
    </p>
  );
}

/** 集中隔离至 05-24。 says its end already. */
function saysEnd(words: string, until: string): boolean {
  const bare = words.replace(/[（(][^（()）]*[)）]$/, "").replace(/[\s。.]+$/, "");
  return bare.endsWith(`${t("至", "until")} ${endOf(until)}`);
}

/** The list's word has ended and nothing newer says what holds. */
function lapsed({ person, colour }: Seen): boolean {
  return person !== null && colour === null && isOver(person, now());
}

const VERDICTS = (): Record<Exclude<Verdict, "none">, string> => ({
  good: t("码有效", "The code is valid"),
  grace: t("码已到期，断网宽限期内仍可用", "The code has ended; the grace period for an outage still holds"),
  expired: t("码已过期，请本人刷新，或报身份证号", "The code has expired: have it refreshed, or take the identity number"),
  forged: t("签名不对：不是本系统的码", "Wrong signature: not a code of this system"),
  not_yet: t("这个码的时间在未来：请核对两边手机的钟", "The code is from the future: compare the clocks"),
  unknown_key: t("签名用的密钥本机不认识，请报身份证号", "Signed with a key unknown here: take the identity number"),
  unreadable: t("读不出来，请报身份证号", "Unreadable: take the identity number"),
});
