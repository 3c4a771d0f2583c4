// 反向扫码: the guard scans a code, a card or types a number for the old and the young; groups too.

import { useState } from "preact/hooks";
import { identify } from "../identify";
import { look, type Seen } from "../looking";
import { Notices } from "../ui/notices";
import { Big, Empty, Mark, Page } from "../ui/parts";
import { useDone } from "../ui/done";
import { go } from "../ui/route";
import { Scanner } from "../ui/scanner";
import { useApp, useBundle } from "../ui/state";
import { stamp } from "../time";
import { clock, t } from "../words";

export function Venues() {
  const { venues } = useBundle();
  return (
    <Page title={t("场所", "Venues")} back="/">
      {!venues.length && <Empty>{t("没有分到场所。场所批准后出现在这里。", "No venue is assigned to this phone yet.")}</Empty>}
      <ul class="list">
        {venues.map((one) => (
          <li key={one.id}>
            <button onClick={() => go("venues", one.id)}>
              <b>{one.name}</b>
              <span>{one.category}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}

const HOW: Record<string, string> = { code: "reverse_code", card: "reverse_card", number: "reverse_number" };

export function VenuePage({ id }: { id: number }) {
  const { session, act } = useApp();
  const bundle = useBundle();
  const done = useDone();
  const [last, setLast] = useState<Seen | null>(null);
  const [looking, setLooking] = useState(false);
  const [group, setGroup] = useState(2);
  const venue = bundle.venues.find((one) => one.id === id);
  const visits = done.filter((one) => one.kind === "venue.visit" && one.body.venue === id);

  async function scanned(text: string) {
    const how = identify(text);
    setLooking(true);
    const seen = await look(bundle, session.device.root_key, how, text).finally(() => setLooking(false));
    const body = { venue: id, how: HOW[how] ?? "reverse_number", text, index: seen.index, name: seen.person?.n ?? "", at: stamp(), group_size: 1 };
    if (await act("venue.visit", body, t("已登记", "Noted"))) setLast(seen);
  }
  async function together() {
    const body = { venue: id, how: "group", text: "", index: "", at: stamp(), group_size: group };
    await act("venue.visit", body, t(`已登记 ${group} 人`, `${group} people noted`));
  }

  return (
    <Page title={venue?.name ?? t("场所", "Venue")} back="/venues">
      <Notices codes />
      <Scanner onText={(text) => void scanned(text)} placeholder={t("身份证号、纸质卡号", "Identity number, card")} />
      {looking && <p class="note" role="status">{t("正在核对…", "Looking it up…")}</p>}
      {last && (
        <section class="who" style={{ "--colour": last.colour?.hex ?? "#667085" }}>
          <Mark colour={last.colour} large />
          <p>{last.person?.n ?? t("已登记，名单上没有此人", "Noted; not on the list")}</p>
        </section>
      )}
      <section class="card">
        <h2>{t("团体", "A group")}</h2>
        <div class="row">
          <button aria-label={t("减", "Fewer")} onClick={() => setGroup(Math.max(2, group - 1))}>−</button>
          <b class="count">{group}</b>
          <button aria-label={t("加", "More")} onClick={() => setGroup(Math.min(500, group + 1))}>＋</button>
        </div>
        <Big onClick={() => void together()}>{t(`登记 ${group} 人`, `Note ${group} people`)}</Big>
      </section>
      <h2>{t(`本机今日 ${visits.length} 次`, `${visits.length} on this phone`)}</h2>
      <ul class="list">
        {visits.slice(0, 20).map((one) => (
          <li key={one.id}>
            <span>{clock(one.at)}</span>
            <b>{String(one.body.name || t(`${String(one.body.group_size)} 人`, `${String(one.body.group_size)} people`))}</b>
            <em>{one.state === "waiting" ? t("待传", "waiting") : ""}</em>
          </li>
        ))}
      </ul>
      <p class="note">{t("扫场所码只记到访，不改变任何人的颜色。", "A visit is noted; no one's colour changes by it.")}</p>
    </Page>
  );
}
