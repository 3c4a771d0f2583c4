// My tasks: overdue, due today, new. Received with one tap; done with evidence.

import { useState } from "preact/hooks";
import { Big, Choice, Empty, Field, Page } from "../ui/parts";
import { Photo } from "../ui/photo";
import { Whence } from "../ui/whence";
import { Written } from "../ui/written";
import { TakeBack } from "../ui/takeback";
import { Spot } from "../ui/spot";
import { inVain, takenBack, useDone } from "../ui/done";
import { go } from "../ui/route";
import { useApp, useBundle } from "../ui/state";
import { Reach } from "./reach";
import { spotIn, where } from "../evidence";
import type { Kept } from "../store/acts";
import type { Task } from "../types";
import { dayOf, now, stamp, today } from "../time";
import { clock, overdue, say, t } from "../words";
import { askOf, brief, inOrder, isLate, restOf, whatOf } from "../ordered";

const STEP: Record<string, string> = { "task.received": "received", "task.accepted": "accepted", "task.refused": "refused", "task.acted": "acted" };

/** The stage as this phone knows it: the bundle's, moved on by what was done here since. */
function stageOf(task: Task, done: Kept[]): string {
  const mine = lastStep(task, done);
  return mine ? STEP[mine.kind]! : task.stage;
}

/** The newest thing that was done here about a task and still holds. */
function lastStep(task: Task, done: Kept[]): Kept | undefined {
  const gone = takenBack(done);
  return done.find((one) => one.kind in STEP && one.body.instruction === task.id && !gone.has(one.id) && !inVain(task, one));
}

