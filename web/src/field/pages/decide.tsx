// One traveller: who, which colour and why, what to check, what the rules advise. The guard decides.

import { useEffect, useRef, useState } from "preact/hooks";
import { adviceFor } from "../advice";
import { milder } from "../alarm";
import { askAbout, type Heard } from "../asking";
import { isHalf } from "../documents";
import { heardOf, look, type Seen } from "../looking";
import { find } from "../lookup";
import { seenToday } from "../seen";
import { stamp } from "../time";
import { useDone } from "../ui/done";
import { Big, Page } from "../ui/parts";
import { hand, useHanded, type Handed } from "../ui/hand";
import { go } from "../ui/route";
import { useApp, useBundle } from "../ui/state";
import { PassNote } from "../ui/passnote";
import type { Session } from "../session";
import type { Kept } from "../store/acts";
import type { Crossed } from "../contract";
import type { Bundle, Known, Noted, Outcome } from "../types";
import { t } from "../words";
import { Checks, RulesSay } from "./checks";
import { NotListed, WhichOfThem, WhoOfThem } from "./nobody";
import { Otherwise } from "./otherwise";
import { OUTCOME_WORDS } from "./outcomes";
import { Candidate, Who } from "./who";

export function Decide() {
  const given = useHanded();
  return <Traveller key={given.turn} {...given} />;
}

function Traveller({ how, text, plate: vehicle, arrived }: Handed) {
  const { session, act, busy } = useApp();
  const bundle = useBundle();
  const [found, setFound] = useState<Seen | null>(null);
  const [denied, setDenied] = useState(false); // the card names somebody else
  const [ticks, setTicks] = useState<string[]>([]);
  const [failed, setFailed] = useState(false);
  const once = useRef(false);
  const done = useDone();
  const declared = declaredHere(done, text);
  const seen = found && denied ? { ...found, person: null, others: [], name: "", index: "", colour: null } : found;
  const plate = vehicle || (how === "plate" || seen?.how === "plate" ? text : "");
  const deniedOfCounty = denied && found?.person && !bundle.people.includes(found.person);
  const asks = seen !== null && !seen.person && seen.how === "number" && !isHalf(text) && !bundle.withheld && !deniedOfCounty;
  const heard = useHeard(session, asks, `${bundle.id} ${text}`, text, (person) => (setDenied(false), setFound(heardOf(bundle, person))));
  const others = useOthers(bundle, vehicle, seen?.index ?? "");

  useEffect(() => scrollTo(0, 0), []);
  // A newer list may say more of whoever stands there: they are looked up again, the ticks stay.
  useEffect(() => {
    let open = true;
    look(bundle, session.device.root_key, how, text).then((one) => open && setFound(one), () => open && setFailed(true));
    return () => void (open = false);
  }, [bundle.id]);
  useEffect(() => (busy(true), () => busy(false)), []);
  if (!seen) return <Checking failed={failed} onAgain={() => hand("decide", how, text, vehicle)} />;

  const advice = adviceFor(bundle, seen.colour, seen.verdict, ticks);
  const name = seen.name || declared;

  /** Two taps of a glove are one decision. */
  async function decide(outcome: Outcome, reason = "", note = "") {
    if (!seen || once.current) return;
    once.current = true;
    // Of whom nothing is known at all, the county says it when it has found out.
    const rings = milder(outcome, advice.outcome) && (seen.colour !== null || seen.person !== null);
    const crossing = await act("checkpoint.crossing", crossed(seen, outcome, reason, note), said(name, outcome), rings);
    once.current = crossing !== null;
    if (!crossing) return;
    const test = { crossing: crossing.id, name, started_at: stamp() };
    if (outcome === "pass_with_test") await act("checkpoint.antigen", test, t("抗原计时开始", "Antigen timer started"));
    if (others.some((one) => !seenToday(one, done))) hand("decide", "plate", plate, plate); // the next one in the same vehicle
    else go(outcome === "pass_with_test" ? "antigen" : "checkpoint");
  }

  function crossed(seen: Seen, outcome: Outcome, reason: string, note: string): Crossed & Noted {
    return {
      checkpoint: bundle.checkpoint?.id, how: seen.how === "index" ? "list" : seen.how, text: how === "index" ? "" : text,
      index: seen.index, declaration: seen.person?.d ?? null, name, plate,
      arrived_at: arrived, decided_at: stamp(), ticks, colour_seen: seen.colour?.code ?? "", verdict_seen: seen.verdict,
      outcome, advised: advice.outcome, reason, note,
    }; // prettier-ignore
  }

  const stranger = () => setDenied(true);
  if (seen.others.length > 1 && seen.how === "number")
    return <WhichOfThem bundle={bundle} people={seen.others} text={text} plate={vehicle} onNobody={stranger} />;
  if (seen.others.length > 1) return <WhoOfThem bundle={bundle} people={seen.others} plate={text} />;
  if (!name && seen.verdict === "none") return <NotListed bundle={bundle} text={text} how={seen.how} heard={bundle.withheld ? { state: "off" } : heard} onRefer={() => void decide("refer")} />;

  return (
    <Page title={name || t("未登记的码", "Unregistered code")} back="/checkpoint">
      <div class="cols">
        <div>
          <PassNote plate={plate} />
          {seen.how === "number" && seen.person && <Candidate name={seen.name} onOther={stranger} />}
          <Who seen={seen} declared={declared !== ""} />
        </div>
        <div>
          <Checks items={bundle.policy.checklist} ticks={ticks} onTicks={setTicks} />
          <RulesSay advice={advice} onDecide={(outcome) => void decide(outcome)} />
          <Otherwise name={name} colour={seen.colour} advice={advice} onDecide={(...chosen) => void decide(...chosen)} />
        </div>
      </div>
      {seen.verdict !== "none" && !seen.person && (
        <Big onClick={() => hand("declare", "none", "", plate)}>{t("现场申报", "Declare here")}</Big>
      )}
    </Page>
  );
}

