// Scan or type: the same field takes a code, a card, an identity number or a plate.

import { useEffect, useRef, useState } from "preact/hooks";
import { warm, watch } from "../scan";
import { slipIn } from "../slips";
import { say, t } from "../words";
import { Big } from "./parts";

export function Scanner(props: { onText: (text: string) => void; placeholder?: string }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const [slipped, setSlipped] = useState("");
  const slip = slipped && slipIn(slipped);
  useEffect(warm, []);

  /** `asIs`: the guard says that it is a document of another kind. */
  function take(text: string, asIs = false) {
    const wrong = !asIs && slipIn(text.trim()) !== null;
    setOpen(false);
    setTyped(wrong ? text.trim() : "");
    setSlipped(wrong ? text.trim() : "");
    if (text.trim() && !wrong) props.onText(text.trim());
  }

  return (
    <section class="scanner">
      {open ? (
        <Camera onText={take} onFault={(why) => (setFault(why), setOpen(false))} onClose={() => setOpen(false)} />
      ) : (
        <Big tone="main" onClick={() => (setFault(""), setOpen(true))}>
          {t("扫码", "Scan")}
        </Big>
      )}
      {fault && <p class="fault">{fault}</p>}
      <form class="typing" onSubmit={(event) => (event.preventDefault(), take(typed))}>
        <input
          value={typed}
          aria-label={props.placeholder ?? PLACEHOLDER()}
          placeholder={props.placeholder ?? PLACEHOLDER()}
          autocomplete="off"
          autocapitalize="characters"
          aria-invalid={slip ? "true" : undefined}
          onInput={(event) => (setTyped(event.currentTarget.value), setSlipped(""))}
        />
        <button class="ok" disabled={!typed.trim()}>
          {t("查", "Look up")}
        </button>
      </form>
      {slip && (
        <div class="slip" role="alert">
          <p class="fault">{say(slip)}</p>
          <p>{t("请对照证件改过来再查。", "Look at the card, put it right, and look it up again.")}</p>
          <button class="quiet" onClick={() => take(slipped, true)}>{t("是护照、通行证等别的证件,照这个号码查", "It is a passport, permit or other document: look it up as it is")}</button>
        </div>
      )}
    </section>
  );
}

const PLACEHOLDER = () => t("身份证号、车牌、纸质卡号", "Identity number, plate, card");

function Camera(props: { onText: (text: string) => void; onFault: (why: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    watch(video.current!, stop.signal).then(props.onText, (why: unknown) => {
      if (!stop.signal.aborted) props.onFault(sentence(why));
    });
    return () => stop.abort();
  }, []);
  return (
    <div class="camera">
      <video ref={video} muted playsInline />
      <button class="close" onClick={props.onClose}>
        {t("关闭", "Close")}
      </button>
    </div>
  );
}

function sentence(why: unknown): string {
  const name = why instanceof DOMException ? why.name : "";
  if (name === "NotAllowedError") return t("没有相机权限。请在手机设置里允许，或直接输入号码。", "No permission for the camera: allow it in the settings, or type the number.");
  return t("相机用不了，请直接输入号码。", "The camera does not work: type the number.");
}
