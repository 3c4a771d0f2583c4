// The side panel: filled by htmx, opened when filled, closed by Esc or its button; the row it
// belongs to is marked, and gets the focus back.
let row: HTMLElement | null = null;

function close(panel: HTMLElement): void {
  panel.hidden = true;
  panel.replaceChildren();
  row?.removeAttribute("aria-current");
  row?.querySelector<HTMLElement>("a")?.focus();
  row = null;
}

export function panels(): void {
  const panel = document.getElementById("panel");
  if (!panel) return;
  if (panel.childElementCount) panel.hidden = false;
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const detail = (event as CustomEvent<{ elt: HTMLElement; target: HTMLElement }>).detail;
    if (detail.target !== panel) return;
    row?.removeAttribute("aria-current");
    row = detail.elt.closest<HTMLElement>("[data-row]");
    row?.setAttribute("aria-current", "true");
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if ((event as CustomEvent<{ target: HTMLElement }>).detail.target !== panel) return;
    panel.hidden = false;
    panel.scrollTop = 0;
  });
  document.addEventListener("click", (event) => {
    if ((event.target as HTMLElement).closest("[data-panel-close]")) close(panel);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !document.querySelector("dialog[open]")) close(panel);
  });
}
