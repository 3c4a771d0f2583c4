// The pass of a vehicle, in words, beside whoever sits in it.

import { useEffect, useState } from "preact/hooks";
import { passOf, passWords, type Shown } from "../passes";
import { useBundle } from "./state";
import { t } from "../words";

const MARKS = { valid: "●", future: "◆", expired: "✕", elsewhere: "◆", revoked: "✕" };

/** `asked`: say also that there is none. */
export function PassNote({ plate, asked }: { plate: string; asked?: boolean }) {
  const bundle = useBundle();
  const [shown, setShown] = useState<Shown | null | undefined>(undefined);
  useEffect(() => {
    let open = true;
    void passOf(bundle, plate).then((found) => open && setShown(found));
    return () => void (open = false);
  }, [bundle, plate]);
  if (shown === undefined || (!shown && !asked)) return null;
  if (!shown) return <p class="pass none">○ {t("没有这辆车的通行证", "No pass for this vehicle")}</p>;
  return (
    <p class={`pass ${shown.state}`}>
      <b>{MARKS[shown.state]} {passWords(shown)}</b>
      <small>{[shown.pass.route, shown.pass.goods, shown.pass.number].filter(Boolean).join(" · ")}</small>
    </p>
  );
}
