// Comfort only: every page of this door works without it.
(() => {
  "use strict";

  // Ask the server about a document or a place when the field is left.
  const ask = async (field) => {
    const said = document.getElementById(`${field.id}-said`);
    if (!said || !field.value.trim() || !navigator.onLine) return;
    const kind = document.querySelector(`[data-with="${field.name}"]`);
    const body = new URLSearchParams({ value: field.value, kind: kind ? kind.value : "" });
    try {
      const reply = await fetch(`/p/check/${field.dataset.ask}`, { method: "POST", body });
      if (!reply.ok) return;
      const { sure, wrong, words } = await reply.json();
      said.classList.toggle("sure", sure);
      said.replaceChildren();
      const line = document.createElement(wrong ? "b" : "span");
      line.textContent = `${wrong ? "▲" : sure ? "✓" : "◆"} ${words}`;
      said.append(line);
      field.closest(".field").classList.toggle("bad", wrong);
    } catch { /* no line: the next screen checks again */ }
  };
  document.querySelectorAll("[data-ask]").forEach((field) => {
    field.addEventListener("change", () => ask(field));
    const kind = document.querySelector(`[data-with="${field.name}"]`);
    if (kind) kind.addEventListener("change", () => ask(field));
  });

  // Villages of the chosen town only.
  document.querySelectorAll("select[data-within]").forEach((inner) => {
    const outer = document.getElementById(inner.dataset.within);
    const groups = [...inner.querySelectorAll("optgroup")];
    const narrow = () => {
      groups.forEach((group) => group.remove());
      inner.append(...groups.filter((group) => !outer.value || group.dataset.code === outer.value));
      if (inner.selectedOptions[0]?.parentElement === null) inner.value = "";
    };
    outer.addEventListener("change", narrow);
    narrow();
  });

  // One click is enough on a slow line; the server would notice a second one anyway.
  document.querySelectorAll("form[data-once]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-once]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }));
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
  document.querySelector("[aria-invalid=true]")?.focus();
})();
