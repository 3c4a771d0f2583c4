import { say } from "./toasts";
import { words } from "./words";

/** [data-copy="text"] puts its text on the clipboard and says so. */
export function copying(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-copy]");
    if (!button) return;
    void navigator.clipboard.writeText(button.dataset.copy ?? "").then(() => say({ words: words("已复制", "Copied") }));
  });
}
