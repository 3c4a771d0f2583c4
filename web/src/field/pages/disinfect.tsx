// Vehicles disinfected: a plate and a tap.

import { useState } from "preact/hooks";
import { plain } from "../identify";
import { Big, Field, Page } from "../ui/parts";
import { useDone } from "../ui/done";
import { useApp, useBundle } from "../ui/state";
import { clock, t } from "../words";

export function Disinfect() {
  const { act } = useApp();
  const { checkpoint } = useBundle();
  const done = useDone().filter((one) => one.kind === "checkpoint.disinfected");
  const [plate, setPlate] = useState("");

  async function note() {
    const body = { checkpoint: checkpoint?.id, plate: plain(plate) };
    if (await act("checkpoint.disinfected", body, t("已记消毒", "Disinfection noted"))) setPlate("");
  }

  return (
    <Page title={t("车辆消毒", "Disinfection")} back="/checkpoint">
      <Field label={t("车牌", "Plate")} value={plate} onInput={setPlate} />
      <Big tone="main" disabled={plain(plate).length < 5} onClick={() => void note()}>{t("已消毒", "Disinfected")}</Big>
      <ul class="list">
        {done.slice(0, 20).map((one) => (
          <li key={one.id}>
            <b>{String(one.body.plate)}</b>
            <em>{clock(one.at)}</em>
          </li>
        ))}
      </ul>
    </Page>
  );
}
