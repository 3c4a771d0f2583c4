// Whom a task is about, by phone: masked, in clear by one press that the server writes down, then dialled.
// Without a network: whom to ask for the number.

import { useState } from "preact/hooks";
import { Refused, revealPhone } from "../sync";
import { Big } from "../ui/parts";
import { useApp, useBundle } from "../ui/state";
import type { Task } from "../types";
import { say, t } from "../words";

export function Reach({ task }: { task: Task }) {
  const { session, report } = useApp();
  const [shown, setShown] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  async function reveal() {
    if (busy) return; // not disabled meanwhile: that would take the focus away
    setBusy(true);
    try {
      const phone = await revealPhone(session, task.id);
      setShown(phone);
      setFault(phone ? "" : NONE());
    } catch (why) {
      setFault(why instanceof Refused && why.told ? `${say(why.told.sentence)} ${say(why.told.way_out)}` : LOST());
    }
    setBusy(false);
  }

  if (task.phone === null || task.phone === undefined) return null;
  if (!task.phone) return <p class="notice">☎ {NONE()}</p>;
  if (shown)
    return (
      <section class="card reach">
        <a class="big good link" href={`tel:${shown}`}>{t(`拨打 ${shown}`, `Call ${shown}`)}</a>
        <small>{t("已记录：为“电话核查”看了这个号码。", "Recorded: this number was shown for a check by phone.")}</small>
      </section>
    );
  const off = report.state === "offline";
  return (
    <section class="card reach">
      <p>☎ <b>{task.phone}</b></p>
      {fault && <p class="fault" role="alert">{fault}</p>}
      {task.reveals && !off && <Big tone="main" onClick={() => void reveal()}>{busy ? t("正在取号码…", "Asking for the number…") : t("显示号码（记录）", "Show the number (recorded)")}</Big>}
      {!task.reveals && <p>{t("这个账号看不到完整号码，请问下面的单位。", "This account may not see the number: ask one of these.")}</p>}
      {task.reveals && off && <p>{t("没有网络，看不到完整号码。请打给下面的单位问，或到有网络的地方再点。", "Without a network the number cannot be shown: ask one of these, or find a network.")}</p>}
      {(off || !task.reveals || fault) && <WhoKnows />}
    </section>
  );
}

const NONE = () => t("没有留电话：请上门，或找同住人、村里问。", "No phone on file: go there, or ask the household or the village.");
const LOST = () => t("没有取到号码：没有回音。请再点一次，或打给下面的单位问。", "The number did not come: press again, or ask one of these.");

/** The nearest first. */
function WhoKnows() {
  const call = [...(useBundle().call ?? [])].reverse();
  const reached = call.filter((one) => one.phone);
  if (!reached.length) return <p>{t("本机没有登记这些单位的电话，请当面或用对讲机问：", "No phone of these is on record, ask in person or by radio: ")}{call.map(say).join("、") || t("指挥部", "headquarters")}</p>;
  return (
    <>
      {reached.map((one) => (
        <a key={one.zh} class="big link" href={`tel:${one.phone}`}>{say(one)} {one.phone}</a>
      ))}
    </>
  );
}
