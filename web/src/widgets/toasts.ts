import { words } from "./words";

interface Said {
  words: string;
  kind?: "done" | "warn" | "fault";
  unsent?: boolean; // until something is sent again
}

/** A line at the corner. Faults stay until closed; the rest go after six seconds. */
export function say(said: Said): void {
  const box = document.getElementById("toasts");
  if (!box) return;
  if (!said.kind || said.kind === "done") box.querySelectorAll(".unsent").forEach((old) => old.remove()); // it went now
  const line = document.createElement("div");
  line.className = `toast-line ${said.kind ?? "done"}${said.unsent ? " unsent" : ""}`;
  const text = document.createElement("span");
  text.textContent = said.words;
  line.append(text);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = words("知道了", "Close");
  close.addEventListener("click", () => line.remove());
  line.append(close);
  box.append(line);
  if (said.kind !== "fault") window.setTimeout(() => line.remove(), 6000);
}

export function toasts(): void {
  document.body.addEventListener("say", (event) => say((event as CustomEvent<Said>).detail));
  document.body.addEventListener("htmx:sendError", () =>
    say({ words: words("网络不通,没有发出。请稍后再点一次。", "No network: nothing was sent. Please try again."), kind: "fault", unsent: true }),
  );
}
