/**
 * Bundles the program into `dist`: one small entry, and chunks that are loaded when a command needs them. `dist/page` has the
 * web page, which `serve` sends to browsers.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { mergeNotices, thirdPartyNotices } from "@windowpane/web/third-party-notices.mjs";
import { build } from "esbuild";
import { afterStart } from "./after-start.mjs";
import { directImports } from "@windowpane/web/direct-imports.mjs";
import { yogaFromMemory } from "./yoga-from-memory.mjs";

const here = new URL(".", import.meta.url);
// Tests build into their own folder, because `dist` may be in use.
const {
  values: { outdir, without },
} = parseArgs({
  options: {
    outdir: { type: "string", default: "dist" },
    // Rewrites to leave out, so that the benchmarks can measure what each of them saves.
    without: { type: "string", multiple: true, default: [] },
  },
});

/** Changes to other packages. Each saves at least 10 ms of the time to the first rows; `npm run bench` measures it. */
const rewrites = {
  plugins: { "direct-imports": directImports, "after-start": afterStart, "yoga-from-memory": yogaFromMemory },
  // Four of Ink's packages import string-width.
  alias: { "string-width": fileURLToPath(new URL("string-width.mjs", here)) },
};
const kept = (table) => Object.entries(table).filter(([name]) => !without.includes(name));

await rm(new URL(outdir, here), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: fileURLToPath(here),
  entryPoints: ["src/main.ts"],
  outdir,
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  chunkNames: "chunks/[name]-[hash]",
  minifySyntax: true,
  minifyWhitespace: true,
  // Identifiers stay, so that the stacks of --debug are readable.
  // Selects the production builds of React and Ink.
  define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
  jsx: "automatic",
  // Ink imports it only if DEV is set. It is not installed.
  external: ["react-devtools-core"],
  // Prefers ES modules, because esbuild can leave out unused parts of them only.
  mainFields: ["module", "main"],
  alias: Object.fromEntries(kept(rewrites.alias)),
  plugins: kept(rewrites.plugins).map(([, plugin]) => plugin),
  // Some CommonJS packages require Node's modules. main.ts adds getBuiltinModule to older versions of Node.
  banner: {
    js: 'const require = process.getBuiltinModule?.("node:module").createRequire(import.meta.url);',
  },
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
});
// Without this file the program renders the help itself.
const program = fileURLToPath(new URL(`${outdir}/main.js`, here));
const { stdout: help } = await promisify(execFile)(process.execPath, [program, "--help"]);
await writeFile(new URL(`${outdir}/help.txt`, here), help);
const page = new URL(".", import.meta.resolve("@windowpane/web/dist/index.html"));
for (const name of ["index.html", "index.html.br", "index.html.gz", "assets"]) {
  await cp(new URL(name, page), new URL(`${outdir}/page/${name}`, here), { recursive: true });
}
// The release lists the bundled packages from it.
if (outdir === "dist") {
  await mkdir(new URL(".cache", here), { recursive: true });
  await writeFile(new URL(".cache/metafile.json", here), JSON.stringify(metafile));
}
const notices = [
  await thirdPartyNotices(metafile, here, readFile),
  await readFile(new URL("THIRD-PARTY-NOTICES.txt", page), "utf8"),
];
await writeFile(new URL(`${outdir}/THIRD-PARTY-NOTICES.txt`, here), mergeNotices(notices));
