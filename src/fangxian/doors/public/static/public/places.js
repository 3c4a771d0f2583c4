// Places offered while one types (a combobox by the WAI-ARIA pattern). Without it, or without a
// network, the field is a field: what is typed goes on as it is.
(() => {
  "use strict";
  const PAUSE = 180; // milliseconds without a key before it is asked
  const english = document.documentElement.lang === "en";

  document.querySelectorAll("input[data-places]").forEach((input) => {
    const list = document.createElement("ul");
    const count = document.createElement("span"); // read aloud, not shown
    let asking, timer, at = -1;

    list.id = `${input.id}-places`;
    list.className = "places";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", english ? "Places" : "可选的地方");
    count.className = "vh";
    count.setAttribute("role", "status");
    input.after(list, count);
    input.removeAttribute("list"); // the browser's own list of provinces gives way
    const role = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
    Object.entries(role).forEach(([name, value]) => input.setAttribute(name, value));

    const stop = () => { clearTimeout(timer); asking?.abort(); };
    const close = () => {
      stop();
      at = -1;
      list.hidden = true;
      list.replaceChildren();
      count.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (next) => {
      const rows = [...list.children];
      at = (next + rows.length) % rows.length;
      rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
      input.setAttribute("aria-activedescendant", rows[at].id);
      rows[at].scrollIntoView({ block: "nearest" });
    };
    const choose = (row) => {
      const wide = ["province", "city"].includes(row.dataset.level) && input.value !== row.dataset.name;
      input.value = row.dataset.name;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
      if (wide) ask(); // and which county of it
    };
    const offer = (places) => {
      close();
      if (!places.length || document.activeElement !== input) return;
      const latin = english || /[a-z]/i.test(input.value);
      list.append(...places.map(({ name, english: other, level }, n) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${n}`;
        row.dataset.name = row.textContent = name;
        row.dataset.level = level;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        if (latin && other) {
          const small = document.createElement("small");
          small.lang = "en";
          small.textContent = other;
          row.append(" ", small);
        }
        return row;
      }));
      list.hidden = false;
      count.textContent = english ? `${places.length} to choose from, arrow keys` : `有 ${places.length} 个可选，用上下键`;
      input.setAttribute("aria-expanded", "true");
    };
    const ask = async () => {
      const typed = input.value.trim();
      if (!typed || !navigator.onLine) { close(); return; }
      const mine = asking = new AbortController();
      try {
        const reply = await fetch(`${input.dataset.places}?q=${encodeURIComponent(typed)}`, { signal: mine.signal });
        const { places } = reply.ok ? await reply.json() : { places: [] };
        if (mine === asking && !mine.signal.aborted) offer(places);
      } catch { /* stale, or no network: nothing is offered */ }
    };
    const later = () => { stop(); timer = setTimeout(ask, PAUSE); };

    input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    input.addEventListener("compositionend", later);
    input.addEventListener("blur", close);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps its focus
    list.addEventListener("click", (event) => {
      const row = event.target.closest("li");
      if (row) choose(row);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (list.hidden) {
        if (step) { event.preventDefault(); stop(); ask(); }
        return;
      }
      if (step) mark(at < 0 && step < 0 ? -1 : at + step);
      else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  });
})();
