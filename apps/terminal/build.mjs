/** Bundles the program into `dist`: one small entry, and chunks that are loaded when a command needs them. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const here = new URL(".", import.meta.url);
// Tests build into a folder of their own, so as not to pull `dist` from under somebody's feet.
const outdir = process.argv[2] ?? "dist";

await rm(new URL(outdir, here), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here.pathname,
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
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
  // Some bundled packages are CommonJS and ask for Node's modules with `require`.
  banner: {
    js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
  },
});
await writeFile(
  new URL(`${outdir}/THIRD-PARTY-NOTICES.txt`, here),
  await thirdPartyNotices(metafile, here, readFile),
);
