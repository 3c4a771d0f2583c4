// A form that was refused comes back as it was filled in, with the sentence inside it.
// doors/command/shared/refilling.py says what waits.
interface Returned {
  action: string;
  typed: [string, string][];
}

function formOf(returned: Returned): HTMLFormElement | undefined {
  const wanted = new URL(returned.action, location.href);
  const names = returned.typed.map(([name]) => name);
  const held = (form: HTMLFormElement) => names.filter((name) => form.elements.namedItem(name)).length;
  return [...document.querySelectorAll<HTMLFormElement>("form")]
    .filter((form) => form.method === "post" && new URL(form.getAttribute("action") || location.href, location.href).pathname === wanted.pathname)
    .sort((one, other) => held(other) - held(one))[0];
}

/** Hidden fields are the page's own (what it had seen); a file has to be chosen again. */
function fill(form: HTMLFormElement, typed: [string, string][]): void {
  const said = new Map<string, string[]>();
  for (const [name, value] of typed) said.set(name, [...(said.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = said.get(field.name)?.includes(field.value) ?? false;
    } else if (field instanceof HTMLInputElement && !["hidden", "file", "password", "submit"].includes(field.type)) {
      field.value = said.get(field.name)?.shift() ?? field.value;
    } else if (field instanceof HTMLTextAreaElement) {
      field.value = said.get(field.name)?.shift() ?? field.value;
    } else if (field instanceof HTMLSelectElement) {
      const values = said.get(field.name);
      if (values) for (const option of field.options) option.selected = values.includes(option.value);
    }
  }
}

function unfold(inner: HTMLElement): void {
  for (let fold = inner.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}

export function refill(): void {
  const words = document.querySelector<HTMLElement>("[data-returned]");
  const script = document.getElementById("returned-form");
  if (!words || !script) return;
  const returned = JSON.parse(script.textContent ?? "{}") as Returned;
  const form = formOf(returned);
  if (!form) return;
  fill(form, returned.typed);
  unfold(form);
  form.prepend(words);
  words.scrollIntoView({ block: "center" });
  const first = [...form.elements].find((field) => field instanceof HTMLElement && field.matches("input:not([type=hidden]), textarea, select"));
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}
