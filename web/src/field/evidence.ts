// Evidence from the field: a photo small enough for a weak signal, and where it was.

const LONG_SIDE = 1280;
const LIMIT = 200_000;

/** A JPEG data URL of at most about 200 kB; "" when there is no picture. */
export async function shrunk(file: File | undefined): Promise<string> {
  if (!file) return "";
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.8, 0.6, 0.4, 0.25]) {
    const made = canvas.toDataURL("image/jpeg", quality);
    if (made.length <= LIMIT) return made;
  }
  return canvas.toDataURL("image/jpeg", 0.1);
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
