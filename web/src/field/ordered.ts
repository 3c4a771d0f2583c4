// A task as whoever has to do it reads it: what it is, what is asked first, the late before the rest.

import { now } from "./time";
import type { Task, Text } from "./types";

export function isLate({ due }: Task): boolean {
  return due !== null && Date.parse(due) < now();
}

/** By when it is due, the longest late first; what has no time last, as the server had it. */
export function inOrder(tasks: Task[]): Task[] {
  const at = ({ due }: Task) => (due ? Date.parse(due) : Number.MAX_SAFE_INTEGER);
  return [...tasks].sort((one, other) => at(one) - at(other));
}

/** The title without the name that stands beside it. */
export function whatOf({ what, title, who }: Task): Text {
  return what ?? { zh: who ? title.replace(`${who}:`, "") : title, en: "" };
}

export function askOf({ ask, todo }: Task): Text {
  return ask ?? { zh: todo.split("\n").find((line) => line.trim()) ?? "", en: "" };
}

/** The first question alone, without the word that it is one. */
export function brief(ask: string): string {
  const [, first = ask] = /^(.*?[?？。])/u.exec(ask) ?? [];
  return first.replace(/^(先问|Ask first)[:：]\s*/u, "");
}

/** What a task says besides what is asked first. */
export function restOf(task: Task): Text {
  const ask = askOf(task);
  return { zh: without(task.todo, ask.zh), en: without(task.todo_en ?? "", ask.en) };
}

function without(todo: string, ask: string): string {
  return todo.split("\n").filter((line) => line.trim() && line !== ask).join("\n");
}
