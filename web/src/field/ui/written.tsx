// What was written by hand with a task: who sent it, what came along, what was said since; and an answer.

import { useState } from "preact/hooks";
import { Big, Field, Toggle } from "./parts";
import { useApp } from "./state";
import type { Kept } from "../store/acts";
import type { Task } from "../types";
import { clock, t } from "../words";

export function Written({ task, done }: { task: Task; done: Kept[] }) {
  const { act, bundle } = useApp();
  const [words, setWords] = useState("");
  const [toWhom, setToWhom] = useState(true);
  const said = task.comments ?? [];
  const own = done.filter((one) => one.kind === "task.commented" && one.body.instruction === task.id && !said.some((other) => other.words === one.body.words)).reverse();
  const last = [...said].reverse().find((one) => one.by !== null && one.actor !== bundle?.device.actor);

  async function send() {
    const mentions = last && toWhom ? [last.by!] : [];
    if (await act("task.commented", { instruction: task.id, words, mentions, name: task.who }, t("已留言", "Said"))) setWords("");
  }

  return (
    <section class="card">
      <h2>{t("往来", "Correspondence")}</h2>
      {task.sender && <p>{t(`${task.sender} 下发`, `Sent by ${task.sender}`)}</p>}
      {task.file && <p>{t(`附件：${task.file}（在网页“我的任务”打开）`, `With it: ${task.file} (open it on the web page)`)}</p>}
      <ul class="list">
        {said.map((one) => (
          <li key={one.at + one.actor}>
            <b>{one.actor}</b>
            <em>{clock(one.at)}</em>
            <small>{one.to.map((name) => `@${name} `).join("")}{one.words}</small>
          </li>
        ))}
        {own.map((one) => (
          <li key={one.id} class={one.how}>
            <b>{t("我", "I")}</b>
            <em>{one.state === "waiting" ? t("待传", "waiting") : clock(one.at)}</em>
            <small>{String(one.body.words)}</small>
          </li>
        ))}
      </ul>
      <Field label={said.length ? t("回复", "Answer") : t("留言", "Comment")} value={words} onInput={setWords} />
      {last && <Toggle label={`@${last.actor}`} on={toWhom} onToggle={() => setToWhom(!toWhom)} />}
      <Big disabled={!words.trim()} onClick={() => void send()}>{t("发送", "Send")}</Big>
    </section>
  );
}
