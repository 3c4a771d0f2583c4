// One traveller: who, which colour and why, what to check, what the rules advise. The guard decides.

import { useEffect, useMemo, useState } from "preact/hooks";
import { adviceFor, OUTCOMES, type Verdict } from "../advice";
import { look, type Seen } from "../looking";
import { Big, Empty, Mark, Page, Toggle } from "../ui/parts";
import { hand, handed } from "../ui/hand";
import { go } from "../ui/route";
import { useApp, useBundle } from "../ui/state";
import type { Outcome } from "../types";
import { clock, say, t } from "../words";
import { OUTCOME_TONE, OUTCOME_WORDS } from "./outcomes";

export function Decide() {
  const { how, text } = handed();
  const { session, act, busy } = useApp();
  const bundle = useBundle();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [ticks, setTicks] = useState<string[]>([]);
  const [other, setOther] = useState<Outcome | null>(null);
  const [reason, setReason] = useState("");
  const arrived = useMemo(() => new Date().toISOString(), [how, text]);

  useEffect(() => {
    setSeen(null);
    setTicks([]);
    setOther(null);
    void look(bundle, session.device.root_key, how, text).then(setSeen);
  }, [how, text]);
  useEffect(() => (busy(true), () => busy(false)), []);
  if (!seen) return <Page title={t("查验", "Check")} back="/checkpoint"><Empty>…</Empty></Page>;

  const advice = adviceFor(bundle, seen.colour, seen.verdict, ticks);
  const unknown = !seen.person && seen.verdict === "none";

  async function decide(outcome: Outcome) {
    if (!seen) return;
    const crossing = await act("checkpoint.crossing", crossed(outcome), OUTCOME_WORDS()[outcome] ?? outcome);
    if (!crossing) return;
    if (outcome === "pass_with_test")
      await act("checkpoint.antigen", { crossing: crossing.id, name: seen.person?.n ?? "", started_at: new Date().toISOString() }, t("抗原计时开始", "Antigen timer started"));
    go(...(outcome === "pass_with_test" ? ["antigen"] : ["checkpoint"]));
  }

  function crossed(outcome: Outcome): Record<string, unknown> {
    return {
      checkpoint: bundle.checkpoint?.id, how: how === "index" ? "list" : how, text: how === "index" ? "" : text,
      index: seen?.index ?? "", declaration: seen?.person?.d ?? null, name: seen?.person?.n ?? "",
      arrived_at: arrived, decided_at: new Date().toISOString(), ticks,
      colour_seen: seen?.colour?.code ?? "", verdict_seen: seen?.verdict ?? "none", outcome,
      advised: advice.outcome, reason: outcome === advice.outcome ? "" : reason, note: "",
    }; // prettier-ignore
  }

  if (unknown)
    return (
      <Page title={t("名单上没有", "Not on the list")} back="/checkpoint">
        <p class="lead">{t("这个号码没有申报过，也没有管控记录。", "Nobody declared with this, and nothing is on record.")}</p>
        <Big tone="main" onClick={() => hand("declare", "number", how === "number" ? text : "")}>{t("现场申报（不到半分钟）", "Declare here (half a minute)")}</Big>
        <Big onClick={() => void decide("refer")}>{t("请示带班领导", "Refer to the lead")}</Big>
      </Page>
    );

  return (
    <Page title={seen.person?.n || t("未登记的码", "Unregistered code")} back="/checkpoint">
      <section class="who" style={{ "--colour": seen.colour?.hex ?? "#667085" }}>
        <Mark colour={seen.colour} large />
        <p>{seen.person ? `${seen.person.t} ${seen.person.m}` : ""}</p>
        {seen.person?.w && <p class="why">{t("为什么", "Why")}：{seen.person.w}{seen.person.u ? t(`，至 ${clock(seen.person.u)}`, `, until ${clock(seen.person.u)}`) : ""}</p>}
        {VERDICTS()[seen.verdict] && <p class={`verdict ${seen.verdict}`}>{VERDICTS()[seen.verdict]}</p>}
      </section>
      <section>
        <h2>{t("查验", "To check")}</h2>
        <div class="stack">
          {bundle.policy.checklist.map((item) => (
            <Toggle key={item.code} label={say(item)} on={ticks.includes(item.code)} onToggle={() => setTicks(ticks.includes(item.code) ? ticks.filter((one) => one !== item.code) : [...ticks, item.code])} />
          ))}
        </div>
      </section>
      <section class="advice">
        <h2>{t("规则", "The rules say")}：{OUTCOME_WORDS()[advice.outcome]}</h2>
        {advice.lacking.length > 0 && <p>{t("还没查验", "Not shown yet")}：{advice.lacking.map(say).join("、")}</p>}
        {advice.must.map((one) => <p key={one.zh}>• {say(one)}</p>)}
        <Big tone={OUTCOME_TONE[advice.outcome]} onClick={() => sure(advice.outcome) && void decide(advice.outcome)}>{OUTCOME_WORDS()[advice.outcome]}</Big>
      </section>
      <details class="others" open={other !== null}>
        <summary>{t("按别的办", "Decide otherwise")}</summary>
        <div class="row">
          {OUTCOMES.filter((one) => one !== advice.outcome).map((one) => (
            <button key={one} aria-pressed={other === one} onClick={() => setOther(one)}>{OUTCOME_WORDS()[one]}</button>
          ))}
        </div>
        {other && (
          <>
            <div class="stack">
              {bundle.policy.reasons.map((one) => (
                <Toggle key={one.code} label={say(one)} on={reason === one.code} onToggle={() => setReason(one.code)} />
              ))}
            </div>
            <Big tone="warn" disabled={!reason} onClick={() => sure(other) && void decide(other)}>{OUTCOME_WORDS()[other]}</Big>
          </>
        )}
      </details>
    </Page>
  );
}

/** What hurts the traveller is asked once more. */
function sure(outcome: Outcome): boolean {
  if (outcome !== "hold" && outcome !== "turn_back") return true;
  return confirm(t(`确定${OUTCOME_WORDS()[outcome]}？`, `${OUTCOME_WORDS()[outcome]}: sure?`));
}

const VERDICTS = (): Partial<Record<Verdict, string>> => ({
  good: t("码有效", "The code is valid"),
  grace: t("码已到期，断网宽限期内仍可用", "The code has ended; the grace period for an outage still holds"),
  expired: t("码已过期，请本人刷新，或报身份证号", "The code has expired: have it refreshed, or take the identity number"),
  forged: t("签名不对：不是本系统的码", "Wrong signature: not a code of this system"),
  not_yet: t("这个码的时间在未来：请核对两边手机的钟", "The code is from the future: compare the clocks"),
  unknown_key: t("签名用的钥匙不认识，请报身份证号", "Signed with an unknown key: take the identity number"),
  unreadable: t("读不出来，请报身份证号", "Unreadable: take the identity number"),
});
