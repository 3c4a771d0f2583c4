// Where the parts of a county lie: choose one of the list, then press a point on the map or draw its border.
import { Marker } from "maplibre-gl";
import { TerraDraw, TerraDrawPolygonMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { coloured, drawn, type MapSaid } from "./map/drawing";
import { Labels } from "./map/labels";

async function start(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const answer = await fetch(box.dataset.mapEdit ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const said = (await answer.json()) as MapSaid;
  const map = drawn(box, said);
  new Labels(map, said.parts).say(said.parts, "");
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const send = form.querySelector<HTMLButtonElement>("[type=submit]");
  const ready = () => {
    if (send) send.disabled = !(field("place").value && (field("point").value || field("area").value));
  };
  const pin = new Marker();
  let drawing: TerraDraw | undefined;

  const mode = () => form.querySelector<HTMLInputElement>("[name=way]:checked")?.value ?? "point";
  const clear = () => {
    field("point").value = "";
    field("area").value = "";
    pin.remove();
    drawing?.clear();
    drawing?.setMode(mode() === "area" ? "polygon" : "static");
    ready();
  };
  map.on("load", () => {
    coloured(map, box, said.parts, "");
    drawing = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes: [new TerraDrawPolygonMode()] });
    drawing.start();
    drawing.on("finish", () => {
      const found = drawing?.getSnapshot().find((one) => one.geometry.type === "Polygon");
      field("area").value = found ? JSON.stringify(found.geometry) : "";
      drawing?.setMode("static");
      ready();
    });
    clear();
    box.dataset.ready = "1";
  });
  map.on("click", (event) => {
    if (mode() !== "point") return;
    const { lng, lat } = event.lngLat;
    field("point").value = `${lng.toFixed(5)},${lat.toFixed(5)}`;
    pin.setLngLat(event.lngLat).addTo(map);
    ready();
  });
  form.addEventListener("change", (event) => {
    const name = (event.target as HTMLInputElement).name;
    if (name === "way" || name === "place") clear();
  });
}

const box = document.querySelector<HTMLElement>("[data-map-edit]");
const form = document.querySelector<HTMLFormElement>("[data-map-form]");
if (box && form) void start(box, form);
