// On a phone the first screen says what holds; the rest of a long page is folded until it is asked for.
export function folds(): void {
  if (!window.matchMedia("(max-width: 640px)").matches) return;
  const asked = document.getElementById(location.hash.slice(1));
  for (const box of document.querySelectorAll<HTMLDetailsElement>("details[data-fold]")) {
    box.open = asked !== null && box.contains(asked);
  }
}
