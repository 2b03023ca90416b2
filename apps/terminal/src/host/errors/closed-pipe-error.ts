/** The reader of the output has gone. Not a failure: it has what it wanted. */
export class ClosedPipeError extends Error {
  override readonly name = "ClosedPipeError";
}
