// Ctrl K: pages by name at once, people from the server (pinyin initials, name, exact number).
import { words } from "./words";

interface Found {
  href: string;
  title: string;
  detail: string;
}

let box: HTMLDialogElement | null = null;
let waiting = 0;

function pagesNamed(text: string): Found[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".side a")]
    .map((link) => ({ href: link.href, title: link.querySelector("span")?.textContent ?? "", detail: words("页面", "page") }))
    .filter((page) => page.title.toLowerCase().includes(text.toLowerCase()));
}

/** `said`: what is wrong with a number by which nobody was found. */
async function peopleNamed(text: string): Promise<{ found: Found[]; said: string }> {
  if (text.length < 2) return { found: [], said: "" };
  const answer = await fetch("/find", { method: "POST", body: new URLSearchParams({ q: text }), headers: { "X-CSRFToken": token() } });
  return answer.ok ? ((await answer.json()) as { found: Found[]; said: string }) : { found: [], said: "" };
}

const token = () => document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";

function show(list: HTMLUListElement, found: Found[]): void {
  list.replaceChildren(
    ...found.map((one, index) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === 0));
      const link = document.createElement("a");
      link.href = one.href;
      const detail = document.createElement("small");
      detail.textContent = one.detail;
      link.append(one.title, detail);
      item.append(link);
      return item;
    }),
  );
}

function step(list: HTMLUListElement, by: number): void {
  const items = [...list.children];
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = items[(at + by + items.length) % items.length];
  items[at]?.setAttribute("aria-selected", "false");
  next?.setAttribute("aria-selected", "true");
  next?.scrollIntoView({ block: "nearest" });
}

function build(): HTMLDialogElement {
  const made = document.createElement("dialog");
  made.className = "dialog palette";
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = words("姓名、拼音首字母、完整证件号或手机号;或页面名", "Name, pinyin initials, full document number or phone; or a page");
  input.setAttribute("aria-label", input.placeholder);
  const list = document.createElement("ul");
  list.setAttribute("role", "listbox");
  const hint = document.createElement("p");
  made.append(input, list, hint);
  document.body.append(made);
  const ask = async () => {
    const text = input.value.trim();
    const people = await peopleNamed(text);
    const found = [...pagesNamed(text), ...people.found];
    if (text !== input.value.trim()) return;
    show(list, found);
    const tail = /^[\dXx]{3,8}$/.test(text);
    hint.textContent = found.length ? "" : people.said || (tail
      ? words("号码要输全:号码是加密存放的,只凭尾号找不到人。", "Type the whole number: numbers are kept sealed and cannot be found by their last digits.")
      : words("没有找到。只能找到您管辖范围内的人。", "Nothing found. Only people within your area can be found."));
  };
  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), 180);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(list, 1);
    else if (event.key === "ArrowUp") step(list, -1);
    else if (event.key === "Enter") list.querySelector<HTMLAnchorElement>("[aria-selected=true] a")?.click();
    else return;
    event.preventDefault();
  });
  made.addEventListener("toggle", () => void ask());
  made.addEventListener("click", (event) => event.target === made && made.close());
  return made;
}

function open(): void {
  box ??= build();
  if (box.open) return;
  box.showModal();
  const input = box.querySelector("input");
  input?.select();
  input?.dispatchEvent(new Event("input"));
}

export function palette(): void {
  const button = document.querySelector("[data-palette-open]");
  if (!button) return;
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as HTMLElement).matches?.("input, textarea, select");
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing)) {
      event.preventDefault();
      open();
    }
  });
}
