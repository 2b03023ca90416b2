#!/usr/bin/env node
/**
 * The entry point. Prints the version and the help without loading the program, in little more than Node's own start
 * time. For this it imports nothing: importing Node's modules would take longer than printing the help.
 */
import type { start } from "./start.ts";

// Node before 20.16 lacks getBuiltinModule, which the chunks of the bundle use; see build.mjs.
if (!("getBuiltinModule" in process)) {
  const { createRequire } = await import("node:module");
  Object.assign(process, { getBuiltinModule: createRequire(import.meta.url) });
}
const { fstatSync, readFileSync, writeSync } = process.getBuiltinModule("node:fs");

const main = async (): Promise<void> => {
  if (printsAtOnce(process.argv.slice(2))) return;
  // Starts a third faster from the second run on. Older versions of Node lack the function.
  process.getBuiltinModule("node:module").enableCompileCache?.();
  const program: { readonly start: typeof start } = await import("./start.ts");
  await program.start(readVersion(), new URL("page/", import.meta.url));
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
    return writesAtOnce(readFileSync(new URL("help.txt", import.meta.url), "utf8"));
  } catch {
    return false;
  }
};

/** Bypasses `process.stdout`, which takes time to create. */
const writesAtOnce = (text: string): boolean => writeSync(1, text) === Buffer.byteLength(text);

const isNarrow = (): boolean => fstatSync(1).isCharacterDevice() && process.stdout.columns < 80;

/** `package.json` is next to both `dist` and `src`. */
const readVersion = (): string => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string }; // npm requires a version.
  return version;
};

await main();
