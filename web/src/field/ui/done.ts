// What this device has done lately, so that the pages know before the server does.

import { useEffect, useState } from "preact/hooks";
import { latest, onActs, type Kept } from "../store/acts";
import { useApp } from "./state";
import type { Task } from "../types";

/** Whether a report says that nobody was reached or found: the task is still to be done. */
export function inVain(task: Task, act: Kept): boolean {
  const said = (act.body.evidence as { outcome?: string } | undefined)?.outcome;
  return act.kind === "task.acted" && (task.outcomes ?? []).some((one) => one.code === said && one.attempt);
}

/** The steps on instructions that were taken back here, unless the server said that it was too late. */
export function takenBack(done: Kept[]): Set<string> {
  return new Set(done.filter((one) => one.kind === "task.undone" && ["", "decided"].includes(one.how)).map((one) => String(one.body.act)));
}

export function useDone(): Kept[] {
  const { session } = useApp();
  const [acts, setActs] = useState<Kept[]>([]);
  useEffect(() => {
    let open = true;
    const look = () => void latest(session.key).then((found) => open && setActs(found));
    look();
    const stop = onActs(look);
    return () => ((open = false), stop());
  }, [session]);
  return acts;
}
