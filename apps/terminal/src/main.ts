#!/usr/bin/env node
/**
 * Where the program begins. What needs nothing but a file is answered here, in hardly more than the time that Node itself
 * takes to start; that is why this file imports nothing, and even takes Node's own modules by a shorter way: an import
 * makes a module of one with all its names, which takes longer than to print the help.
 */
import type { start } from "./start.ts";

// Added in Node 20.16. The bundle's chunks use it, see build.mjs.
if (!("getBuiltinModule" in process)) {
  const { createRequire } = await import("node:module");
  Object.assign(process, { getBuiltinModule: createRequire(import.meta.url) });
}
const { fstatSync, readFileSync, writeSync } = process.getBuiltinModule("node:fs");

const main = async (): Promise<void> => {
  if (answersAtOnce(process.argv.slice(2))) return;
  // Node keeps what it made of our code, and starts a third faster from then on. Older ones know nothing of it.
  process.getBuiltinModule("node:module").enableCompileCache?.();
  const program: { readonly start: typeof start } = await import("./start.ts");
  await program.start(ownVersion());
};

/**
 * Prints the version, or the help that the build has put into a file. A narrow terminal, and the sources before they are
 * built, get their help the long way; so does whoever cannot take it in one piece, as the program waits or says why.
 */
const answersAtOnce = ([word, ...others]: readonly string[]): boolean => {
  if (others.length > 0) return false;
  try {
    if (word === "--version") return writesAtOnce(`${ownVersion()}\n`);
    if ((word !== "--help" && word !== "-h") || isNarrow()) return false;
    return writesAtOnce(readFileSync(new URL("help.txt", import.meta.url), "utf8"));
  } catch {
    return false;
  }
};

/** Past `process.stdout`, which takes its time to find out what it is. */
const writesAtOnce = (text: string): boolean => writeSync(1, text) === Buffer.byteLength(text);

const isNarrow = (): boolean => fstatSync(1).isCharacterDevice() && process.stdout.columns < 80;

/** `package.json` stands beside `dist` and `src` alike. */
const ownVersion = (): string => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string }; // npm refuses a package without a version.
  return version;
};

await main();
