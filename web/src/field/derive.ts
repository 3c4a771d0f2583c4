// The thread in which numbers and PINs are stretched.

import { argon, type Asked } from "./argon";

const thread = self as unknown as DedicatedWorkerGlobalScope;

thread.addEventListener("message", ({ data }: MessageEvent<Asked & { turn: number }>) => {
  void argon(data).then(
    (made) => thread.postMessage({ turn: data.turn, made }),
    (fault: unknown) => thread.postMessage({ turn: data.turn, fault: String(fault) }),
  );
});
