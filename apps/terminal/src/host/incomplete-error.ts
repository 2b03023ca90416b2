/** A page of a list failed after earlier pages were read. The cause is the page's error and decides the exit code. */
export class IncompleteError extends Error {
  override readonly name = "IncompleteError";
  /** Continues the list, as the value of `--starting-token`. */
  readonly startingToken: string;

  constructor(startingToken: string, cause: unknown) {
    super("The list is incomplete.", { cause });
    this.startingToken = startingToken;
  }
}
