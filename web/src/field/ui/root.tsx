// Enrol → unlock → work. Keeps the sync going while the app is open.

import type { RefObject } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { warmUp } from "../deriving";
import { dropBundle, dropEnded } from "../ending";
import { isEnrolled, type Session } from "../session";
import { countWaiting, keep, onActs, StoreFull } from "../store/acts";
import { sync, type Report } from "../sync";
import { asking, line } from "../line";
import { loadClock, now } from "../time";
import { t } from "../words";
import { useNewVersion, type Version } from "../worker";
import { Enrol } from "../pages/enrol";
import { Unlock } from "../pages/unlock";
import { AppContext, type App } from "./state";
import { stateNow, useLine } from "./line";
import { Alarms } from "./alarms";
import { Banner, Toast } from "./banner";
import { keepFocus } from "./focus";
import { Pages } from "./pages";

const EVERY = 20_000;
const SOON = 5_000; // while the list is being made, or verdicts for it are
const UNCOUNTED = -1;
const LOCK_AFTER = 30 * 60_000;

export function Root() {
  const [enrolled, setEnrolled] = useState<boolean | null>(null);
  const [session, setSession] = useState<Session | null>(null);
  const held = useRef(false);
  const version = useNewVersion(held);
  useEffect(() => keepFocus(document.getElementById("app")!), []);
  useEffect(() => void loadClock().then(isEnrolled).then(setEnrolled), []);
  useEffect(() => {
    warmUp();
    void dropEnded();
    const timer = setInterval(() => void dropEnded(), 60_000);
    return () => clearInterval(timer);
  }, []);
  if (enrolled === null) return null;
  if (session) return <Work session={session} version={version} held={held} lock={() => setSession(null)} />;
  return enrolled ? <Unlock onOpen={setSession} /> : <Enrol onDone={setSession} />;
}

type Given = { session: Session; lock: () => void; version: Version; held: RefObject<boolean> };

function Work({ session, lock, version, held }: Given) {
  const [report, setReport] = useState<Report>({ state: "busy", bundle: session.bundle, retryAt: 0 });
  const [left, setLeft] = useState(UNCOUNTED);
  const [toast, setToast] = useState({ text: "", bad: false });
  const running = useRef(false);
  const again = useRef(false);
  const latest = useRef(report);
  latest.current = report;

  const syncNow = useCallback(async () => {
    again.current = running.current; // asked for meanwhile: what came since must not wait for the clock
    if (running.current) return;
    running.current = true;
    const done = await unlessOver(await sync({ ...session, bundle: latest.current.bundle }));
    running.current = false;
    latest.current = done;
    setReport(done);
    const back = done.state === "offline" && line().state === "heard"; // heard again while it was being given up
    if (again.current && (done.state === "idle" || back)) void syncNow();
  }, [session]);

  const unlessTold = useCallback(() => void (latest.current.retryAt <= Date.now() && syncNow()), [syncNow]);
  const heard = useLine(session, unlessTold);

  useEffect(() => {
    void syncNow();
    const timer = setInterval(unlessTold, EVERY);
    const count = () => void countWaiting().then(setLeft);
    count();
    const stop = onActs(count);
    return () => (clearInterval(timer), stop());
  }, [syncNow]);
  useEffect(() => {
    const soon = (report.state === "waiting" && report.why) || (report.state === "idle" && report.bundle?.undecided);
    const timer = soon ? setTimeout(() => void syncNow(), SOON) : undefined;
    return () => clearTimeout(timer);
  }, [report, syncNow]);
  useLockWhenIdle(lock);

  const app = useMemo<App>(
    () => ({
      session, bundle: report.bundle, report: { ...report, state: stateNow(report.state, heard) }, left, heardAt: heard.at, lock,
      syncNow: () => (asking(), void syncNow()),
      busy: (typing) => (held.current = typing),
      async act(kind, body, said, rings = false) {
        try {
          const act = await keep(session.key, report.bundle?.id ?? "", kind, body, rings);
          setToast({ text: said, bad: false });
          void syncNow();
          return act;
        } catch (fault) {
          if (!(fault instanceof StoreFull)) throw fault;
          setToast({ text: FULL(), bad: true });
          void syncNow();
          return null;
        }
      },
    }),
    [session, report, left, heard, lock, syncNow],
  ); // prettier-ignore

  return (
    <AppContext.Provider value={app}>
      <Banner version={version} held={held} />
      <Alarms />
      <Pages />
      <Toast {...toast} onGone={() => setToast({ text: "", bad: false })} />
    </AppContext.Provider>
  );
}

const FULL = () =>
  t("手机存储已满，这一条没有保存。请删去照片等腾出空间，或连上网络后再点一次。", "The phone is full: this was NOT kept. Free some space or find a network, then tap again.");

async function unlessOver(report: Report): Promise<Report> {
  if (!report.bundle || Date.parse(report.bundle.expires_at) > now()) return report;
  await dropBundle();
  return { ...report, bundle: null };
}

/** A phone left on a table shuts itself; what waits is kept. */
function useLockWhenIdle(lock: () => void): void {
  useEffect(() => {
    let last = Date.now();
    const touched = () => (last = Date.now());
    addEventListener("pointerdown", touched);
    addEventListener("keydown", touched);
    const timer = setInterval(() => Date.now() - last > LOCK_AFTER && lock(), 10_000);
    return () => (clearInterval(timer), removeEventListener("pointerdown", touched), removeEventListener("keydown", touched));
  }, [lock]);
}
