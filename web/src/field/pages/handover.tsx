// The note that the next shift reads first.

import { useState } from "preact/hooks";
import { Big, Field, Page } from "../ui/parts";
import { go } from "../ui/route";
import { useApp, useBundle } from "../ui/state";
import { t } from "../words";

export function Handover() {
  const { act, left, lock } = useApp();
  const { checkpoint } = useBundle();
  const [note, setNote] = useState("");
  const [to, setTo] = useState("");

  async function hand() {
    if (!(await act("checkpoint.handover", { checkpoint: checkpoint?.id, note, to }, t("已交班", "Handed over")))) return;
    go();
    lock();
  }

  return (
    <Page title={t("交班", "Hand over")} back="/checkpoint">
      <Field label={t("交给谁", "To whom")} value={to} onInput={setTo} />
      <label class="field">
        <span>{t("要接着办的事", "What is still to do")}</span>
        <textarea rows={5} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      {left > 0 && <p class="lead">{t(`还有 ${left} 条没上传。手机留在卡口，接班的人解锁、连上网后自动上传。`, `${left} acts are not sent yet. Leave the phone here: it sends them once the next guard has unlocked it and there is a network.`)}</p>}
      <Big tone="main" disabled={!to.trim()} onClick={() => void hand()}>{t("交班并锁屏", "Hand over and lock")}</Big>
    </Page>
  );
}
