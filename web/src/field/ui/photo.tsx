// A photo is made small before it is kept; one that cannot be is refused at once, in words.

import { useState } from "preact/hooks";
import { BadPhoto, bytesOf, shrunk } from "../evidence";
import { t } from "../words";

export function Photo({ photo, onPhoto }: { photo: string; onPhoto: (url: string) => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  async function take(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    if (!file) return;
    setBusy(true);
    setFault("");
    try {
      onPhoto(await shrunk(file));
    } catch (why) {
      onPhoto("");
      setFault(why instanceof BadPhoto ? why.message : t("照片没有处理成，请再拍一次。", "The photo could not be worked on: take it again."));
    }
    input.value = ""; // the same file may be chosen again
    setBusy(false);
  }

  return (
    <>
      <label class={`photo ${photo ? "has" : ""}`}>
        {photo && <img src={photo} alt={t("现场照片", "Photo of the scene")} />}
        <span>{busy ? t("正在压缩…", "Making it small…") : photo ? t("换一张照片", "Another photo") : t("拍照", "Photo")}</span>
        {photo && <small>{Math.ceil(bytesOf(photo) / 1024)} kB</small>}
        <input type="file" accept="image/*" capture="environment" onInput={(event) => void take(event.currentTarget)} />
      </label>
      {fault && <p class="fault" role="alert">{fault}</p>}
    </>
  );
}
