// 敲门: household by household, with the coverage always in sight.

import { useMemo, useState } from "preact/hooks";
import { answersOf, doorIn, folded, type Doors } from "../doors";
import { Big, Empty, Field, Page } from "../ui/parts";
import { useDone } from "../ui/done";
import { useApp, useBundle } from "../ui/state";
import type { Kept } from "../store/acts";
import type { Swept } from "../contract";
import type { Household } from "../types";
import { clock, t } from "../words";

const MOST = 200; // of a group: beyond, one searches

const ANSWERS: [Swept["answered"], string, string, "good" | "warn" | "bad"][] = [
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
  const groups = useMemo(() => folded(bundle.households), [bundle]);
  const done = useDone();
  const answered = answersOf(done);
  const [unfolded, setUnfolded] = useState("");
  const [wanted, setWanted] = useState("");
  const all = bundle.households;
  const fits = (one: Household) => `${one.group ?? ""}${one.address}${one.head}`.includes(wanted);
  const shown = wanted ? groups.map(({ group, doors }) => ({ group, doors: doors.filter(fits) })).filter(({ doors }) => doors.length) : groups;
  const left = (doors: Household[]) => doors.filter((one) => answered(one) !== "home").length;
  return (
    <Page title={t("敲门排查", "Door to door")} back="/">
      <p class="coverage">
        <progress value={all.length ? 1 - left(all) / all.length : 0} /> {all.length - left(all)} / {all.length}
      </p>
      <input class="search" placeholder={t("按地址、户主查找", "Find by address or name")} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      {!all.length && <Empty>{t("没有分到户。请村里在“责任”页把户分给网格员。", "No households are assigned to you.")}</Empty>}
      {wanted && !shown.length && <Empty>{t("没有这样的地址或户主。", "No such address or name.")}</Empty>}
      {shown.map((one) => {
        const open = wanted !== "" || groups.length === 1 || unfolded === one.group;
        return (
          <section key={one.group}>
            {groups.length > 1 && (
              <button class="fold" aria-expanded={open} onClick={() => setUnfolded(unfolded === one.group ? "" : one.group)}>
                <b>{one.group}</b> <span>{left(one.doors) ? t(`还有 ${left(one.doors)} 户`, `${left(one.doors)} left`) : t("都敲过了", "all done")} / {one.doors.length}</span>
              </button>
            )}
            {open && <DoorList {...one} folded={groups.length > 1} done={done} />}
          </section>
        );
      })}
    </Page>
  );
}

/** Those that are still to be answered first. */
function DoorList({ doors, folded, done }: Doors & { folded: boolean; done: Kept[] }) {
  const answered = answersOf(done);
  const [open, setOpen] = useState<number | null>(null);
  const left = doors.filter((one) => answered(one) !== "home");
  const visited = (id: number) => done.find((act) => act.kind === "sweep.household" && act.body.household === id);
  return (
    <ul class="list">
      {[...left, ...doors.filter((one) => !left.includes(one))].slice(0, MOST).map((one) => (
        <li key={one.id} class={answered(one)}>
          <button onClick={() => setOpen(open === one.id ? null : one.id)}>
            <b>{folded ? doorIn(one) : one.address}</b>
            <span>{one.head} {one.members > 0 && t(`${one.members} 人`, `${one.members} people`)}</span>
            <em>{said(answered(one))} {clock(visited(one.id)?.at)}</em>
          </button>
          {open === one.id && <Visit household={one} onDone={() => setOpen(null)} />}
        </li>
      ))}
    </ul>
  );
}

function Visit({ household, onDone }: { household: Household; onDone: () => void }) {
  const { act } = useApp();
  const [people, setPeople] = useState(String(household.members || ""));
  const [note, setNote] = useState("");
  async function answer(answered: Swept["answered"], said: string) {
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
