// Runs before the first paint: the chosen theme, or the system's.
const root = document.documentElement;
const system = window.matchMedia("(prefers-color-scheme: dark)");

function settle(): void {
  root.dataset.bsTheme = root.dataset.theme || (system.matches ? "dark" : "light");
}

system.addEventListener("change", settle);
settle();
