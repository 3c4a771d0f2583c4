// What somebody pressed may go away by what it did. Whoever works by keys stands then at what came in its
// place, or at the heading of the new page, and not at the top of nowhere.

const REACHED = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex='0']";
const TYPED = "input, textarea"; // brings up a phone's keyboard

type Stood = { on: Element; at: number; heading: Element | null };

const main = (): Element | null => document.querySelector("main");
const reached = (): HTMLElement[] => [...(main()?.querySelectorAll<HTMLElement>(REACHED) ?? [])];

/** Returns how to stop. */
export function keepFocus(app: HTMLElement): () => void {
  let stood: Stood | null = null;
  const came = (event: FocusEvent) => {
    const on = event.target as HTMLElement;
    stood = main()?.contains(on) ? { on, at: reached().indexOf(on), heading: heading() } : null;
  };
  const left = (event: FocusEvent) => {
    const on = event.target as HTMLButtonElement;
    const byOneself = () => stood?.on === on && on.isConnected && !on.disabled && document.activeElement === document.body;
    queueMicrotask(() => byOneself() && (stood = null)); // Chromium tells of it before what goes away is away
  };
  const changed = new MutationObserver(() => {
    if (!stood || stood.on.isConnected || document.activeElement !== document.body) return;
    const next = stood.heading?.isConnected ? reached()[Math.min(stood.at, reached().length - 1)] : undefined;
    stood = null;
    const touched = matchMedia("(hover: none)").matches;
    if (next && !(touched && next.matches(TYPED))) next.focus({ preventScroll: true });
    else toHeading();
  });
  app.addEventListener("focusin", came);
  app.addEventListener("focusout", left);
  changed.observe(app, { childList: true, subtree: true });
  return () => (changed.disconnect(), app.removeEventListener("focusin", came), app.removeEventListener("focusout", left));
}

const heading = (): HTMLElement | null => document.querySelector<HTMLElement>("main h1");

function toHeading(): void {
  const there = heading();
  there?.setAttribute("tabindex", "-1");
  there?.focus({ preventScroll: true });
}
