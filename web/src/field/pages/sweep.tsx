// 敲门: household by household, with the coverage always in sight.

import { useMemo, useState } from "preact/hooks";
import { Big, Empty, Field, Page } from "../ui/parts";
import { useDone } from "../ui/done";
import { useApp, useBundle } from "../ui/state";
import type { Household } from "../types";
import { clock, t } from "../words";

const BY_DOOR = new Intl.Collator("zh", { numeric: true }); // 2号 before 10号

const ANSWERS: [string, string, string, "good" | "warn" | "bad"][] = [
  ["home", "有人", "At home", "good"],
  ["nobody", "无人应门", "Nobody", "warn"],
  ["refused", "拒绝", "Refused", "bad"],
];

function said(answered: string): string {
  const found = ANSWERS.find(([code]) => code === answered);
  return found ? t(found[1], found[2]) : "";
}

export function Sweep() {
  const bundle = useBundle();
  const households = useMemo(() => [...bundle.households].sort((a, b) => BY_DOOR.compare(a.address, b.address)), [bundle]);
  const done = useDone();
  const [open, setOpen] = useState<number | null>(null);
  const [wanted, setWanted] = useState("");
  const visits = new Map<unknown, (typeof done)[number]>();
  for (const one of [...done].reverse()) if (one.kind === "sweep.household") visits.set(one.body.household, one);
  const answered = (one: Household) => String(visits.get(one.id)?.body.answered ?? one.answered ?? "");
  const left = households.filter((one) => answered(one) !== "home");
  const shown = [...left, ...households.filter((one) => !left.includes(one))].filter((one) => !wanted || `${one.address}${one.head}`.includes(wanted));
  const share = households.length ? (households.length - left.length) / households.length : 0;
  return (
    <Page title={t("敲门排查", "Door to door")} back="/">
      <p class="coverage">
        <progress value={share} /> {households.length - left.length} / {households.length}
      </p>
      <input class="search" placeholder={t("按地址、户主查找", "Find by address or name")} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      {!households.length && <Empty>{t("没有分到户。请村里在“责任”页把户分给网格员。", "No households are assigned to you.")}</Empty>}
      <ul class="list">
        {shown.slice(0, 200).map((one) => {
          const visit = visits.get(one.id);
          return (
            <li key={one.id} class={answered(one)}>
              <button onClick={() => setOpen(open === one.id ? null : one.id)}>
                <b>{one.address}</b>
                <span>{one.head} {one.members > 0 && t(`${one.members} 人`, `${one.members} people`)}</span>
                <em>{said(answered(one))} {visit ? clock(visit.at) : ""}</em>
              </button>
              {open === one.id && <Visit household={one} onDone={() => setOpen(null)} />}
            </li>
          );
        })}
      </ul>
    </Page>
  );
}

function Visit({ household, onDone }: { household: Household; onDone: () => void }) {
  const { act } = useApp();
  const [people, setPeople] = useState(String(household.members || ""));
  const [note, setNote] = useState("");
  async function answer(answered: string, said: string) {
    const body = { household: household.id, address: household.address, answered, people: Number(people) || 0, note };
    if (await act("sweep.household", body, said)) onDone();
  }
  return (
    <div class="card">
      <Field label={t("现有几人", "People at home now")} mode="numeric" value={people} onInput={setPeople} />
      <Field label={t("备注（外来、外出、症状…）", "Note (guests, away, symptoms…)")} value={note} onInput={setNote} />
      <div class="row">
        {ANSWERS.map(([code, zh, en, tone]) => (
          <Big key={code} tone={tone} onClick={() => void answer(code, t(zh, en))}>{t(zh, en)}</Big>
        ))}
      </div>
    </div>
  );
}
