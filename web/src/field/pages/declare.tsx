// An unexpected traveller, declared on the spot in under half a minute.

import { useEffect, useState } from "preact/hooks";
import { plain } from "../identify";
import { soundId } from "../lookup";
import { Big, Choice, Field, Page } from "../ui/parts";
import { hand, handed } from "../ui/hand";
import { stamp } from "../time";
import { useApp, useBundle } from "../ui/state";
import { Whence } from "../ui/whence";
import { t } from "../words";

export function Declare() {
  const { act, busy } = useApp();
  const bundle = useBundle();
  const [number, setNumber] = useState(handed().text);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [from, setFrom] = useState("");
  const [town, setTown] = useState("");
  const [village, setVillage] = useState("");
  const [plate, setPlate] = useState(handed().plate);
  const [foreign, setForeign] = useState(false);
  useEffect(() => (busy(true), () => busy(false)), []);

  const clean = plain(number);
  const wrong = !foreign && clean.length >= 18 && !soundId(clean);
  const sound = name.trim() !== "" && (foreign ? clean.length >= 5 : soundId(clean)) && from.trim() !== "";

  async function declare() {
    const body = {
      checkpoint: bundle.checkpoint?.id, doc_type: foreign ? "passport" : "resident_id", number: clean,
      name: name.trim(), phone, from: from.trim(), to_town: town, to_village: village, plate: plate && plain(plate),
      arrived_at: stamp(),
    }; // prettier-ignore
    if (await act("checkpoint.declared", body, t("已申报，请继续查验", "Declared: go on checking"))) hand("decide", "number", clean, body.plate);
  }

  return (
    <Page title={t("现场申报", "Declare here")} back="/checkpoint">
      <div class="row">
        <button aria-pressed={!foreign} onClick={() => setForeign(false)}>{t("身份证", "Resident ID")}</button>
        <button aria-pressed={foreign} onClick={() => setForeign(true)}>{t("护照", "Passport")}</button>
      </div>
      <Field label={t("证件号码", "Document number")} value={number} onInput={setNumber} fault={wrong ? t("校验位不对，请对照证件再看一遍", "The check digit is wrong: compare with the card") : ""} />
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
