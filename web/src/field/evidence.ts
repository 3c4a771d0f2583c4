// Evidence from the field: a photo small enough for a weak signal, and where it was.

const SIDES = [1280, 960, 640, 400];
const QUALITIES = [0.8, 0.6, 0.4];
const LIMIT = 200_000; // letters of the data URL

/** A JPEG data URL of at most 200 kB, as large and as fine as that allows; "" without a picture. */
export async function shrunk(file: File | undefined): Promise<string> {
  if (!file) return "";
  const picture = await createImageBitmap(file);
  let made = "";
  for (const side of SIDES) {
    const canvas = drawn(picture, side);
    for (const quality of QUALITIES) {
      made = canvas.toDataURL("image/jpeg", quality);
      if (made.length <= LIMIT) return made;
    }
  }
  return made;
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
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
