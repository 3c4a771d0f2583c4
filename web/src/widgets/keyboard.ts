// j / k walk the rows, x ticks, Enter opens, ? tells. Never while somebody types.
import { dialog } from "./dialog";
import { words } from "./words";

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.offsetParent !== null);
}

function move(step: number): void {
  const all = rows();
  const at = all.findIndex((row) => row.classList.contains("here"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (!next) return;
  all[at]?.classList.remove("here");
  next.classList.add("here");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector<HTMLElement>("[data-open]")?.focus({ preventScroll: true });
}

function help(): void {
  dialog(
    words("快捷键", "Keys"),
    words("Ctrl K 或 / 查找 · j k 上下移动 · Enter 打开 · x 勾选 · Esc 关闭 · 按钮上写的键,按键即点", "Ctrl K or / find · j k move · Enter open · x tick · Esc close · a key on a button presses it"),
  );
}

// A page's own keys: what carries data-key is pressed by it.
function named(key: string): boolean {
  const found = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  found?.click();
  return found !== null;
}

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const here = document.querySelector<HTMLElement>("[data-row].here");
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "?") help();
  else if (event.key === "x") here?.querySelector<HTMLInputElement>("input[name=ids]")?.click();
  else if (/^[a-z0-9]$/.test(event.key) && named(event.key)) event.preventDefault();
  else if (event.key === "Enter" && document.activeElement === document.body) here?.querySelector<HTMLElement>("[data-open]")?.click();
}

export function keyboard(): void {
  document.addEventListener("keydown", press);
}
