/** Reason why a file cannot be read. */
export type SnapshotErrorReason =
  /** It is incomplete. */
  | "truncated"
  /** Its checksum is valid, but its content is not that of a snapshot. */
  | "damaged"
  /** Its content does not match its checksum. */
  | "changed"
  /** It has a later format version. */
  | "newer"
  /** It has an earlier format version that is no longer read. */
  | "older"
  /** It is not a snapshot. */
  | "foreign";

/** Thrown for a file that is not a valid snapshot. The message does not quote its content. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  /** What is wrong with the file. */
  readonly reason: SnapshotErrorReason;
  /** What to do, in one sentence. */
  readonly advice: string;

  constructor(reason: SnapshotErrorReason, problem: string, advice: string, options?: ErrorOptions) {
    super(`${problem} ${advice}`, options);
    this.reason = reason;
    this.advice = advice;
  }
}

/** Whether a value is a SnapshotError, including one from another copy of this package. */
export const isSnapshotError = (error: unknown): error is SnapshotError =>
  error instanceof Error && error.name === "SnapshotError";
