// A map of ours: no tiles, no fonts, nothing fetched but its own JSON. Names stand on it as links of the page.
import { Map as MapLibre, NavigationControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from "maplibre-gl";

export type Key = string;
export interface Count {
  n: number;
  href: string;
}
export interface PartSaid {
  code: string;
  name: string;
  how: "shape" | "point" | "stand_in";
  area: GeoJSON.Geometry;
  label: [number, number];
  counts: Record<Key, Count>;
}
export interface MapSaid {
  name: string;
  bounds: [number, number, number, number];
  outline: GeoJSON.Geometry;
  parts: PartSaid[];
}

const PALEST = 0.12;
const DEEPEST = 0.6;

export function drawn(box: HTMLElement, said: MapSaid): MapLibre {
  setWorkerUrl(box.dataset.worker ?? "");
  const [west, south, east, north] = said.bounds;
  const map = new MapLibre({
    container: box,
    style: style(said),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 14 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: words(box),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => {
    ink(map, box);
    document.addEventListener("theme", () => ink(map, box));
  });
  return map;
}

function words(box: HTMLElement): Record<string, string> {
  const { zoomIn = "", zoomOut = "", twoFingers = "" } = box.dataset;
  return {
    "NavigationControl.ZoomIn": zoomIn,
    "NavigationControl.ZoomOut": zoomOut,
    "CooperativeGesturesHandler.MobileHelpText": twoFingers,
  };
}

function style(said: MapSaid): StyleSpecification {
  return {
    version: 8,
    sources: {
      parts: { type: "geojson", data: features(said.parts, ""), promoteId: "code" },
      outline: { type: "geojson", data: { type: "Feature", properties: {}, geometry: said.outline } },
    },
    layers: [
      { id: "ground", type: "background" },
      { id: "parts", type: "fill", source: "parts" },
      { id: "borders", type: "line", source: "parts", filter: ["!=", ["get", "how"], "stand_in"] },
      { id: "stand-ins", type: "line", source: "parts", filter: ["==", ["get", "how"], "stand_in"], paint: { "line-dasharray": [3, 2] } },
      { id: "outline", type: "line", source: "outline", paint: { "line-width": 2 } },
    ],
  };
}

/** The parts with how deep each is to be tinted by one of their numbers. */
export function features(parts: PartSaid[], key: Key): GeoJSON.FeatureCollection {
  const most = Math.max(1, ...parts.map((part) => part.counts[key]?.n ?? 0));
  return {
    type: "FeatureCollection",
    features: parts.map((part) => {
      const n = part.counts[key]?.n ?? 0;
      const depth = n ? PALEST + ((DEEPEST - PALEST) * n) / most : 0;
      return { type: "Feature", properties: { code: part.code, how: part.how, depth }, geometry: part.area };
    }),
  };
}

/** Of a map that has loaded. */
export function coloured(map: MapLibre, box: HTMLElement, parts: PartSaid[], key: Key): void {
  box.dataset.show = key;
  (map.getSource("parts") as GeoJSONSource | undefined)?.setData(features(parts, key));
  ink(map, box);
}

// The page's own colours, so that the map is dark at night with the rest.
function ink(map: MapLibre, box: HTMLElement): void {
  const look = getComputedStyle(box);
  const of = (name: string) => look.getPropertyValue(name).trim();
  const tint = box.dataset.show === "late" ? "--late" : box.dataset.show === "due" ? "--soon" : "--accent";
  map.setPaintProperty("ground", "background-color", of("--ground"));
  map.setPaintProperty("parts", "fill-color", ["case", [">", ["get", "depth"], 0], of(tint), of("--paper")]);
  map.setPaintProperty("parts", "fill-opacity", ["case", [">", ["get", "depth"], 0], ["get", "depth"], 1]);
  for (const layer of ["borders", "stand-ins"]) map.setPaintProperty(layer, "line-color", of("--ink-soft"));
  map.setPaintProperty("outline", "line-color", of("--ink"));
}
