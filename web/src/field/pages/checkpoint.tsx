// The guard's page: scan or type; below, who is expected today and what was just decided.

import { useMemo, useState } from "preact/hooks";
import { identify } from "../identify";
import { useDone } from "../ui/done";
import { Notices } from "../ui/notices";
import { Empty, Page } from "../ui/parts";
import { Person } from "../ui/person";
import { hand } from "../ui/hand";
import { go } from "../ui/route";
import { Scanner } from "../ui/scanner";
import { useApp, useBundle } from "../ui/state";
import type { Kept } from "../store/acts";
import { testsRunning, trucksWaiting } from "../lane";
import { seenToday } from "../seen";
import type { Bundle } from "../types";
import { dayOf, today } from "../time";
import { clock, t } from "../words";
import { OUTCOME_WORDS } from "./outcomes";

export function CheckpointHome() {
  const bundle = useBundle();
  const done = useDone();
  const point = bundle.checkpoint;
  if (!point)
    return (
      <Page title={t("卡口", "Checkpoint")} back="/">
        <Empty>{t("这部手机还没有分到卡口。请带班领导在指挥平台上安排班次。", "This phone has no checkpoint yet: ask the shift's lead to put you on a shift.")}</Empty>
      </Page>
    );

  return (
    <Page title={point.name} back="/">
      <OnDuty bundle={bundle} />
      <Notices codes />
      <div class="cols">
        <div>
          <Scanner onText={(text) => hand("decide", identify(text), text)} />
          <Tools done={done} />
          <Latest done={done} />
        </div>
        <Expected bundle={bundle} done={done} />
      </div>
    </Page>
  );
}

function OnDuty({ bundle: { shift, withheld } }: { bundle: Bundle }) {
  const { report } = useApp();
  return (
    <>
      {!shift?.id && !withheld && report.state !== "offline" && <p class="note">◆ {t("此刻没有排班：照常查验，请带班领导补排", "No shift is planned for now: carry on, and have the lead draw it up")}</p>}
      {shift && shift.id > 0 && <p class="lead">{[shift.name, `${t("带班", "Lead")} ${shift.lead}`].filter(Boolean).join(" · ")}</p>}
      {shift?.note && <p class="lead handed"><b>{t("交接", "Handed over")}</b>：{shift.note}</p>}
    </>
  );
}

function Tools({ done }: { done: Kept[] }) {
  return (
    <>
      <button class="wide" onClick={() => hand("declare", "none", "")}>{t("现场申报", "Declare here")}</button>
      <nav class="fours">
        <button onClick={() => go("antigen")}>{t("抗原", "Antigen")}<Open many={testsRunning(done).length} /></button>
        <button onClick={() => go("trucks")}>{t("货车", "Trucks")}<Open many={trucksWaiting(done).length} /></button>
        <button onClick={() => go("disinfect")}>{t("消毒", "Disinfect")}</button>
        <button onClick={() => go("handover")}>{t("交班", "Hand over")}</button>
      </nav>
    </>
  );
}

/** How many are still open behind a button. */
function Open({ many }: { many: number }) {
  return many ? <b class="open">{many}</b> : null;
}

function Expected({ bundle, done }: { bundle: Bundle; done: Kept[] }) {
  const [wanted, setWanted] = useState("");
  const all = useMemo(
    () => bundle.people.filter((one) => one.e && dayOf(one.e) === today()).map((one) => ({ one, seen: seenToday(one, done) })),
    [bundle, done],
  );
  const coming = all.filter(({ seen }) => !seen);
  const shown = [...coming, ...all.filter(({ seen }) => seen)].filter(({ one }) => !wanted || one.n.includes(wanted) || one.t.includes(wanted)).slice(0, 100);
  return (
    <section>
      <h2>
        {bundle.withheld ? t("今日名单", "Today's list") : t(`今日预计 ${all.length} 人`, `${all.length} expected today`)}
        {all.length > coming.length && <small>{t(`已查 ${all.length - coming.length}`, `${all.length - coming.length} seen`)}</small>}
      </h2>
      {all.length > 8 && (
        <input class="search" placeholder={t("按姓、村查找", "Find by surname, village")} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      )}
      {!all.length && <Empty>{bundle.withheld ? t("不在班次内，名单不下发。", "Outside the shift there is no list.") : t("今天没有人申报到这里。没申报的人，点“现场申报”。", "Nobody declared for today. Someone comes anyway: Declare.")}</Empty>}
      <ul class="list">
        {shown.map(({ one, seen }) => (
          <Person key={one.r} bundle={bundle} one={one} seen={seen} />
        ))}
      </ul>
    </section>
  );
}

function Latest({ done }: { done: Kept[] }) {
  const crossings = done.filter((one) => one.kind === "checkpoint.crossing").slice(0, 3);
  if (!crossings.length) return null;
  return (
    <section>
      <h2>{t("刚才", "Just now")}</h2>
      <ul class="list">
        {crossings.map((one) => (
          <li key={one.id} class={one.how}>
            <span>{clock(one.at)}</span>
            <b>{String(one.body.name ?? "")}</b>
            <em>{OUTCOME_WORDS()[String(one.body.outcome)]}</em>
            {one.state === "waiting" && <i>{t("待传", "waiting")}</i>}
            {["differs", "alarm", "alarm_read"].includes(one.how) && <small>{one.sentence}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
