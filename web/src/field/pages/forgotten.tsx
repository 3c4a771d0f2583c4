// The PIN was forgotten: who carries this phone signs in and sets a new one. What waits is kept.

import { useState } from "preact/hooks";
import { askShare, SIGN_IN } from "../desk";
import { phoneNumber, renewed, type Session } from "../session";
import { weakness } from "../pins";
import { Big, Field, Page } from "../ui/parts";
import { t } from "../words";
import { pinFault, thisYear } from "../ui/pinfault";
import { SignIn } from "./signin";

export function Forgotten({ onOpen, onBack }: { onOpen: (session: Session) => void; onBack: () => void }) {
  const [pin, setPin] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  async function renew() {
    setBusy(true);
    try {
      onOpen(await renewed(await askShare(await phoneNumber()), pin));
    } catch (why) {
      setFault((why as Error).message || t("这部手机打不开，请交给指挥部。", "This phone cannot be opened: hand it in."));
      setBusy(false);
    }
  }

  return (
    <Page title={t("忘了口令", "PIN forgotten")}>
      <p class="lead">{t("联网，用启用这部手机的账号当场登录，五分钟内回到这里设新口令。没上传的记录都在。", "With a network, sign in with the account that set up this phone, come back within five minutes and choose a new PIN. Nothing unsent is lost.")}</p>
      {fault === SIGN_IN ? <SignIn /> : fault && <p class="fault">{fault}</p>}
      <Field label={t("新的六位口令", "New six-digit PIN")} fault={pinFault(pin)} mode="numeric" value={pin} onInput={(text) => setPin(text.replace(/\D/g, "").slice(0, 6))} />
      <Big tone="main" disabled={weakness(pin, thisYear()) !== null || busy} onClick={() => void renew()}>{t("设新口令并打开", "Set it and open")}</Big>
      <button class="quiet" onClick={onBack}>{t("想起来了，回去输入", "I remember it after all")}</button>
    </Page>
  );
}
