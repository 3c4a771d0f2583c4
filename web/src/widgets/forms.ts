// Forms: no double click, typed text kept over an expired session, change submits a filter.
import { say } from "./toasts";
import { words } from "./words";

const NEVER = /password|csrf|token|code/i;
const key = (form: HTMLFormElement) => `typed:${location.pathname}:${form.dataset.keep ?? ""}`;

function keep(form: HTMLFormElement): void {
  const typed: [string, string][] = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NEVER.test(name)) typed.push([name, value]);
  }
  sessionStorage.setItem(key(form), JSON.stringify(typed));
}

/** Only on the way back from the sign-in page: any other return means that it was sent. */
function restore(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(key(form));
  sessionStorage.removeItem(key(form));
  const from = document.referrer && new URL(document.referrer).pathname;
  if (!kept || !from.startsWith("/accounts/")) return;
  const typed = JSON.parse(kept) as [string, string][];
  form.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]").forEach((box) => {
    if (!NEVER.test(box.name)) box.checked = typed.some(([name, value]) => name === box.name && value === box.value);
  });
  for (const [name, value] of typed) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) continue;
    if (field instanceof HTMLInputElement && field.type !== "file") field.value = value;
    else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
  }
  say({ words: words("已恢复您上次填写、尚未提交的内容。", "What you had typed and not yet sent is back."), kind: "warn" });
}

function once(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.hasAttribute("hx-post") || form.method === "dialog" || form.dataset.again !== undefined) return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  window.setTimeout(() => form.removeAttribute("aria-busy"), 8000);
}

export function forms(): void {
  document.addEventListener("submit", once);
  document.querySelectorAll<HTMLFormElement>("form[data-keep]").forEach((form) => {
    restore(form);
    form.addEventListener("submit", () => keep(form));
  });
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    if (field.matches("[data-submits]")) field.closest("form")?.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as HTMLElement).closest("[data-back]")) history.back();
    if ((event.target as HTMLElement).closest("[data-print]")) window.print();
  });
}
