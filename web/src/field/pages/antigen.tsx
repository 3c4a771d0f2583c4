// So many minutes a test as the pack says: every running clock on one page, each kept as an act, so that a dead
// battery loses no timer.

import { testsRunning } from "../lane";
import { Big, Empty, Page, useTick } from "../ui/parts";
import { useDone } from "../ui/done";
import { useApp, useBundle } from "../ui/state";
import { stamp } from "../time";
import type { Kept } from "../store/acts";
import { clock, t } from "../words";
import type { Tested } from "../contract";
import { OUTCOME_WORDS } from "./outcomes";

export function Antigens() {
  const { act } = useApp();
  const { antigen_minutes: minutes } = useBundle().policy;
  const running = testsRunning(useDone());
  const now = useTick();

  const settle = (test: Kept, result: Tested["result"]) =>
    act("checkpoint.antigen", { ...(test.body as Tested), result, read_at: stamp() }, t("已记结果", "Result noted"));

  return (
    <Page title={t("抗原计时", "Antigen timers")} back="/checkpoint">
      {!running.length && <Empty>{t(`没有在等的检测。判为“${OUTCOME_WORDS().pass_with_test}”时自动开始计时。`, `None running. A timer starts by itself with “${OUTCOME_WORDS().pass_with_test}”.`)}</Empty>}
      {running.map((test) => {
        const left = minutes * 60_000 - (now - Date.parse(String(test.body.started_at)));
        return (
          <section key={test.id} class={`card ${left <= 0 ? "due" : ""}`}>
            <h2>
              {String(test.body.name ?? "")} <small>{t("开始", "Started")} {clock(String(test.body.started_at))}</small>
            </h2>
            <p class="timer" role="timer">{left > 0 ? clockFace(left) : t("到时间了，请看结果", "Time is up: read it")}</p>
            <div class="row">
              <Big tone="good" onClick={() => (left <= 0 || early()) && void settle(test, "negative")}>{t("阴性", "Negative")}</Big>
              <Big tone="bad" onClick={() => confirm(t("确认阳性？将上报指挥部。", "Positive? The headquarters will be told.")) && void settle(test, "positive")}>{t("阳性", "Positive")}</Big>
              <Big onClick={() => void settle(test, "invalid")}>{t("无效", "Invalid")}</Big>
            </div>
          </section>
        );
      })}
    </Page>
  );
}

/** A line that has not had its time yet may still appear. */
function early(): boolean {
  return confirm(t("还没到时间，现在就记阴性？", "The time is not up yet: note negative now?"));
}

function clockFace(left: number): string {
  const seconds = Math.ceil(left / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
