// What a guard has to know before the next traveller comes: a wrong clock, old keys, no shift.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { keysNow, type Keys } from "../reading";
import { dayOf, minutesAhead, now } from "../time";
import { ago, clock, say, t } from "../words";
import { useTick } from "./parts";
import { useApp, useBundle } from "./state";

/** `codes`: on a page where codes are scanned. */
export function Notices({ codes }: { codes?: boolean }) {
  const bundle = useBundle();
  useTick(30_000);
  return (
    <>
      {bundle.withheld && (
        <Notice>
          {say(bundle.withheld.sentence)}
          <small>{say(bundle.withheld.way_out)}</small>
        </Notice>
      )}
      {bundle.left_out && (
        <Notice>
          {say(bundle.left_out)}
          <small>{t("名册上查不到的人，请联网再查或请示带班领导。", "Who is not found: look again with a network, or ask the lead.")}</small>
        </Notice>
      )}
      {bundle.undecided && <Notice>{say(bundle.undecided)}</Notice>}
      <WrongClock most={bundle.policy.clock_minutes} atWork={codes === true} />
      {codes && <OldKeys />}
    </>
  );
}

export function Notice({ children }: { children: ComponentChildren }) {
  return <p class="notice" role="alert">◆ {children}</p>;
}

const A_DRILL = 30 * 1440; // minutes ahead: no battery does that, a drill's clock does

function WrongClock({ most, atWork }: { most: number; atWork: boolean }) {
  const ahead = minutesAhead();
  if (Math.abs(ahead) <= most) return null;
  const much = said(Math.abs(ahead));
  if (ahead > A_DRILL)
    return atWork ? null : <p class="note">{t(`系统按 ${dayOf(now())} 记时，这部手机的日期差 ${much}；不是演练就请校准。`, `The system writes ${dayOf(now())}, this phone is ${much} off: set it, unless this is a drill.`)}</p>;
  return (
    <Notice>
      {ahead > 0 ? t(`这部手机的时钟快 ${much}`, `This phone's clock is ${much} fast`) : t(`这部手机的时钟慢 ${much}`, `This phone's clock is ${much} slow`)}
      <small>{t("记录已按服务器的时间写。请在手机设置里打开“自动确定时间”。", "Records are written by the server's time. Turn on automatic time in the phone's settings.")}</small>
    </Notice>
  );
}

function said(minutes: number): string {
  if (minutes >= 2880) return t(`${Math.round(minutes / 1440)} 天`, `${Math.round(minutes / 1440)} days`);
  if (minutes >= 120) return t(`${Math.round(minutes / 60)} 小时`, `${Math.round(minutes / 60)} h`);
  return t(`${Math.round(minutes)} 分钟`, `${Math.round(minutes)} min`);
}

function keyWords({ state, made, ended }: Keys): string {
  if (state === "none") return t("本机没有验码密钥：扫码认不出真假", "No keys on this phone: codes cannot be checked");
  if (state === "ended") return t(`验码密钥名单 ${clock(ended)} 已到期：新出的码可能认不出`, `The key list ended ${clock(ended)}: newer codes may not be known`);
  return t(`验码密钥名单是 ${ago(made)}的：之后换了密钥的码认不出`, `The key list is from ${ago(made)}: codes under newer keys are not known`);
}

function OldKeys() {
  const { session } = useApp();
  const bundle = useBundle();
  const moment = useTick(30_000);
  const [keys, setKeys] = useState<Keys | null>(null);
  useEffect(() => void keysNow(bundle, session.device.root_key, now()).then(setKeys), [bundle, moment]);
  if (!keys || keys.state === "good") return null;
  return (
    <Notice>
      {keyWords(keys)}
      <small>{t("认不出时请报身份证号，并尽快到有网络的地方。", "Take the identity number when a code is not known, and find a network soon.")}</small>
    </Notice>
  );
}
