// What was done about a task is taken back: one that was never on its way is dropped, any other is
// sent after as a step of its own.

import { useState } from "preact/hooks";
import { Big, Field } from "./parts";
import { takenBack } from "./done";
import { useApp } from "./state";
import { withdraw, type Kept } from "../store/acts";
import type { Bodies } from "../types";
import { now } from "../time";
import { t } from "../words";

const STEP: Record<string, Bodies["task.undone"]["step"]> = { "task.received": "receive", "task.accepted": "accept", "task.refused": "refuse", "task.acted": "act" };
const WITHIN = 10 * 60_000; // as the server has it; a report has time until somebody goes on

/** Whether it can be tried: the newest step on its task that still holds, and not settled otherwise. */
export function undoable(act: Kept, all: Kept[]): boolean {
  if (!(act.kind in STEP) || !["", "decided"].includes(act.how)) return false;
  const gone = takenBack(all);
  const newest = all.find((one) => one.kind in STEP && one.body.instruction === act.body.instruction && !gone.has(one.id));
  return newest?.id === act.id && (act.state === "waiting" || act.kind === "task.acted" || Date.parse(act.at) + WITHIN > now());
}

export function TakeBack({ act: done }: { act: Kept }) {
  const { act } = useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const asks = done.kind === "task.acted";
  if (!undoable(done, [done])) return null;

  async function takeBack() {
    if (await withdraw(done.id)) return;
    const body = { instruction: Number(done.body.instruction), step: STEP[done.kind]!, act: done.id, reason, name: String(done.body.name ?? "") };
    await act("task.undone", body, t("已撤回，联网后上报", "Taken back: it is sent with the rest"));
  }

  if (!open) return <button class="quiet" onClick={() => setOpen(true)}>{t("撤回这一步", "Take this step back")}</button>;
  return (
    <section class="card">
      <Field label={asks ? t("为什么撤回", "Why it is taken back") : t("为什么撤回（可不写）", "Why it is taken back (optional)")} value={reason} onInput={setReason} />
      <Big tone="warn" disabled={asks && !reason.trim()} onClick={() => void takeBack()}>{t("撤回", "Take back")}</Big>
      <button class="quiet" onClick={() => setOpen(false)}>{t("不撤回", "Leave it")}</button>
    </section>
  );
}
