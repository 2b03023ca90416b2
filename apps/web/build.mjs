/**
 * Bundles the page: `dist/index.html`, and `dist/assets/NAME-HASH.*`, which can be cached forever. Each file also exists
 * compressed, as `.br` and `.gz`. `dist/THIRD-PARTY-NOTICES.txt` has the licences of the bundled packages.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { directImports } from "./direct-imports.mjs";
import { thirdPartyNotices } from "./third-party-notices.mjs";
import { unusedFacts } from "./unused-facts.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const assets = join(here, "dist/assets");
await rm(join(here, "dist"), { recursive: true, force: true });
await mkdir(assets, { recursive: true });

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.tsx", "src/styles/style.css", "src/styles/later.css"],
  outdir: assets,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: "esm",
  platform: "browser",
  target: "es2023",
  jsx: "automatic",
  // The notices are in THIRD-PARTY-NOTICES.txt.
  legalComments: "none",
  plugins: [unusedFacts, directImports],
  define: { "process.env.NODE_ENV": '"production"' },
});

// The release lists the bundled packages from it.
await mkdir(join(here, ".cache"), { recursive: true });
await writeFile(join(here, ".cache/metafile.json"), JSON.stringify(metafile));
await writeFile(
  join(here, "dist/THIRD-PARTY-NOTICES.txt"),
  await thirdPartyNotices(metafile, new URL(".", import.meta.url), readFile),
);

const builtFrom = (source) => {
  const [name] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  return `assets/${basename(name)}`;
};

/** The scripts that the browser loads before it draws the list of windows: all but those that are imported when needed. */
const scripts = new Set();
const include = (output) => {
  if (scripts.has(output)) return;
  scripts.add(output);
  for (const { path, kind } of metafile.outputs[output].imports) if (kind !== "dynamic-import") include(path);
};
const main = builtFrom("src/main.tsx");
include(Object.keys(metafile.outputs).find((name) => name.endsWith(main)));

/** The browser loads them at the same time, not when it has read the script that imports them. */
const preloads = [...scripts]
  .slice(1)
  .map((name) => `<link rel="modulepreload" href="assets/${basename(name)}" />`);
const page = await readFile(join(here, "src/index.html"), "utf8");
await writeFile(
  join(here, "dist/index.html"),
  page
    .replace("STYLE", builtFrom("src/styles/style.css"))
    .replace("LATER", builtFrom("src/styles/later.css"))
    .replace("SCRIPT", main)
    .replace("<!-- PRELOADS -->", preloads.join("")),
);

const files = [join(here, "dist/index.html"), ...(await readdir(assets)).map((name) => join(assets, name))];
for (const file of files) {
  const bytes = await readFile(file);
  const gz = await promisify(gzip)(bytes, { level: 9 });
  const br = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  await writeFile(`${file}.gz`, gz);
  await writeFile(`${file}.br`, br);
}
