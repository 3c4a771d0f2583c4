// The role decides the tiles; each says what waits behind it.

import { answersOf } from "../doors";
import { Notices } from "../ui/notices";
import { Reminders } from "../ui/reminders";
import { Page } from "../ui/parts";
import { go } from "../ui/route";
import { useApp, useBundle } from "../ui/state";
import { inVain, useDone } from "../ui/done";
import { dayOf, now, today } from "../time";
import { clock, t } from "../words";
import type { Tile } from "../types";

export function Home() {
  const { lock } = useApp();
  const bundle = useBundle();
  const done = useDone();
  const open = bundle.tasks.filter((task) => !done.some((act) => act.kind === "task.acted" && act.body.instruction === task.id && !inVain(task, act)));
  const late = open.filter((task) => task.due && Date.parse(task.due) < now());
  const answered = answersOf(done);
  const swept = bundle.households.filter((one) => answered(one) === "home");
  const expected = bundle.people.filter((one) => one.e && dayOf(one.e) === today());
  const said: Record<Tile, [string, string, string]> = {
    checkpoint: [t("卡口", "Checkpoint"), bundle.checkpoint?.name ?? "", t(`今日预计 ${expected.length} 人`, `${expected.length} expected today`)],
    venue: [t("场所码", "Venue codes"), t("反向扫码", "Reverse scan"), t(`${bundle.venues.length} 处`, `${bundle.venues.length} places`)],
    tasks: [t("我的任务", "My tasks"), late.length ? t(`逾期 ${late.length}`, `${late.length} overdue`) : "", t(`待办 ${open.length}`, `${open.length} open`)],
    sweep: [t("敲门排查", "Door to door"), "", `${swept.length} / ${bundle.households.length} ${t("户", "households")}`],
  };
  return (
    <Page title={bundle.device.place_name}>
      <p class="lead">
        {bundle.device.actor} · {bundle.device.name}
        <small>{t(`名单有效至 ${clock(bundle.expires_at)}`, `List valid until ${clock(bundle.expires_at)}`)}</small>
      </p>
      <Notices />
      <nav class="tiles">
        {bundle.device.tiles.filter((tile) => tile in said).map((tile) => (
          <button key={tile} class={`tile ${tile === "tasks" && late.length ? "late" : ""}`} onClick={() => go(tile === "venue" ? "venues" : tile)}>
            <b>{said[tile][0]}</b>
            <span>{said[tile][1]}</span>
            <em>{said[tile][2]}</em>
          </button>
        ))}
      </nav>
      <Reminders />
      <button class="quiet" onClick={lock}>
        {t("锁屏（交班、离开时）", "Lock (when you leave or hand over)")}
      </button>
    </Page>
  );
}
