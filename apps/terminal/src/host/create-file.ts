import { copyFile, constants, link, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes a new file, whole or not at all: it appears under its name when everything is in it. Nobody else may read it, as
 * it may say what is nobody's business.
 *
 * Rejects as the file system does, with EEXIST when there is such a file.
 */
export const createFile = async (path: string, text: string): Promise<void> => {
  // A folder of its own: whatever stands beside the path already is not ours to write over either.
  const folder = await mkdtemp(`${path}.part-`);
  const part = join(folder, "whole");
  try {
    // Flushed before it has its name, so that a machine that stops leaves no empty file under it.
    await writeFile(part, text, { mode: 0o600, flush: true });
    // Unlike renaming, linking never takes the place of a file that somebody else has made in the meantime.
    await link(part, path).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
      // Not every file system links.
      return copyFile(part, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
