// What is missing in a form is said beside its field, in the page's language, not in a bubble of the browser's.
import { words } from "./words";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isRadio = (field: Field): boolean => field instanceof HTMLInputElement && field.type === "radio";

/** Of radios the group, said once. */
function frameOf(field: Field): HTMLElement | null {
  return isRadio(field) ? field.closest("fieldset") : field.parentElement;
}

function nameOf(field: Field): string {
  const title = isRadio(field) ? field.closest("fieldset")?.querySelector("legend") : field.labels?.[0]?.querySelector(".form-label") ?? field.labels?.[0];
  const said = title?.textContent ?? field.getAttribute("aria-label") ?? field.getAttribute("placeholder") ?? "";
  return said.replace("*", "").trim();
}

function sentence(field: Field): string {
  const name = nameOf(field);
  if (isRadio(field) || field instanceof HTMLSelectElement) return words(`请选一个“${name}”。`, `Choose: ${name}.`);
  if (field.type === "file") return words("请选一个文件。", "Choose a file.");
  if (field.type === "checkbox") return words(`请先勾选“${name}”。`, `Tick first: ${name}.`);
  if (field.validity.valueMissing) return words(`请填写“${name}”。`, `Please fill in: ${name}.`);
  const most = field instanceof HTMLInputElement && field.validity.rangeOverflow ? field.max.replace("T", " ") : "";
  if (most) return words(`“${name}”不能晚于(大于)${most}。`, `${name}: ${most} at the latest (most).`);
  return words(`“${name}”写得不对,请看一眼。`, `${name}: please look at it again.`);
}

function say(event: Event): void {
  const field = event.target as Field;
  const frame = frameOf(field);
  if (!frame) return;
  event.preventDefault(); // the browser's own bubble, in the browser's language
  lead(field);
  if (frame.querySelector(":scope > .fault[data-missing]")) return;
  const line = document.createElement("p");
  line.className = "fault";
  line.dataset.missing = "";
  line.setAttribute("role", "alert");
  line.textContent = `▲ ${sentence(field)}`;
  frame.append(line);
  field.setAttribute("aria-invalid", "true");
}

/** To the first of what is missing, at each press: whoever pressed far below sees where it lacks. */
function lead(field: Field): void {
  const first = field.form?.querySelector(":invalid:not(fieldset)");
  if (first !== field) return;
  field.focus({ preventScroll: true });
  frameOf(field)?.scrollIntoView({ block: "center" });
}

function unsay(event: Event): void {
  const field = event.target as Field;
  if (!field.matches("input, select, textarea")) return;
  frameOf(field)?.querySelector(":scope > .fault[data-missing]")?.remove();
  field.removeAttribute("aria-invalid");
}

export function missing(): void {
  document.addEventListener("invalid", say, true); // it does not bubble
  document.addEventListener("input", unsay);
  document.addEventListener("change", unsay);
}
