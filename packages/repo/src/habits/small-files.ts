import { readFileSync } from "node:fs";
import { join } from "node:path";
import { forms } from "./exceptions.ts";
import type { Fault } from "./fault.ts";
import type { Import } from "./imports.ts";

/** A file with fewer lines than this belongs in its importer if it has exactly one. */
const SMALL = 30;

/** Finds small files that exactly one file imports. Re-exported files and files that are loaded on demand may be small. */
export const findSmallFiles = (
  root: string,
  folder: string,
  files: readonly string[],
  imports: readonly Import[],
): readonly Fault[] => {
  return files.flatMap((file): Fault[] => {
    const path = `${folder}/src/${file}`;
    if (forms.some((form) => form.files.test(path))) return [];
    const lines = readFileSync(join(root, path), "utf8").trimEnd().split("\n").length;
    const importers = new Set(imports.filter(({ to }) => to === file).map(({ from }) => from));
    const maySplit = imports.some(({ to, reexport, dynamic }) => to === file && (reexport || dynamic));
    if (lines >= SMALL || importers.size !== 1 || maySplit) return [];
    return [
      {
        habit: "small files",
        folder,
        message: `${path} has ${lines} ${lines === 1 ? "line" : "lines"} and one importer: merge it into ${[...importers].join("")}`,
      },
    ];
  });
};
