// Ticks and the bar that appears with them: [data-batch] form, its inputs named "ids".
/** Ticks may stand outside the form and name it (form="batch"). */
function ticksOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter((field): field is HTMLInputElement => field instanceof HTMLInputElement && field.name === "ids");
}

function settle(form: HTMLFormElement): void {
  const ticks = ticksOf(form);
  const ticked = ticks.filter((tick) => tick.checked).length;
  const bar = form.querySelector<HTMLElement>(".batch");
  const why = form.querySelector<HTMLElement>("[data-why-not]"); // a bar that says why it waits is always in sight
  if (bar) bar.hidden = ticked === 0 && !why;
  if (why) why.hidden = ticked > 0;
  form.querySelectorAll<HTMLButtonElement>("[data-needs-tick]").forEach((button) => {
    button.disabled = ticked === 0;
    button.title = ticked === 0 ? (why?.textContent ?? "") : "";
  });
  form.querySelectorAll<HTMLElement>("[data-untick]").forEach((button) => (button.hidden = ticked === 0));
  form.querySelectorAll("[data-ticked]").forEach((shown) => (shown.textContent = String(ticked)));
  const all = [...form.elements].find((field): field is HTMLInputElement => field instanceof HTMLInputElement && "all" in field.dataset);
  if (all) {
    all.checked = ticked > 0 && ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
  }
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
    if (field.matches("input[data-all]")) {
      ticksOf(form).forEach((tick) => (tick.checked = field.checked));
    }
    if (field.matches("input[data-all], input[name=ids]")) settle(form);
  });
  document.addEventListener("click", (event) => {
    const clear = (event.target as HTMLElement).closest("[data-untick]");
    const form = clear?.closest<HTMLFormElement>("form[data-batch]");
    if (!form) return;
    ticksOf(form).forEach((tick) => (tick.checked = false));
    settle(form);
  });
  document.body.addEventListener("htmx:afterSettle", () => document.querySelectorAll<HTMLFormElement>("form[data-batch]").forEach(settle));
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-batch]").forEach(settle));
}
