// A field of a place offers what its half-typed text may mean: arrows and Enter choose, Esc leaves it
// as typed. `data-suggest` is the address to ask, `data-within` a division, `data-suggest-last` a
// field of several places, of which the last is being typed. Without this script it is a plain field.
import { words } from "./words";

interface Found {
  code: string;
  name: string;
  english: string;
}

const BETWEEN = /[;;、\n]/;
const WAIT = 180;
let serial = 0;

class Suggest {
  private list = document.createElement("ul");
  private at = -1;
  private timer = 0;
  private asked = "";

  constructor(private input: HTMLInputElement) {
    this.list.className = "suggest";
    this.list.id = `suggest-${++serial}`;
    this.list.role = "listbox";
    this.list.setAttribute("aria-label", words("可能的地方", "Places"));
    this.list.hidden = true;
    (input.closest("label") ?? input).after(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off" })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const one = (event.target as HTMLElement).closest("li");
      if (one) this.take(one.dataset.name ?? "");
    });
  }

  private parts(): [string, string] {
    const text = this.input.value;
    if (!("suggestLast" in this.input.dataset)) return ["", text];
    const cut = Math.max(...[...text].map((letter, n) => (BETWEEN.test(letter) ? n : -1))) + 1;
    return [text.slice(0, cut), text.slice(cut)];
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), WAIT);
  }

  private async ask(): Promise<void> {
    const typed = this.parts()[1].trim();
    if (!typed || typed.includes("@")) return this.close();
    this.asked = typed;
    const query = new URLSearchParams({ q: typed, within: this.input.dataset.within ?? "" });
    const answer = await fetch(`${this.input.dataset.suggest}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || this.asked !== typed) return;
    this.show(((await answer.json()) as { found: Found[] }).found);
  }

  private show(found: Found[]): void {
    this.list.replaceChildren(...found.map((one, n) => this.line(one, n)));
    this.at = -1;
    this.open(found.length > 0 && document.activeElement === this.input);
  }

  private line(one: Found, n: number): HTMLLIElement {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${n}`;
    line.role = "option";
    line.dataset.name = one.name;
    const small = document.createElement("small");
    small.lang = "en";
    small.textContent = one.english;
    line.append(one.name, " ", small);
    return line;
  }

  private press(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const lines = [...this.list.children] as HTMLLIElement[];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = this.at < 0 ? (step > 0 ? 0 : lines.length - 1) : (this.at + step + lines.length) % lines.length;
      lines.forEach((line, n) => line.setAttribute("aria-selected", String(n === this.at)));
      this.input.setAttribute("aria-activedescendant", lines[this.at]?.id ?? "");
    } else if (event.key === "Enter" && this.at >= 0) {
      this.take(lines[this.at]?.dataset.name ?? "");
    } else if (event.key === "Escape") {
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private take(name: string): void {
    const before = this.parts()[0];
    this.input.value = before + name;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.input.focus();
  }

  private open(shown: boolean): void {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    if (!shown) this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.asked = "";
    this.open(false);
  }
}

const held = new WeakSet<HTMLInputElement>();

function look(within: ParentNode): void {
  for (const input of within.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
    if (held.has(input)) continue;
    held.add(input);
    new Suggest(input);
  }
}

export function suggesting(): void {
  look(document);
  document.addEventListener("htmx:afterSwap", (event) => look(event.target as HTMLElement));
}
