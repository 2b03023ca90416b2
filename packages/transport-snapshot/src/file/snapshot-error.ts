/** What is wrong with a file. */
export type SnapshotFault =
  /** It ends before its end. */
  | "truncated"
  /** It is no JSON, or not the JSON of a snapshot any more. */
  | "damaged"
  /** It says something else than when it was written. */
  | "changed"
  /** A later version of this format. */
  | "newer"
  /** It is something else. */
  | "foreign";

/** A text that cannot be read as a snapshot. The message says what is wrong and what to do; it quotes nothing. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  readonly fault: SnapshotFault;
  /** One sentence on what to do. */
  readonly advice: string;

  constructor(fault: SnapshotFault, wrong: string, advice: string, options?: ErrorOptions) {
    super(`${wrong} ${advice}`, options);
    this.fault = fault;
    this.advice = advice;
  }
}

/** Whether a value is a SnapshotError, also one of another copy of this package. */
export const isSnapshotError = (error: unknown): error is SnapshotError =>
  error instanceof Error && error.name === "SnapshotError";
