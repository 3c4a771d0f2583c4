// The line on top that is always true: network or not, how old the list is, what still waits.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ago, clock, say, t } from "../words";
import type { Version } from "../worker";
import { useTick } from "./parts";
import { go } from "./route";
import { useApp } from "./state";

export function Banner(props: { version: Version; held: RefObject<boolean> }) {
  const { report, left, heardAt, syncNow } = useApp();
  const [early, setEarly] = useState(false);
  useTick(30_000);
  const off = report.state === "offline" || report.state === "waiting";
  const state = report.state === "revoked" ? "bad" : off ? "warn" : report.state === "busy" ? "busy" : "good";
  return (
    <>
      <div class={`banner ${state}`} role="status">
        <button class="words" onClick={syncNow}>
          {report.why && off ? say(report.why.sentence) : words(report.state)}
          {report.why && off && <small>{say(report.why.way_out)}</small>}
          {heardAt > 0 && <small>{report.state === "idle" ? clock(heardAt) : t(`上次连通 ${clock(heardAt)}`, `Last heard ${clock(heardAt)}`)}</small>}
          {report.bundle && <small>{off ? t("手上的名单", "List in hand") : t("名单", "List")} {ago(Date.parse(report.bundle.made_at))}</small>}
        </button>
        <button class="waits" onClick={() => go("sent")}>
          {left < 0 ? "…" : left ? t(`待传 ${left}`, `${left} waiting`) : t("已传完", "All sent")}
        </button>
      </div>
      {props.version.ready && (
        <button class="update" onClick={() => (props.held.current ? setEarly(true) : props.version.take())}>
          {early ? t("请先办完手上这一位，再点这里更新", "Finish with this person first, then tap here") : t("有新版本，空下来时点这里更新", "A new version is ready: tap here when you are free")}
        </button>
      )}
    </>
  );
}

function words(state: string): string {
  if (state === "revoked") return t("本机已停用，请找指挥部", "This device was revoked: ask the headquarters");
  if (state === "offline" && navigator.onLine) return t("连不上服务器，照常工作", "The server is not heard: carry on");
  if (state === "offline") return t("没有网络，照常工作", "No network: carry on");
  if (state === "waiting") return t("服务器忙，稍后自动再传", "The server is busy: it will be tried again");
  return state === "busy" ? t("正在连接…", "Connecting…") : t("已连接", "Connected");
}

export function Toast(props: { text: string; bad: boolean; onGone: () => void }) {
  useEffect(() => {
    if (!props.text) return;
    const timer = setTimeout(props.onGone, props.bad ? 12_000 : 2_500);
    return () => clearTimeout(timer);
  }, [props.text]);
  if (!props.text) return null;
  return (
    <div class={`toast ${props.bad ? "bad" : ""}`} role={props.bad ? "alert" : "status"} onClick={props.onGone}>
      {props.text}
    </div>
  );
}
