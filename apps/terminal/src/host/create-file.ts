import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { copyFile, constants, link, mkdtemp, readdir, rm, rmdir, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { FileContent } from "./host.ts";

/**
 * Writes a new file atomically, readable by its owner only. Removes temporary folders in the same folder that killed writers
 * left.
 *
 * Rejects with the error of the file system, such as EEXIST when the file exists.
 */
export const createFile = async (path: string, content: FileContent, own: OwnProcess): Promise<void> => {
  // In a new folder, so that no other existing file is overwritten.
  const folder = await mkdtemp(`${path}.part-${processSpace()}-${own.pid}-`);
  const part = join(folder, PART);
  try {
    await removeLeftovers(dirname(path), own);
    // Flushed before the link, so that a crash leaves no empty file.
    await writeFile(part, content, { mode: 0o600, flush: true });
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

/** The process that writes. */
type OwnProcess = Pick<NodeJS.Process, "pid" | "kill">;

/** The only file in a temporary folder. */
const PART = "whole";

/** What `mkdtemp` makes of the prefix above: six random characters follow it. */
const temporary = /\.part-([0-9a-f]{12})-([1-9]\d*)-\w{6}$/u;

/** Removes temporary folders whose writers no longer run. Ignores errors: a leftover is only a nuisance. */
const removeLeftovers = async (folder: string, own: OwnProcess): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, space, pid] = temporary.exec(name) ?? [];
    if (space !== processSpace() || pid === undefined || isRunning(Number(pid), own)) continue;
    const leftover = join(folder, name);
    await unlink(join(leftover, PART)).catch(() => {});
    // Fails if someone else has put a file into it.
    await rmdir(leftover).catch(() => {});
  }
};

/** Whether a process runs. A new process can have the number of a writer that was killed; the leftover then stays. */
const isRunning = (pid: number, own: OwnProcess): boolean => {
  try {
    own.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user runs, too.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
};

/**
 * Identifies where this process's number is unique: the machine since its start and, on Linux, the namespace of processes. Two
 * machines or containers that share a folder must not take each other's writers for ended ones.
 */
const processSpace = (): string =>
  createHash("sha256")
    .update(
      [
        hostname(),
        known(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
        known(() => readlinkSync("/proc/self/ns/pid")),
      ].join("\n"),
    )
    .digest("hex")
    .slice(0, 12);

/** A value that only some systems have. */
const known = (read: () => string): string => {
  try {
    return read();
  } catch {
    return "";
  }
};
