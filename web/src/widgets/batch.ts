// Ticks and the bar that appears with them: [data-batch] form, its inputs named "ids".
/** Ticks may stand outside the form and name it (form="batch"). */
function ticksOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter((field): field is HTMLInputElement => field instanceof HTMLInputElement && field.name === "ids");
}

/** 全选 of a list that goes on behind the page: a box [data-all] that knows how many there are ([data-whole]);
 * the form says it in its field "whole". */
function wholeOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>("input[name=whole]");
}

function settle(form: HTMLFormElement): void {
  const ticks = ticksOf(form);
  const on = ticks.filter((tick) => tick.checked).length;
  const all = [...form.elements].find((field): field is HTMLInputElement => field instanceof HTMLInputElement && "all" in field.dataset);
  const whole = wholeOf(form);
  if (whole && on < ticks.length) whole.value = "";
  const ticked = whole?.value ? Number(all?.dataset.whole ?? on) : on;
  const bar = form.querySelector<HTMLElement>(".batch");
  if (bar) bar.hidden = ticked === 0; // it covers nothing while there is nothing to do with it
  form.querySelectorAll<HTMLElement>("[data-untick]").forEach((button) => (button.hidden = ticked === 0));
  form.querySelectorAll("[data-ticked]").forEach((shown) => (shown.textContent = String(ticked)));
  if (all) {
    all.checked = ticked > 0 && (whole ? Boolean(whole.value) || ticked === Number(all.dataset.whole) : ticked === ticks.length);
    all.indeterminate = ticked > 0 && !all.checked;
  }
}

function tickAll(form: HTMLFormElement, on: boolean, whole: boolean): void {
  ticksOf(form).forEach((tick) => (tick.checked = on));
  const said = wholeOf(form);
  if (said) said.value = on && whole ? "1" : "";
  settle(form);
}

/** How many of the people of a report have their outcome: [data-tally], its number in [data-tallied]. */
function tally(form: HTMLFormElement): void {
  const chosen = form.querySelectorAll("fieldset input[type=radio]:checked").length;
  form.querySelectorAll("[data-tallied]").forEach((shown) => (shown.textContent = String(chosen)));
}

export function batches(): void {
  document.addEventListener("change", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-tally]");
    if (form) tally(form);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-tally]").forEach(tally));
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    const form = field.form;
    if (!form?.matches("form[data-batch]")) return;
    if (field.matches("input[data-all]")) tickAll(form, field.checked, "whole" in field.dataset);
    else if (field.matches("input[name=ids]")) settle(form);
  });
  document.addEventListener("click", (event) => {
    const clear = (event.target as HTMLElement).closest("[data-untick]");
    const form = clear?.closest<HTMLFormElement>("form[data-batch]");
    if (form) tickAll(form, false, false);
    const page = (event.target as HTMLElement).closest<HTMLElement>("[data-page-only]")?.dataset.pageOnly;
    const meant = page ? document.getElementById(page) : null;
    if (meant instanceof HTMLFormElement) tickAll(meant, true, false);
  });
  document.body.addEventListener("htmx:afterSettle", () => document.querySelectorAll<HTMLFormElement>("form[data-batch]").forEach(settle));
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-batch]").forEach(settle));
}
