import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const terminal = new URL("../../../../apps/terminal/", import.meta.url);

/**
 * The program without one of the rewrites in `apps/terminal/build.mjs`: the path of its `main.js`. Builds it in `.cache`
 * unless that build is newer than `dist`.
 */
export const builtWithout = (rewrite: string): string => {
  const folder = `.cache/without/${rewrite}`;
  const main = new URL(`${folder}/dist/main.js`, terminal);
  if (changedAt(main) < changedAt(new URL("dist/main.js", terminal))) {
    mkdirSync(new URL(folder, terminal), { recursive: true });
    // The program reads its version from the folder above its own.
    copyFileSync(new URL("package.json", terminal), new URL(`${folder}/package.json`, terminal));
    execFileSync(process.execPath, ["build.mjs", `--outdir=${folder}/dist`, `--without=${rewrite}`], {
      cwd: fileURLToPath(terminal),
      stdio: "inherit",
    });
  }
  return fileURLToPath(main);
};

const changedAt = (file: URL): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
