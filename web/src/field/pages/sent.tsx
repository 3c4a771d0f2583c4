// Every act of this device and what became of it. What differs is read here first.

import { alarmed } from "../alarm";
import { Empty, Page } from "../ui/parts";
import { inVain, takenBack, useDone } from "../ui/done";
import { TakeBack, undoable } from "../ui/takeback";
import { useApp } from "../ui/state";
import type { Kept } from "../store/acts";
import { clock, t } from "../words";

const KINDS = (): Record<string, string> => ({
  "checkpoint.crossing": t("查验", "Check"),
  "checkpoint.declared": t("现场填报", "Filed here"),
  "checkpoint.antigen": t("抗原", "Antigen"),
  "checkpoint.disinfected": t("消毒", "Disinfected"),
  "checkpoint.truck": t("货车", "Truck"),
  "checkpoint.handover": t("交班", "Handed over"),
  "venue.visit": t("到访", "Visit"),
  "task.received": t("收到任务", "Received"),
  "task.accepted": t("接受任务", "Accepted"),
  "task.refused": t("退回任务", "Refused"),
  "task.acted": t("办理任务", "Acted"),
  "task.undone": t("撤回", "Taken back"),
  "task.commented": t("留言", "Comment"),
  "sweep.household": t("入户", "Door visit"),
});

export function Sent() {
  const { syncNow, left } = useApp();
  const done = useDone();
  const differs = done.filter((one) => DIFFERS.includes(one.how) || one.alarm);
  const rest = done.filter((one) => !differs.includes(one));
  return (
    <Page title={t("我的记录", "What I did")} back="/">
      <button class="quiet" onClick={syncNow}>{left > 0 ? t(`待传 ${left}，现在就传`, `${left} waiting: send now`) : t("全部已上传", "All sent")}</button>
      {differs.length > 0 && <h2>{t(`与最新情况不同 ${differs.length}`, `${differs.length} differ from the latest state`)}</h2>}
      <List acts={differs} all={done} />
      <h2>{t("全部", "All")}</h2>
      {!done.length && <Empty>{t("还没有记录。", "Nothing yet.")}</Empty>}
      <List acts={rest} all={done} />
    </Page>
  );
}

function List({ acts, all }: { acts: Kept[]; all: Kept[] }) {
  const { bundle } = useApp();
  const gone = takenBack(all);
  return (
    <ul class="list">
      {acts.map((one) => (
        <li key={one.id} class={one.alarm ? "alarm" : one.how}>
          <span>{clock(one.at)}</span>
          <b>{KINDS()[one.kind] ?? one.kind}</b>
          <span>{String(one.body.name ?? one.body.plate ?? one.body.note ?? "")}</span>
          <em>{one.state === "waiting" ? t("待传", "waiting") : gone.has(one.id) ? t("已撤回", "taken back") : HOW()[one.how]}</em>
          {one.alarm && one.how !== "alarm" && <small>▲ {alarmed(bundle, one).said}</small>}
          {one.sentence && one.how !== "decided" && <small>{one.sentence}</small>}
          {undoable(one, all) && !(bundle?.tasks ?? []).some((task) => task.id === one.body.instruction && inVain(task, one)) && <TakeBack act={one} />}
          {one.lead && <small>{t(`带班 ${one.lead} 已看到`, `Seen by the lead, ${one.lead}`)}</small>}
        </li>
      ))}
    </ul>
  );
}

const DIFFERS = ["alarm", "alarm_read", "differs", "unreadable"];

const HOW = (): Record<string, string> => ({
  decided: t("已入账", "Settled"),
  differs: t("情况有变", "Differs"),
  alarm: t("应拦未拦", "Should have been stopped"),
  alarm_read: t("应拦未拦", "Should have been stopped"),
  unreadable: t("转人工", "Kept for a person"),
});