export function Tasks() {
  const bundle = useBundle();
  const done = useDone();
  const { act } = useApp();
  const tasks = inOrder(bundle.tasks);
  const open = tasks.filter((task) => !["acted", "refused"].includes(stageOf(task, done)));
  const back = tasks.filter((task) => stageOf(task, done) === "refused");
  const fresh = open.filter((task) => stageOf(task, done) === "issued");
  const groups: [string, Task[]][] = [
    [t("逾期", "Overdue"), open.filter(isLate)],
    [t("今日到期", "Due today"), open.filter((task) => dueToday(task))],
    [t("其余", "The rest"), open.filter((task) => !isLate(task) && !dueToday(task))],
    [t("已退回", "Sent back"), back],
  ];

  async function receiveAll() {
    for (const task of fresh) await act("task.received", { instruction: task.id, name: task.who }, t(`收到 ${fresh.length} 条`, `${fresh.length} received`));
  }

  return (
    <Page title={t("我的任务", "My tasks")} back="/">
      {fresh.length > 0 && <Big tone="main" onClick={() => void receiveAll()}>{t(`全部收到（${fresh.length} 条新的）`, `Receive all ${fresh.length} new`)}</Big>}
      {!open.length && <Empty>{t("没有待办。", "Nothing to do.")}</Empty>}
      {groups.filter(([, tasks]) => tasks.length).map(([title, tasks]) => (
        <section key={title}>
          <h2>{title} {tasks.length}</h2>
          <ul class="list">
            {tasks.map((task) => (
              <li key={task.id}>
                <button onClick={() => go("tasks", task.id)}>
                  <b>{task.who || say(whatOf(task))}</b>
                  <em class={isLate(task) ? "fault" : ""}>{dueWords(task)}</em>
                  <small>{[task.who && say(whatOf(task)), task.where, task.phone].filter(Boolean).join(" · ")}</small>
                  <small class="ask">{brief(say(askOf(task)))}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function dueWords(task: Task): string {
  if (!task.due) return "";
  return isLate(task) ? `▲ ${overdue(task.due)}` : t(`限 ${clock(task.due)}`, `due ${clock(task.due)}`);
}

function dueToday(task: Task): boolean {
  return task.due !== null && !isLate(task) && dayOf(task.due) === today();
}

/** What is written goes before what is chosen. */
function answer(found: string, choice: string): { found_place: string; found_choice: string } {
  return found.trim() ? { found_place: found, found_choice: "" } : { found_place: "", found_choice: choice };
}

type Asked = { asked: NonNullable<Task["question"]>; choice: string; onChoose: (code: string) => void };

function Question({ asked, choice, onChoose }: Asked) {
  return (
    <fieldset class="stack question">
      <legend>{say(asked)}</legend>
      {asked.choices.map((one) => (
        <button key={one.code} class="toggle" role="radio" aria-checked={choice === one.code} onClick={() => onChoose(choice === one.code ? "" : one.code)}>
          <span class="box">{choice === one.code ? "✓" : ""}</span>
          {say(one)}{LEVELS()[one.level] ?? ""}
        </button>
      ))}
    </fieldset>
  );
}

const LEVELS = (): Record<string, string> => ({ high: t("（高风险）", " (high risk)"), medium: t("（中风险）", " (medium risk)"), low: t("（低风险）", " (low risk)") });

export function TaskPage({ id }: { id: number }) {
  const bundle = useBundle();
  const done = useDone();
  const { act } = useApp();
  const [note, setNote] = useState("");
  const [outcome, setOutcome] = useState("");
  const [photo, setPhoto] = useState("");
  const [found, setFound] = useState("");
  const [choice, setChoice] = useState("");
  const [companion, setCompanion] = useState("");
  const [spot, setSpot] = useState("");
  const [refusing, setRefusing] = useState(false);
  const task = bundle.tasks.find((one) => one.id === id);
  if (!task) return <Page title={t("任务", "Task")} back="/tasks"><Empty>{t("这条任务已不在名单里。", "This task is no longer on the list.")}</Empty></Page>;
  const stage = stageOf(task, done);
  const last = lastStep(task, done);
  const outcomes = task.outcomes ?? [];
  const tried = outcomes.some((one) => one.code === outcome && one.attempt);
  const asked = outcomes.some((one) => one.code === outcome && one.asks_place);
  const placing = outcomes.some((one) => one.code === outcome && one.in_place);
  const proofs = (placing && task.proofs) || [];
  const given: Record<string, boolean> = { photo: photo !== "", spot: spotIn(spot) !== "", companion: companion.trim() !== "" };
  const lacking = proofs.filter((one) => one.required && !given[one.code]);
  const asks = (code: string) => proofs.find((one) => one.code === code);
  const said = !lacking.length && note.trim() !== "" && (outcome !== "" || !outcomes.length) && (!asked || found.trim() !== "" || choice !== "");

  async function step(kind: "task.received" | "task.accepted", said: string) {
    await act(kind, { instruction: id, name: task?.who }, said);
  }
  async function finish() {
    const evidence = { at: stamp(), place: spotIn(spot) || (await where()), note, companion, outcome, ...(asked && answer(found, choice)), photo };
    if (await act("task.acted", { instruction: id, name: task?.who, evidence }, tried ? t("已记：没有办成，任务仍在", "Noted: tried; the task stays") : t("已记办理", "Noted as done"))) go("tasks");
  }
  async function refuse() {
    if (await act("task.refused", { instruction: id, name: task?.who, reason: note }, t("已退回", "Sent back"))) go("tasks");
  }

  return (
    <Page title={task.who || say(whatOf(task))} back="/tasks">
      <section class="card">
        <p class="first-ask"><b>{say(askOf(task))}</b></p>
        <p>{[task.who && say(whatOf(task)), task.where].filter(Boolean).join(" · ")}</p>
        {task.due && <p class={isLate(task) ? "fault" : ""}>{t("限时", "Due")} {clock(task.due)}{isLate(task) && ` · ${overdue(task.due)}`}</p>}
        <p class="rest">{say(restOf(task))}</p>
      </section>
      <Reach task={task} />
      {stage === "issued" && <Big tone="main" onClick={() => void step("task.received", t("收到", "Received"))}>{t("收到", "Received")}</Big>}
      {["received", "refused"].includes(stage) && <Big tone="main" onClick={() => void step("task.accepted", t("接受", "Accepted"))}>{t("接受，马上办", "Accept")}</Big>}
      {["received", "accepted"].includes(stage) && (
        <section class="card">
          {!refusing && outcomes.length > 0 && (
            <Choice label={t("结果", "Outcome")} value={outcome} options={outcomes.map((one) => [one.code, t(one.zh, one.en)])} onInput={setOutcome} />
          )}
          {!refusing && tried && <p>{t("联系不上、未找到不算办结：任务仍在，请写明怎样联系、怎样找的。", "This is no result: the task stays open. Say how it was tried.")}</p>}
          {!refusing && asked && task.question && <Question asked={task.question} choice={found.trim() ? "" : choice} onChoose={(code) => (setFound(""), setChoice(code))} />}
          {!refusing && asked && (
            <Whence value={found} onInput={setFound} label={task.question?.choices.length ? t("别处，或更细（省、市、区县、镇）", "Elsewhere, or finer (province, city, county, town)") : t("问到的地点（省、市、区县、镇）", "The place found out (province, city, county, town)")} unnamed={t("没有点选：认不出的地方会退回请您补报", "Not chosen: a place that is not recognised comes back to you")} />
          )}
          <Field label={refusing ? t("退回的原因", "Why it is sent back") : t("办理情况", "What was done")} hint={refusing ? "" : t("写一句话才能办结", "A sentence is needed to finish")} value={note} onInput={setNote} />
          {!refusing && asks("companion") && <Field label={t("同去的人", "Who went along")} value={companion} onInput={setCompanion} />}
          {!refusing && asks("spot") && <Spot value={spot} onInput={setSpot} />}
          {!refusing && <Photo photo={photo} onPhoto={setPhoto} />}
          {!refusing && lacking.length > 0 && <p class="fault">{t("办结还要：", "Still needed to finish: ")}{lacking.map((one) => say(one)).join(t("、", ", "))}</p>}
          {refusing ? <Big tone="warn" disabled={!note.trim()} onClick={() => void refuse()}>{t("退回", "Send back")}</Big> : <Big tone="good" disabled={!said} onClick={() => void finish()}>{tried ? t("记下，任务仍在", "Note it; stays open") : t("办结", "Done")}</Big>}
          <button class="quiet" onClick={() => setRefusing(!refusing)}>{refusing ? t("还是办理", "Do it after all") : t("办不了，退回", "Cannot: send back")}</button>
        </section>
      )}
      <Written task={task} done={done} />
      {stage === "acted" && <Empty>{t("已办，等上级核验。", "Done: it will be checked above.")}</Empty>}
      {stage === "refused" && <Empty>{t("已退回，等指挥部答复；能办时仍可接受。", "Sent back; it can still be accepted.")}</Empty>}
      {last && <TakeBack act={last} />}
    </Page>
  );
}
