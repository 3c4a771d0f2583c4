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
  if (field.validity.customError) return field.validationMessage;
  const least = field instanceof HTMLInputElement && field.validity.rangeUnderflow ? field.min.replace("T", " ") : "";
  if (least) return words(`“${name}”不能早于(小于)${least}。`, `${name}: ${least} at the earliest (least).`);
  const most = field instanceof HTMLInputElement && field.validity.rangeOverflow ? field.max.replace("T", " ") : "";
  if (most) return words(`“${name}”不能晚于(大于)${most}。`, `${name}: ${most} at the latest (most).`);
  return words(`“${name}”写得不对,请看一眼。`, `${name}: please look at it again.`);
}

function say(event: Event): void {
  const field = event.target as Field;
  const frame = frameOf(field);
  if (!frame) return;
  event.preventDefault(); // the browser's own bubble, in the browser's language
  gather(field);
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
  show(field);
  field.focus({ preventScroll: true });
  frameOf(field)?.scrollIntoView({ block: "center" });
}

/** All that is missing is said at once, above the form, each with a way to its field. */
const gathered = new Map<HTMLFormElement, Field[]>();
let numbers = 0;

function gather(field: Field): void {
  const form = field.form;
  if (!form) return;
  if (!gathered.has(form)) {
    gathered.set(form, []);
    window.setTimeout(() => list(form)); // the browser names all of them in one go
  }
  const fields = gathered.get(form) ?? [];
  if (!isRadio(field) || !fields.some((one) => one.name === field.name)) fields.push(field);
}

function list(form: HTMLFormElement): void {
  const fields = gathered.get(form) ?? [];
  gathered.delete(form);
  form.querySelector(":scope > .faults")?.remove();
  if (fields.length < 2) return; // one is said beside itself
  const box = document.createElement("div");
  box.className = "refusal faults";
  box.setAttribute("role", "alert");
  const title = box.appendChild(document.createElement("p")).appendChild(document.createElement("b"));
  title.textContent = words(`还有 ${fields.length} 处要补,没有提交:`, `${fields.length} fields are still wanting; nothing was sent:`);
  const all = box.appendChild(document.createElement("ul"));
  for (const field of fields) {
    field.id ||= `field-${++numbers}`;
    const link = all.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
    link.href = `#${field.id}`;
    link.textContent = sentence(field);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(field);
      field.focus();
    });
  }
  form.prepend(box);
}

/** A field in a closed fold is opened before one goes there. */
function show(field: Field): void {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}

function unlist(form: HTMLFormElement | null): void {
  const box = form?.querySelector<HTMLElement>(":scope > .faults");
  if (!box) return;
  box.querySelectorAll<HTMLAnchorElement>("a").forEach((link) => {
    const field = document.getElementById(link.hash.slice(1)) as Field | null;
    if (!field || field.validity.valid) link.closest("li")?.remove();
  });
  if (!box.querySelector("li")) box.remove();
  else box.querySelector("b")!.textContent = words(`还有 ${box.querySelectorAll("li").length} 处要补`, `Still wanting: ${box.querySelectorAll("li").length}`);
}

function unsay(event: Event): void {
  const field = event.target as Field;
  if (!field.matches("input, select, textarea")) return;
  unlist(field.form);
  frameOf(field)?.querySelector(":scope > .fault[data-missing]")?.remove();
  field.removeAttribute("aria-invalid");
}

export function missing(): void {
  document.addEventListener("invalid", say, true); // it does not bubble
  document.addEventListener("input", unsay);
  document.addEventListener("change", unsay);
}
