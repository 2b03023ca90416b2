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
  plugins: [directImports],
  define: { "process.env.NODE_ENV": '"production"' },
});

const builtFrom = (source) => {
  const [name] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  return `assets/${basename(name)}`;
};
const page = await readFile(join(here, "src/index.html"), "utf8");
await writeFile(
  join(here, "dist/index.html"),
  page.replace("STYLE", builtFrom("src/styles/style.css")).replace("SCRIPT", builtFrom("src/main.tsx")),
);

const files = [join(here, "dist/index.html"), ...(await readdir(assets)).map((name) => join(assets, name))];
for (const file of files) {
  const bytes = await readFile(file);
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality));
}
await writeFile(
  join(here, "dist/THIRD-PARTY-NOTICES.txt"),
  await thirdPartyNotices(metafile, new URL(".", import.meta.url), readFile),
);
