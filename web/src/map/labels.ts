// The names and numbers of a map's parts: links that a keyboard reaches, the weightiest drawn first; one that
// would lie over another waits until there is room.
import { Marker, type Map as MapLibre } from "maplibre-gl";
import type { Key, PartSaid } from "./drawing";

export class Labels {
  private readonly links = new Map<string, HTMLAnchorElement>();
  private weighed: PartSaid[] = [];

  constructor(map: MapLibre, parts: PartSaid[]) {
    for (const part of parts) {
      const link = document.createElement("a");
      link.className = "map-name";
      this.links.set(part.code, link);
      new Marker({ element: link }).setLngLat(part.label).addTo(map);
    }
    map.on("idle", () => this.spread());
  }

  say(parts: PartSaid[], key: Key): void {
    for (const part of parts) {
      const link = this.links.get(part.code);
      const count = part.counts[key];
      if (!link) continue;
      link.replaceChildren(part.name);
      link.removeAttribute("href");
      if (!count) continue;
      const number = document.createElement("b");
      number.textContent = String(count.n);
      link.append(" ", number);
      if (count.href) link.href = count.href;
    }
    this.weighed = [...parts].sort((one, other) => (other.counts[key]?.n ?? 0) - (one.counts[key]?.n ?? 0));
    this.spread();
  }

  private spread(): void {
    const taken: DOMRect[] = [];
    for (const part of this.weighed) {
      const link = this.links.get(part.code);
      if (!link) continue;
      link.hidden = false;
      const box = link.getBoundingClientRect();
      link.hidden = taken.some((one) => box.left < one.right && box.right > one.left && box.top < one.bottom && box.bottom > one.top);
      if (!link.hidden) taken.push(box);
    }
  }
}
