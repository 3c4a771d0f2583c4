// Builds web/dist/field: the field app's shell. The service worker is told every file of it and a
// version that changes with any of them.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const STATIC = ["index.html", "manifest.webmanifest"];

export async function field(here, dist) {
  const from = join(here, "src/field");
  const to = join(dist, "field");
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const common = { bundle: true, minify: true, outdir: to, target: ["es2022"], legalComments: "none", logLevel: "warning" };
  await build({
    ...common,
    entryPoints: [join(from, "main.tsx"), join(from, "field.css")],
    format: "esm",
    splitting: true,
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  await build({ ...common, entryPoints: [join(from, "derive.ts")], format: "iife" });
  for (const name of STATIC) copyFileSync(join(from, name), join(to, name));
  copyFileSync(join(here, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"), join(to, "zxing_reader.wasm"));
  const names = readdirSync(to).filter((name) => name !== "sw.js" && !/\.(gz|br)$/.test(name)).sort();
  const version = createHash("sha256");
  for (const name of names) version.update(name).update(readFileSync(join(to, name)));
  const shell = names.filter((name) => name !== "index.html").map((name) => `/static/field/${name}`);
  await build({
    ...common,
    entryPoints: [join(from, "sw.ts")],
    format: "iife",
    define: {
      BUILD: JSON.stringify(version.digest("hex").slice(0, 12)),
      FILES: JSON.stringify(["/field/", "/static/mark.svg", ...shell]),
    },
  });
}
