/** A release step that cannot continue. The message says what is wrong and what to do; it is printed without a stack. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}
