/** AWS's names for a signature that is missing, broken, wrong, too old, or the same as a moment ago. */
export type SignatureFault =
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "InvalidSignatureException"
  | "UnrecognizedClientException"
  | "ExpiredTokenException"
  | "ThrottlingException";

/** A refused signature. Like AWS's, the message can repeat the `Authorization` header, so do not log it. */
export class SignatureError extends Error {
  override readonly name = "SignatureError";
  /** AWS's name of the error. */
  readonly code: SignatureFault;
  /** Where the clocks are too far apart: what ours says, for the `Date` header by which AWS's clients set theirs. */
  readonly clock: Date | undefined;

  constructor(code: SignatureFault, message: string, clock?: Date) {
    super(message);
    this.code = code;
    this.clock = clock;
  }
}

/** Whether a value is a SignatureError, also one of another copy of this package. */
export const isSignatureError = (error: unknown): error is SignatureError =>
  error instanceof Error && error.name === "SignatureError";
