// What this device has done lately, so that the pages know before the server does.

import { useEffect, useState } from "preact/hooks";
import { latest, onActs, type Kept } from "../store/acts";
import { useApp } from "./state";

export function useDone(): Kept[] {
  const { session } = useApp();
  const [acts, setActs] = useState<Kept[]>([]);
  useEffect(() => {
    let open = true;
    const look = () => void latest(session.key).then((found) => open && setActs(found));
    look();
    const stop = onActs(look);
    return () => ((open = false), stop());
  }, [session]);
  return acts;
}