/** Asked by itself as soon as a number is on no list, and again when the list changes: null until something
 *  came of it. */
function useHeard(session: Session, asks: boolean, turn: string, text: string, onFound: (person: Known) => void): Heard | null {
  const [heard, setHeard] = useState<Heard | null>(null);
  useEffect(() => {
    if (!asks) return;
    let open = true;
    void askAbout(session, text).then((said) => {
      if (!open) return;
      setHeard(said);
      if (said.state === "found") onFound(said.person);
    });
    return () => void (open = false);
  }, [asks, turn]);
  return heard;
}

/** A number takes this phone half a second: on purpose (lookup.ts). */
function Checking({ failed, onAgain }: { failed: boolean; onAgain: () => void }) {
  return (
    <Page title={t("查验", "Check")} back="/checkpoint">
      {!failed && <p class="empty" role="status">{t("正在核对…", "Looking it up…")}</p>}
      {failed && <p class="fault" role="alert">{t("没有核对成，请再试一次；还不行就请示带班领导。", "It could not be looked up: try again, or ask the lead.")}</p>}
      {failed && <Big tone="main" onClick={onAgain}>{t("再核对一次", "Look it up again")}</Big>}
    </Page>
  );
}

/** Named, because the next traveller stands there already while it is read. */
function said(name: string, outcome: Outcome): string {
  return `✓ ${name || t("未登记", "not known")}：${OUTCOME_WORDS()[outcome]}`;
}

/** Who else declared to come in the vehicle from whose list this one was chosen. */
function useOthers(bundle: Bundle, vehicle: string, index: string): Known[] {
  const [others, setOthers] = useState<Known[]>([]);
  useEffect(() => {
    if (vehicle) void find(bundle, vehicle).then(({ people }) => setOthers(people.filter((one) => one.r !== index)));
  }, [bundle, vehicle, index]);
  return others;
}

/** The name of somebody whom this very phone declared: the list learns of them only later. */
function declaredHere(done: Kept[], text: string): string {
  const found = text && done.find((one) => one.kind === "checkpoint.declared" && one.body.number === text);
  return found ? String(found.body.name) : "";
}
