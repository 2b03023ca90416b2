/** Why a snapshot refuses what it does not hold: the cause of a ServiceError, whose other refusals are AWS's own. */
export class NotHeldError extends Error {
  override readonly name = "NotHeldError";
}

/** Whether a value is a NotHeldError, also one of another copy of this package. */
export const isNotHeldError = (error: unknown): error is NotHeldError =>
  error instanceof Error && error.name === "NotHeldError";
