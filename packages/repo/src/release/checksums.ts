/** `npm run release -- checksums`: SHA-256 of all files of a release, in the format of `sha256sum --check`. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startFolder } from "./pack.ts";
import { ReleaseError } from "./release-error.ts";
import type { Step } from "./step.ts";

const fileName = "SHA256SUMS";

export const checksums: Step = {
  usage: "FOLDER",
  about: `Write ${fileName} for the files of a folder.`,
  run(args) {
    const [folder] = parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
    if (folder === undefined) throw new ReleaseError("Name the folder with the files of the release.");
    writeChecksums(resolve(startFolder, folder));
  },
};

/** Writes the checksums of the files in a folder, without its folders, in alphabetical order. */
export const writeChecksums = (folder: string): void => {
  const lines = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== fileName)
    .map(({ name }) => name)
    .toSorted()
    .map((name) => `${hashOf(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, fileName), lines.join(""));
};

/** Returns a sentence for each file of a folder that differs from its checksum. Without checksums, all files are good. */
export const checksumProblems = (folder: string): readonly string[] => {
  const path = join(folder, fileName);
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("  ") as [string, string]) // writeChecksums wrote them.
    .filter(([hash, name]) => existsSync(join(folder, name)) && hashOf(join(folder, name)) !== hash)
    .map(([, name]) => `${join(folder, name)} differs from its checksum in ${fileName}. Pack it again.`);
};

const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
