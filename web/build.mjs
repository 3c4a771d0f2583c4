// Builds web/dist in a few seconds: app.css, app.js, theme.js, charts.js, map.js, icons.svg, mark.svg, public/, field/.
// `node build.mjs --watch` is not offered: a build takes two seconds.
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { field } from "./build.field.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const doors = resolve(here, "../src/fangxian/doors");

const pages = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => /\.(html|py)$/.test(name));

// Tabler whole is 620 kB, too much for a village's phone: keep what pages name, and the
// families that a template may name next without a rebuild.
const families = /^(btn|form|card|table|alert|col|row|d|m|p|text|input|badge|list|progress|modal|h)(-|$)/;

async function styles() {
  const tabler = readFileSync(join(here, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8");
  const content = [...pages(doors), ...pages(join(here, "src"))].map((name) => name);
  const [kept] = await new PurgeCSS().purge({
    css: [{ raw: tabler }],
    content: [...content, join(here, "src/**/*.ts")],
    safelist: { standard: [families, "show", "active", "disabled"] },
    variables: false,
    keyframes: false,
  });
  writeFileSync(join(dist, "tabler.css"), kept.css);
  await build({ ...common, entryPoints: { app: join(here, "src/css/app.css") }, external: [] });
  rmSync(join(dist, "tabler.css"));
}

function icons() {
  const wanted = new Set();
  for (const name of [...pages(doors)]) {
    const text = readFileSync(name, "utf8");
    for (const found of text.matchAll(/\{% icon "([a-z0-9-]+)"/g)) wanted.add(found[1]);
    for (const found of text.matchAll(/icon_name="([a-z0-9-]+)"/g)) wanted.add(found[1]);
    if (name.endsWith("navigation.py"))
      for (const found of text.matchAll(/"([a-z][a-z0-9-]+)"/g)) wanted.add(found[1]);
  }
  wanted.add("mood-empty");
  const symbols = [...wanted].sort().flatMap((name) => {
    const file = join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
    if (!existsSync(file)) return [];
    const inner = readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "");
    return [`<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ")}</symbol>`];
  });
  writeFileSync(join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

function packed() {
  for (const name of readdirSync(dist, { recursive: true })) {
    if (!/\.(css|js|svg|wasm)$/.test(name)) continue;
    const bytes = readFileSync(join(dist, name));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes, options));
  }
}

const common = { bundle: true, minify: true, outdir: dist, target: ["es2020"], legalComments: "none", logLevel: "warning" };

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await styles();
const scripts = ["app", "theme", "charts", "map", "map-edit"].map((name) => join(here, `src/${name}.ts`));
await build({ ...common, entryPoints: scripts, format: "iife" });
await build({ ...common, entryPoints: [join(here, "src/public/symbol.ts")], outdir: join(dist, "public"), format: "esm" });
// The map's drawing happens in a worker of its own, which the page names by the address beside its script.
await build({ ...common, entryPoints: { "map-worker": join(here, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs") }, format: "iife" });
cpSync(join(here, "node_modules/maplibre-gl/dist/maplibre-gl.css"), join(dist, "map.css"));
await build({ ...common, entryPoints: { "bell-sw": join(here, "src/push/desk.sw.ts") }, format: "iife" });
icons();
cpSync(join(here, "src/mark.svg"), join(dist, "mark.svg"));
await field(here, dist);
packed();
