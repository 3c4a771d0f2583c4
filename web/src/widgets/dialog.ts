import { words } from "./words";

/** The page's one dialog with a heading, a sentence and a button to close it. */
export function dialog(heading: string, sentence: string): HTMLDialogElement {
  const box = document.getElementById("dialog") as HTMLDialogElement;
  box.replaceChildren();
  const title = document.createElement("h2");
  title.textContent = heading;
  const body = document.createElement("p");
  body.textContent = sentence;
  const acts = document.createElement("div");
  acts.className = "acts";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.textContent = words("关闭", "Close");
  close.addEventListener("click", () => box.close());
  acts.append(close);
  box.append(title, body, acts);
  box.showModal();
  return box;
}
