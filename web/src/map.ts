// The map of the situation: <div data-map="id of its JSON">, coloured by what [data-map-show] buttons choose.
import { coloured, drawn, type Key, type MapSaid } from "./map/drawing";
import { Labels } from "./map/labels";

function start(box: HTMLElement): void {
  if (box.dataset.drawn) return;
  box.dataset.drawn = "1";
  const source = document.getElementById(box.dataset.map ?? "");
  if (!source?.textContent) return;
  const said = JSON.parse(source.textContent) as MapSaid;
  let map: ReturnType<typeof drawn>;
  try {
    map = drawn(box, said);
  } catch {
    return fallen(box); // a browser without WebGL has the tiles
  }
  const labels = new Labels(map, said.parts);
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-map-show]")];
  const show = (key: Key) => {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.mapShow === key));
    coloured(map, box, said.parts, key);
    labels.say(said.parts, key);
    try {
      localStorage.setItem("map-show", key);
    } catch {
      /* a browser that keeps nothing */
    }
  };
  for (const one of buttons) one.addEventListener("click", () => show(one.dataset.mapShow ?? ""));
  map.on("click", "parts", (event) => {
    const code = event.features?.[0]?.properties.code as string | undefined;
    const href = said.parts.find((part) => part.code === code)?.counts[box.dataset.show ?? ""]?.href;
    if (href) location.assign(href);
  });
  map.on("mouseenter", "parts", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "parts", () => (map.getCanvas().style.cursor = ""));
  map.on("load", () => {
    box.dataset.ready = "1";
    show(kept(buttons.map((one) => one.dataset.mapShow ?? "")));
  });
}

function kept(keys: Key[]): Key {
  let last: string | null = null;
  try {
    last = localStorage.getItem("map-show");
  } catch {
    /* the first will do */
  }
  return last && keys.includes(last) ? last : (keys[0] ?? "");
}

function fallen(box: HTMLElement): void {
  box.closest("[data-map-box]")?.setAttribute("data-map-fallen", "");
}

const all = () => document.querySelectorAll<HTMLElement>("[data-map]").forEach(start);
document.body.addEventListener("htmx:afterSettle", all);
all();
