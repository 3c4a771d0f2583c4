/** The phone's bottom bar opens to all pages; open details close on Esc or a click elsewhere. */
export function menus(): void {
  const side = document.querySelector(".side");
  const more = document.querySelector<HTMLButtonElement>("[data-menu]");
  more?.addEventListener("click", () => {
    const open = side?.classList.toggle("open") ?? false;
    more.setAttribute("aria-expanded", String(open));
  });
  const closers = "details.who[open], details.define[open], details.drop[open]";
  document.addEventListener("click", (event) => {
    document.querySelectorAll<HTMLDetailsElement>(closers).forEach((details) => {
      if (!details.contains(event.target as Node)) details.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll<HTMLDetailsElement>(closers).forEach((details) => (details.open = false));
  });
}
