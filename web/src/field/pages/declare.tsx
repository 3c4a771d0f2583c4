// An unexpected traveller, declared on the spot in under half a minute.

import { useEffect, useState } from "preact/hooks";
import { documentIn, kindOfDocument } from "../documents";
import { plain } from "../identify";
import { slipInId } from "../slips";
import { Big, Choice, Field, Page } from "../ui/parts";
import { hand, handed } from "../ui/hand";
import { stamp } from "../time";
import { useApp, useBundle } from "../ui/state";
import { Whence } from "../ui/whence";
import { say, t } from "../words";

export function Declare() {
  const { act, busy } = useApp();
  const bundle = useBundle();
  const given = handed().how === "number" ? documentIn(handed().text) : "";
  const [number, setNumber] = useState(given);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [from, setFrom] = useState("");
  const [town, setTown] = useState("");
  const [village, setVillage] = useState("");
  const [plate, setPlate] = useState(handed().plate);
  const [foreign, setForeign] = useState(/[A-WYZ]/i.test(given)); // letters but for the X at the end
  useEffect(() => (busy(true), () => busy(false)), []);

  const clean = plain(number);
  const slip = foreign || !clean ? null : slipInId(clean);
  const document = foreign ? clean.length >= 5 && /\d/.test(clean) : clean !== "" && !slip;
  const sound = name.trim() !== "" && document && from.trim() !== "";

  async function declare() {
    const body = {
      checkpoint: bundle.checkpoint?.id, doc_type: foreign ? kindOfDocument(clean) : "resident_id", number: clean,
      name: name.trim(), phone, from: from.trim(), to_town: town, to_village: village, plate: plate && plain(plate),
      arrived_at: stamp(),
    }; // prettier-ignore
    if (await act("checkpoint.declared", body, t("已收下，请继续查验", "Received: go on checking"))) hand("decide", "number", clean, body.plate);
  }

  return (
    <Page title={t("现场申报", "Declare here")} back="/checkpoint">
      <div class="row">
        <button aria-pressed={!foreign} onClick={() => setForeign(false)}>{t("身份证", "Resident ID")}</button>
        <button aria-pressed={foreign} onClick={() => setForeign(true)}>{t("护照、通行证等", "Passport, permit, other")}</button>
      </div>
      <Field label={t("证件号码", "Document number")} value={number} onInput={setNumber} fault={slip && clean.length > 10 ? say(slip) : ""} />
      <Field label={t("姓名", "Name")} value={name} onInput={setName} />
      <Whence value={from} onInput={setFrom} />
      <Field label={t("手机号", "Phone")} mode="tel" value={phone} onInput={setPhone} />
      <Choice label={t("去哪个镇", "To which township")} value={town} onInput={(code) => (setTown(code), setVillage(""))} options={bundle.towns.map((one) => [one.code, one.name])} />
      {town && <Choice label={t("去哪个村", "To which village")} value={village} onInput={setVillage} options={(bundle.towns.find((one) => one.code === town)?.villages ?? []).map((one) => [one.code, one.name])} />}
      <Field label={t("车牌（乘车时）", "Plate (if driving)")} value={plate} onInput={setPlate} />
      <Big tone="main" disabled={!sound} onClick={() => void declare()}>{t("申报并继续查验", "Declare and go on")}</Big>
    </Page>
  );
}
