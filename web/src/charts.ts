// Pictures: <div data-chart="options-id"></div> with a <script type="application/json" id="options-id">.
// Only the parts that pages use are built in.
import { BarChart, LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, SankeyChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const drawn = new Map<HTMLElement, EChartsType>();

function draw(box: HTMLElement): void {
  const source = document.getElementById(box.dataset.chart ?? "");
  if (!source?.textContent) return;
  drawn.get(box)?.dispose();
  const ink = getComputedStyle(box).color;
  const { color = [], ...options } = JSON.parse(source.textContent) as { color?: string[] };
  const look = getComputedStyle(box);
  const palette = color.map((name) => look.getPropertyValue(name).trim()); // the page's own, by their names
  const chart = init(box, null, { renderer: "svg" });
  chart.setOption({ aria: { enabled: true }, animation: false, textStyle: { color: ink, fontFamily: "inherit" }, ...(palette.length ? { color: palette } : {}), ...options });
  drawn.set(box, chart);
}

const all = () => document.querySelectorAll<HTMLElement>("[data-chart]").forEach(draw);

window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
document.addEventListener("theme", all);
document.body.addEventListener("htmx:afterSettle", all);
all();
