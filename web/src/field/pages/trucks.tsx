// 人等车，不让车等人: who comes to fetch which truck, and how long it has stood.

import { useState } from "preact/hooks";
import { Big, Empty, Field, Page, useTick } from "../ui/parts";
import { useDone } from "../ui/done";
import { PassNote } from "../ui/passnote";
import { useApp, useBundle } from "../ui/state";
import { trucksWaiting } from "../lane";
import { kindOf, plain } from "../identify";
import type { Truck } from "../contract";
import type { Kept } from "../store/acts";
import { stamp } from "../time";
import { clock, t } from "../words";

export function Trucks() {
  const { act } = useApp();
  const { checkpoint } = useBundle();
  const here = trucksWaiting(useDone());
  const now = useTick(10_000);
  const [plate, setPlate] = useState("");
  const [company, setCompany] = useState("");
  const [by, setBy] = useState("");
  const [phone, setPhone] = useState("");

  async function queue() {
    const body = { checkpoint: checkpoint?.id, plate: plain(plate), company, fetched_by: by, phone, queued_at: stamp() };
    if (!(await act("checkpoint.truck", body, t("已排队", "In the lane")))) return;
    [setPlate, setCompany, setBy, setPhone].forEach((clear) => clear(""));
  }

  return (
    <Page title={t("货车通道", "Truck lane")} back="/checkpoint">
      <section class="card">
        <Field label={t("车牌", "Plate")} value={plate} onInput={setPlate} />
        <PassNote plate={settledPlate(plate)} asked={settledPlate(plate) !== ""} />
        <Field label={t("接车单位", "Company that fetches")} value={company} onInput={setCompany} />
        <Field label={t("接车人", "Who fetches")} value={by} onInput={setBy} />
        <Field label={t("接车人电话", "Their phone")} mode="tel" value={phone} onInput={setPhone} />
        <Big tone="main" disabled={!plate.trim() || !by.trim()} onClick={() => void queue()}>{t("排入通道", "Into the lane")}</Big>
      </section>
      <h2>{t(`在等 ${here.length} 辆`, `${here.length} waiting`)}</h2>
      {!here.length && <Empty>{t("没有车在等。", "No truck is waiting.")}</Empty>}
      <ul class="list">
        {here.map((one) => (
          <li key={one.id}>
            <b>{String(one.body.plate)}</b>
            <span>{String(one.body.company)} · {String(one.body.fetched_by)}</span>
            <em>{clock(String(one.body.queued_at))} · {waited(now, one)}</em>
            <Big tone="good" onClick={() => void act("checkpoint.truck", { ...(one.body as Truck), fetched_at: stamp() }, t("已接走", "Fetched"))}>{t("已接走", "Fetched")}</Big>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** Once it is whole: half a plate has no pass to speak of. */
function settledPlate(text: string): string {
  return kindOf(plain(text)) === "plate" ? text : "";
}

function waited(now: number, truck: Kept): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(String(truck.body.queued_at))) / 60_000));
  return t(`${minutes} 分钟`, `${minutes} min`);
}
