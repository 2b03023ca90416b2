/** The reader of the output has closed the pipe. Not a failure. */
export class ClosedPipeError extends Error {
  override readonly name = "ClosedPipeError";
}
