// The camera, by zxing-wasm that lies on the device. Loaded only when somebody scans.

import type { ReaderOptions, readBarcodes as Read } from "zxing-wasm/reader";

const OPTIONS: ReaderOptions = { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true };

type Reader = { readBarcodes: typeof Read };

let loading: Promise<Reader> | undefined;

function reader(): Promise<Reader> {
  loading ??= import("zxing-wasm/reader").then((zxing) => {
    zxing.prepareZXingModule({ overrides: { locateFile: (name: string) => `/static/field/${name}` } });
    return zxing;
  });
  return loading;
}

/** Fetch and start the decoder before the first traveller stands there. */
export function warm(): void {
  void reader().catch(() => (loading = undefined));
}

/** Look through the back camera until a code is read. Stops the camera when told to. */
export async function watch(video: HTMLVideoElement, stop: AbortSignal): Promise<string> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } },
  });
  const over = () => stream.getTracks().forEach((track) => track.stop());
  stop.addEventListener("abort", over);
  try {
    video.srcObject = stream;
    await video.play();
    return await look(video, stop);
  } finally {
    over();
  }
}

async function look(video: HTMLVideoElement, stop: AbortSignal): Promise<string> {
  const { readBarcodes } = await reader();
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  while (!stop.aborted) {
    if (video.videoWidth) {
      const scale = Math.min(1, 900 / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      const [found] = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), OPTIONS);
      if (found?.isValid) return found.text;
    }
    await new Promise((next) => setTimeout(next, 80));
  }
  throw new DOMException("stopped", "AbortError");
}
