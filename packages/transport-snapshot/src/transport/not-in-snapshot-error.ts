/** Cause of the ServiceError for a request whose response is not in the snapshot. AWS's own errors do not have it. */
export class NotInSnapshotError extends Error {
  override readonly name = "NotInSnapshotError";
}

/** Whether a value is a NotInSnapshotError, including one from another copy of this package. */
export const isNotInSnapshotError = (error: unknown): error is NotInSnapshotError =>
  error instanceof Error && error.name === "NotInSnapshotError";
