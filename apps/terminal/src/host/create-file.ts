import { copyFile, constants, link, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes a new file atomically, readable by its owner only.
 *
 * Rejects with the error of the file system, such as EEXIST when the file exists.
 */
export const createFile = async (path: string, text: string): Promise<void> => {
  // In a new folder, so that no other existing file is overwritten.
  const folder = await mkdtemp(`${path}.part-`);
  const part = join(folder, "whole");
  try {
    // Flushed before the link, so that a crash leaves no empty file.
    await writeFile(part, text, { mode: 0o600, flush: true });
    // Unlike a rename, a link never replaces a file that was created meanwhile.
    await link(part, path).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
      // Some file systems do not support links.
      return copyFile(part, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
