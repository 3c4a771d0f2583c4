// Choosing among many units: [data-picks] holds [data-group]s of ticked labels, a search, buttons that tick a whole
// kind ([data-pick="village"]) and what is chosen, said with its names.
import { words } from "./words";

const SHOWN = 12; // names beside the number

function boxesIn(place: ParentNode): HTMLInputElement[] {
  return [...place.querySelectorAll<HTMLInputElement>("input[type=checkbox][data-kind]")];
}

function say(picks: HTMLElement): void {
  const names = boxesIn(picks).filter((box) => box.checked).map((box) => box.dataset.name ?? "");
  const said = picks.querySelector<HTMLElement>("[data-picked]");
  if (said) {
    const more = names.length > SHOWN ? words(" 等", " and more") : "";
    said.textContent = words(`已选 ${names.length}`, `Chosen: ${names.length}`) + (names.length ? ` · ${names.slice(0, SHOWN).join("、")}${more}` : "");
  }
  const search = picks.querySelector<HTMLInputElement>("input[type=search]");
  search?.setCustomValidity(names.length ? "" : words("选一个或几个接收单位", "Choose one unit or more"));
}

function narrow(picks: HTMLElement, text: string): void {
  const wanted = text.trim().toLowerCase();
  let shown = 0;
  picks.querySelectorAll<HTMLElement>("[data-group]").forEach((group) => {
    const town = (group.dataset.group ?? "").toLowerCase().includes(wanted);
    let some = 0;
    boxesIn(group).forEach((box) => {
      const met = !wanted || town || `${box.dataset.name} ${box.dataset.letters}`.toLowerCase().includes(wanted);
      const label = box.closest<HTMLElement>("label");
      if (label) label.hidden = !met;
      some += Number(met);
    });
    group.hidden = some === 0;
    shown += some;
    const fold = group.querySelector("details");
    if (fold && wanted) fold.open = some > 0;
  });
  const none = picks.querySelector<HTMLElement>("[data-none]");
  if (none) none.hidden = shown > 0;
}

export function picking(): void {
  document.querySelectorAll<HTMLElement>("[data-picks]").forEach((picks) => {
    const search = picks.querySelector<HTMLInputElement>("input[type=search]");
    search?.addEventListener("input", () => narrow(picks, search.value));
    search?.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it looks, it sends nothing
    });
    picks.addEventListener("change", () => say(picks));
    picks.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLElement>("[data-pick]");
      if (!button) return;
      const meant = boxesIn(button.closest<HTMLElement>("[data-group]") ?? picks).filter((box) => box.dataset.kind === button.dataset.pick);
      const on = !meant.every((box) => box.checked);
      meant.forEach((box) => (box.checked = on));
      button.setAttribute("aria-pressed", String(on));
      picks.dispatchEvent(new Event("change", { bubbles: true }));
    });
    say(picks);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLElement>("[data-picks]").forEach(say));
}
