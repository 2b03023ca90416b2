/** Bundles the program into `dist`: one small entry, and chunks that are loaded when a command needs them. */
import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterStart } from "./after-start.mjs";
import { builtins } from "./builtins.mjs";
import { thirdPartyNotices } from "./third-party-notices.mjs";
import { yogaFromMemory } from "./yoga-from-memory.mjs";

const here = new URL(".", import.meta.url);
// Tests build into a folder of their own, so as not to pull `dist` from under somebody's feet.
const outdir = process.argv[2] ?? "dist";

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
  // Names stay, so that `--debug` shows stacks one can read.
  keepNames: false,
  // React has a slow and talkative build beside the one for production, and Ink one with developer tools.
  define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
  jsx: "automatic",
  // Ink imports it only where DEV is set, which the line above has ruled out; it is not installed.
  external: ["react-devtools-core"],
  // The ES modules of packages that also carry CommonJS: only those can be shaken.
  mainFields: ["module", "main"],
  // On Node it offers CommonJS only; what it offers browsers is the same as ES modules.
  alias: {
    yaml: fileURLToPath(new URL("browser/index.js", import.meta.resolve("yaml/package.json"))),
    // Four of Ink's packages bring it along, and it takes 30 ms to load.
    "string-width": fileURLToPath(new URL("string-width.mjs", here)),
  },
  plugins: [afterStart, builtins, yogaFromMemory],
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
});
// The help comes from the program itself, which finds no such file yet and so makes it anew.
const program = fileURLToPath(new URL(`${outdir}/main.js`, here));
const { stdout: help } = await promisify(execFile)(process.execPath, [program, "--help"]);
await writeFile(new URL(`${outdir}/help.txt`, here), help);
await writeFile(
  new URL(`${outdir}/THIRD-PARTY-NOTICES.txt`, here),
  await thirdPartyNotices(metafile, here, readFile),
);
