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
import type { Told } from "../sync";
import { say, t } from "../words";

export function Pages() {
  const [name = "", first] = useRoute();
  const { bundle, report } = useApp();
  if (name === "sent") return <Sent />;
  if (!bundle) return <NoBundle revoked={report.state === "revoked"} why={report.why} />;
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
      return first ? <TaskPage id={Number(first)} /> : <Tasks />;
    case "sweep":
      return <Sweep />;
    case "venues":
      return first ? <VenuePage id={Number(first)} /> : <Venues />;
    default:
      return <Home />;
  }
}

function NoBundle({ revoked, why }: { revoked: boolean; why?: Told }) {
  return (
    <Page title={t("没有名单", "No list")}>
      <Empty>
        {revoked
          ? t("本机已停用，名单已从手机删去。还没上传的记录仍在，请交还指挥部。", "This device was revoked and the list erased. What was not sent is still kept: hand the phone in.")
          : why
            ? `${say(why.sentence)} ${say(why.way_out)}`
            : t("名单还没有下载，或已过期。请到有网络的地方，点上面一行刷新。", "The list was not fetched yet or has expired. Find a network and tap the line above.")}
      </Empty>
    </Page>
  );
}
