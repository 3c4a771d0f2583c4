// The plan of the app's pages: address → page.

import { Antigens } from "../pages/antigen";
import { CheckpointHome } from "../pages/checkpoint";
import { Decide } from "../pages/decide";
import { Declare } from "../pages/declare";
import { Disinfect } from "../pages/disinfect";
import { Handover } from "../pages/handover";
import { Home } from "../pages/home";
import { Sent } from "../pages/sent";
import { Sweep } from "../pages/sweep";
import { TaskPage, Tasks } from "../pages/tasks";
import { Trucks } from "../pages/trucks";
import { VenuePage, Venues } from "../pages/venues";
import { Empty, Page } from "./parts";
import { useRoute } from "./route";
import { useApp } from "./state";
import type { Report } from "../sync";
import { say, t } from "../words";

export function Pages() {
  const [name = "", first] = useRoute();
  const { bundle, report } = useApp();
  if (name === "sent") return <Sent />;
  if (!bundle) return <NoBundle report={report} />;
  switch (name) {
    case "checkpoint":
      return <CheckpointHome />;
    case "decide":
      return <Decide />;
    case "declare":
      return <Declare />;
    case "antigen":
      return <Antigens />;
    case "trucks":
      return <Trucks />;
    case "disinfect":
      return <Disinfect />;
    case "handover":
      return <Handover />;
    case "tasks":
      return first ? <TaskPage key={first} id={Number(first)} /> : <Tasks />;
    case "sweep":
      return <Sweep />;
    case "venues":
      return first ? <VenuePage id={Number(first)} /> : <Venues />;
    default:
      return <Home />;
  }
}

/** Until the first answer nobody knows whether there is a list. */
function NoBundle({ report }: { report: Report }) {
  if (report.state === "busy")
    return (
      <Page title={t("名单", "List")}>
        <p class="empty" role="status">{t("正在下载名单…下好了会自动打开。", "Fetching the list… it opens by itself.")}</p>
      </Page>
    );
  return (
    <Page title={t("没有名单", "No list")}>
      <Empty>{whyNone(report)}</Empty>
    </Page>
  );
}

function whyNone({ state, why }: Report): string {
  if (state === "revoked") return t("本机已停用，名单已从手机删去。还没上传的记录仍在，请交还指挥部。", "This device was revoked and the list erased. What was not sent is still kept: hand the phone in.");
  if (why) return `${say(why.sentence)} ${say(why.way_out)}`;
  if (state === "waiting") return t("服务器没有给出名单，手机会自动再试；也可以点上面一行马上再试。", "The server gave no list: the phone tries again by itself, or tap the line above.");
  if (state === "offline") return t("名单没有下载成，或已过期：连不上服务器。请到有网络的地方，点上面一行再试。", "The list was not fetched, or has expired: the server is not heard. Find a network and tap the line above.");
  return t("名单已过期。请点上面一行刷新。", "The list has expired: tap the line above.");
}
