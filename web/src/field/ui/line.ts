// Asks the server every few seconds whether it is heard, while somebody looks at the app.

import { useEffect, useState } from "preact/hooks";
import { failed, line, loadLine, onLine, type Line } from "../line";
import type { Session } from "../session";
import { heartbeat, type State } from "../sync";

const BEAT = 5_000;

/** `onTurn`: it is heard again, or refuses this phone. */
export function useLine(session: Session, onTurn: () => void): Line {
  const [now, setNow] = useState(line);
  useEffect(() => {
    const show = () => setNow(line());
    const beat = () => {
      show();
      if (!document.hidden) void heartbeat(session).then((turned) => turned && onTurn());
    };
    const stop = onLine(show);
    const timer = setInterval(beat, BEAT);
    addEventListener("offline", failed);
    addEventListener("online", beat);
    document.addEventListener("visibilitychange", beat);
    void loadLine();
    return () => {
      stop();
      clearInterval(timer);
      removeEventListener("offline", failed);
      removeEventListener("online", beat);
      document.removeEventListener("visibilitychange", beat);
    };
  }, [session, onTurn]);
  return now;
}

/** What is said on every page: of the last hand-in and of the line the worse. */
export function stateNow(report: State, { state }: Line): State {
  if (report === "revoked") return "revoked";
  if (state === "silent") return "offline";
  if (report === "waiting") return "waiting";
  return state === "heard" && report === "idle" ? "idle" : "busy";
}
