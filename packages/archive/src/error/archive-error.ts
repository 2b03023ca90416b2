/** Reason why an archive cannot be used. */
export type ArchiveErrorReason =
  /** The database cannot be opened, or this Node has no SQLite. */
  | "unavailable"
  /** A later version of Windowpane wrote it. */
  | "newer"
  /** It is not an archive. */
  | "foreign"
  /** The database is damaged, or a document is missing or does not match its checksum. */
  | "damaged"
  /** Another process writes, and did not end within the time to wait. */
  | "locked"
  /** The disk has no space left. */
  | "full"
  /** A run cannot be stored. */
  | "unfit";

/** Thrown for an archive that cannot be opened, read or written. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  /** What is wrong. */
  readonly reason: ArchiveErrorReason;
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** What to do, in one sentence. */
  readonly advice: string;

  constructor(reason: ArchiveErrorReason, problem: string, advice: string, options?: ErrorOptions) {
    super(`${problem} ${advice}`, options);
    this.reason = reason;
    this.problem = problem;
    this.advice = advice;
  }
}

/** Whether a value is an ArchiveError, including one from another copy of this package. */
export const isArchiveError = (error: unknown): error is ArchiveError =>
  error instanceof Error && error.name === "ArchiveError";
