/** A list that ended before its end. Its cause says why; the exit code is the cause's. */
export class IncompleteError extends Error {
  override readonly name = "IncompleteError";
  /** The token for `--starting-token` with which the rest can be asked for. */
  readonly startingToken: string;

  constructor(startingToken: string, cause: unknown) {
    super("The list is not complete.", { cause });
    this.startingToken = startingToken;
  }
}
