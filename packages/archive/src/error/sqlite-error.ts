import { ArchiveError, type ArchiveErrorReason } from "./archive-error.ts";

/** What an error of SQLite means for a file. */
interface Meaning {
  readonly reason: ArchiveErrorReason;
  readonly problem: (path: string, text: string) => string;
  readonly advice: string;
}

/** What to do about a file that is not an archive. */
export const FOREIGN = "Give the path of an archive, or a new path to `windowpane collect`.";

const unusable: Meaning = {
  reason: "unavailable",
  problem: (path, text) => `The archive ${path} cannot be opened: ${text}.`,
  advice: "Check that the folder exists and that you may read and write the file.",
};

const locked: Meaning = {
  reason: "locked",
  problem: (path) => `The archive ${path} is locked by another process.`,
  advice: "Run the command again when the other process has written.",
};

/** By SQLite's primary result code. */
const meanings: Readonly<Record<number, Meaning>> = {
  5: locked, // SQLITE_BUSY
  6: locked, // SQLITE_LOCKED
  8: {
    // SQLITE_READONLY
    reason: "unavailable",
    problem: (path) => `The archive ${path} or its folder cannot be written.`,
    advice:
      "Check that you may write both, which SQLite needs to read it, too, or copy the archive into a folder of your own.",
  },
  10: {
    // SQLITE_IOERR
    reason: "unavailable",
    problem: (path, text) => `The archive ${path} cannot be read or written: ${text}.`,
    advice: "Check that it is a file and that the disk works.",
  },
  11: {
    // SQLITE_CORRUPT
    reason: "damaged",
    problem: (path, text) => `The archive ${path} is damaged: ${text}.`,
    advice: "Restore it from a backup.",
  },
  13: {
    // SQLITE_FULL
    reason: "full",
    problem: (path) => `The disk of the archive ${path} is full.`,
    advice: "Free some space and run the command again; what was stored before is complete.",
  },
  14: unusable, // SQLITE_CANTOPEN
  26: {
    // SQLITE_NOTADB
    reason: "foreign",
    problem: (path) => `${path} is not an archive.`,
    advice: FOREIGN,
  },
};

/** Describes an error of `node:sqlite` about the file itself. Returns any other error unchanged. */
export const fileError = (path: string, error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const code: unknown = Reflect.get(error, "errcode");
  // The low byte of an extended result code is the primary one.
  const meaning = typeof code === "number" ? meanings[code & 0xff] : undefined;
  if (meaning === undefined) return error;
  const { reason, problem, advice } = meaning;
  return new ArchiveError(reason, problem(path, error.message), advice, { cause: error });
};

/**
 * Checks that a file with these tables is an archive, or an empty file that becomes one.
 *
 * @throws ArchiveError if it is neither.
 */
export const requireArchive = (path: string, tables: readonly string[], readOnly: boolean): void => {
  if (tables.length === 0 && readOnly) {
    throw new ArchiveError(
      "foreign",
      `${path} is empty.`,
      "Run `windowpane collect` to fill it, or give the path of another archive.",
    );
  }
  const isArchive = tables.includes("schema_version") && (tables.length === 1 || tables.includes("run"));
  if (tables.length > 0 && !isArchive) {
    throw new ArchiveError("foreign", `${path} is a database of another program, not an archive.`, FOREIGN);
  }
};
