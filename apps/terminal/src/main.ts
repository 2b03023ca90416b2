#!/usr/bin/env node
/**
 * The entry point. Prints the version and the help without loading the program, in little more than Node's own start
 * time. For this it imports nothing: importing Node's modules would take longer than printing the help.
 */
import type * as Sea from "node:sea";
import type { OwnFiles } from "./host/page-files.ts";
import type { start } from "./start.ts";

let sea: typeof Sea | undefined;
if ("getBuiltinModule" in process) {
  sea = process.getBuiltinModule("node:sea");
} else {
  // Node before 20.16 lacks getBuiltinModule, which the chunks of the bundle use; see build.mjs.
  const { createRequire } = await import("node:module");
  Object.assign(process, { getBuiltinModule: createRequire(import.meta.url) });
}
const { fstatSync, readdirSync, readFileSync, writeSync } = process.getBuiltinModule("node:fs");
/** The files inside the single executable; undefined in Node. */
const assets = sea?.isSea() === true ? sea : undefined;

const main = async (): Promise<void> => {
  if (printsAtOnce(process.argv.slice(2))) return;
  // Starts a third faster from the second run on. Older versions of Node lack the function. The executable contains its
  // compiled code.
  if (assets === undefined) process.getBuiltinModule("node:module").enableCompileCache?.();
  const program: { readonly start: typeof start } = await import("./start.ts");
  await program.start(readVersion(), ownFiles);
};

/** The single executable has the package's files as assets. Their names are paths from the package's folder. */
const assetOf = (path: string): string => new URL(path, "file:///dist/").pathname.slice(1);

const ownFiles: OwnFiles = {
  isExecutable: assets !== undefined,
  read: (path) =>
    assets === undefined
      ? readFileSync(new URL(path, import.meta.url))
      : Buffer.from(assets.getRawAsset(assetOf(path))),
  list(folder) {
    if (assets === undefined) return readdirSync(new URL(folder, import.meta.url));
    const start = assetOf(folder);
    return assets.getAssetKeys().flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  },
};

/**
 * Prints the version, or the help that the build wrote to a file. Gives false where the program must print it: on a narrow
 * terminal, without a build, and when the output accepts only a part.
 */
const printsAtOnce = ([word, ...others]: readonly string[]): boolean => {
  if (others.length > 0) return false;
  try {
    if (word === "--version") return writesAtOnce(`${readVersion()}\n`);
    if ((word !== "--help" && word !== "-h") || isNarrow()) return false;
    return writesAtOnce(ownFiles.read("help.txt").toString());
  } catch {
    return false;
  }
};

/** Bypasses `process.stdout`, which takes time to create. */
const writesAtOnce = (text: string): boolean => writeSync(1, text) === Buffer.byteLength(text);

const isNarrow = (): boolean => fstatSync(1).isCharacterDevice() && process.stdout.columns < 80;

/** `package.json` is next to both `dist` and `src`. */
const readVersion = (): string => {
  const { version } = JSON.parse(ownFiles.read("../package.json").toString()) as { version: string }; // npm requires a version.
  return version;
};

await main();
