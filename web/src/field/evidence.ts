// Evidence from the field: a photo small enough for a weak signal, and where it was.

import { t } from "./words";

const SIDES = [1280, 960, 640, 400];
const QUALITIES = [0.8, 0.6, 0.4];
export const MOST_BYTES = 200 * 1024; // of the picture that is kept and sent

/** The message is the sentence to show. Nothing was kept. */
export class BadPhoto extends Error {}

/** A JPEG data URL of at most 200 kB, as large and as fine as that allows, without what the camera
 *  wrote beside it (place, name of the phone). "" without a picture; BadPhoto. */
export async function shrunk(file: File | undefined): Promise<string> {
  if (!file) return "";
  const picture = await createImageBitmap(file).catch(() => {
    throw new BadPhoto(t("这张照片打不开，请用相机重拍一张。", "This photo does not open: take it again with the camera."));
  });
  try {
    const made = smallest(picture);
    if (!made) throw new BadPhoto(t("这张照片太大，压不到 200 kB 以内，请离远一点重拍。", "This photo cannot be made smaller than 200 kB: take it again from further away."));
    return made;
  } finally {
    picture.close();
  }
}

function smallest(picture: ImageBitmap): string {
  for (const side of SIDES) {
    const canvas = drawn(picture, side);
    for (const quality of QUALITIES) {
      const made = canvas.toDataURL("image/jpeg", quality);
      if (made.startsWith("data:image/jpeg") && bytesOf(made) <= MOST_BYTES) return made;
    }
  }
  return "";
}

/** Of the picture inside a data URL. */
export function bytesOf(url: string): number {
  return Math.floor(((url.length - url.indexOf(",") - 1) * 3) / 4);
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** What was typed or pasted as a spot, as it is sent; "" where it is none (latitude first). */
export function spotIn(typed: string): string {
  const found = /^\s*(-?\d{1,2}\.\d+)\s*[,，\s]\s*(-?\d{1,3}\.\d+)/.exec(typed);
  return found ? `${found[1]},${found[2]}${/±\d+\s*$/.exec(typed)?.[0].trim() ?? ""}` : "";
}

/** "32.8923,108.5031±12", or "" when the phone will not say within four seconds. */
export function where(): Promise<string> {
  return new Promise((done) => {
    if (!navigator.geolocation) return done("");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(`${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}±${Math.round(coords.accuracy)}`),
      () => done(""),
      { timeout: 4000, maximumAge: 60_000 },
    );
  });
}
