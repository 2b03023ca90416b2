import { existsSync } from "node:fs";
import { join } from "node:path";
import { findCircles } from "./circles.ts";
import type { Fault } from "./fault.ts";
import { findWords } from "./find-words.ts";
import { importsOf, sourcesOf } from "./imports.ts";
import { findSmallFiles } from "./small-files.ts";

/** Faults, and a table of their counts by folder and habit. */
export interface Habits {
  readonly faults: readonly Fault[];
  readonly table: readonly string[];
}

/** Checks the given folders, relative to `root`. The folder `.` means the documents at the root and in docs. */
export const checkHabits = (root: string, folders: readonly string[]): Habits => {
  const faults = folders.flatMap((folder) => faultsOf(root, folder));
  const width = Math.max("folder".length, ...folders.map(({ length }) => length));
  const rows = folders.map((folder) => {
    const own = faults.filter((fault) => fault.folder === folder);
    return [
      folder.padEnd(width),
      ...habits.map((habit) =>
        String(own.filter((fault) => fault.habit === habit).length).padStart(habit.length),
      ),
    ];
  });
  return {
    faults,
    table: [["folder".padEnd(width), ...habits], ...rows].map((cells) => cells.join("  ")),
  };
};

const habits = ["circles", "small files", "words"] as const;

const faultsOf = (root: string, folder: string): readonly Fault[] => {
  const faults = findWords(root, folder);
  if (folder === "." || !existsSync(join(root, folder, "src"))) return faults;
  const files = sourcesOf(root, folder);
  const imports = importsOf(root, folder, files);
  return [...findCircles(folder, imports), ...findSmallFiles(root, folder, files, imports), ...faults];
};
