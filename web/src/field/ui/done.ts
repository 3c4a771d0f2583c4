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
