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

const here = fileURLToPath(new URL(".", import.meta.url));
const assets = join(here, "dist/assets");
await rm(join(here, "dist"), { recursive: true, force: true });
await mkdir(assets, { recursive: true });

/** The API checks every request against the same schemas, which are a tenth of the page: the page sends them unchecked. */
const uncheckedRequests = {
  name: "unchecked-requests",
  setup(bundler) {
    const schema = /\/packages\/core\/dist\/payload\/request-schema\.js$/;
    const contents =
      "export const requestSchema = () => ({ safeParse: (data) => ({ success: true, data }) });";
    bundler.onLoad({ filter: schema }, () => ({ contents }));
  },
};

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.tsx", "src/styles/style.css"],
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
  plugins: [uncheckedRequests, directImports],
  define: { "process.env.NODE_ENV": '"production"' },
});

await writeFile(
  join(here, "dist/THIRD-PARTY-NOTICES.txt"),
  await thirdPartyNotices(metafile, new URL(".", import.meta.url), readFile),
);

const builtFrom = (source) => {
  const [name] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  return `assets/${basename(name)}`;
};
const page = await readFile(join(here, "src/index.html"), "utf8");
await writeFile(
  join(here, "dist/index.html"),
  page.replace("STYLE", builtFrom("src/styles/style.css")).replace("SCRIPT", builtFrom("src/main.tsx")),
);

const sizes = new Map();
const files = [join(here, "dist/index.html"), ...(await readdir(assets)).map((name) => join(assets, name))];
for (const file of files) {
  const bytes = await readFile(file);
  const gz = await promisify(gzip)(bytes, { level: 9 });
  const br = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  await writeFile(`${file}.gz`, gz);
  await writeFile(`${file}.br`, br);
  sizes.set(basename(file), { br: br.length, gz: gz.length });
}

/** The files that the browser loads before it draws the list of windows: all but those that are imported when needed. */
const firstView = new Set(["index.html", basename(builtFrom("src/styles/style.css"))]);
const include = (output) => {
  if (firstView.has(basename(output))) return;
  firstView.add(basename(output));
  for (const { path, kind } of metafile.outputs[output].imports) if (kind !== "dynamic-import") include(path);
};
include(Object.keys(metafile.outputs).find((name) => name.endsWith(builtFrom("src/main.tsx"))));

/** Limits of the first view, in kB. */
const limits = { br: 160, gz: 182 };
for (const coding of ["br", "gz"]) {
  const total = [...firstView].reduce((sum, name) => sum + sizes.get(name)[coding], 0) / 1000;
  console.log(`First view: ${total.toFixed(1)} kB ${coding}, at most ${limits[coding]} kB.`);
  if (total > limits[coding]) process.exitCode = 1;
}
