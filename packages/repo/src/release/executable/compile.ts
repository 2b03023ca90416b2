/**
 * Compiles modules ahead of time, for `entry.ts`: `node --experimental-vm-modules compile.ts FOLDER OUT`. Every function is
 * compiled, because those that V8 leaves out would be compiled each time the program starts.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { SourceTextModule } from "node:vm";

const [folder = ".", out = "."] = process.argv.slice(2);

for (const path of globSync("**/*.js", { cwd: folder })) {
  const text = readFileSync(join(folder, path), "utf8");
  setFlagsFromString("--no-lazy");
  const module = new SourceTextModule(text) as SourceTextModule & { createCachedData(): Buffer }; // Not in @types/node.
  // V8 accepts the code only under the flags that it was made with.
  setFlagsFromString("--lazy");
  const file = join(out, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, module.createCachedData());
}
