/** AWS's error codes for signatures. */
export type SignatureErrorCode =
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "InvalidSignatureException"
  | "UnrecognizedClientException"
  | "ExpiredTokenException"
  | "ThrottlingException";

/** The signature was rejected. The message can contain the `Authorization` header, as in AWS, so do not log it. */
export class SignatureError extends Error {
  override readonly name = "SignatureError";
  /** AWS's error code. */
  readonly code: SignatureErrorCode;
  /** Our time if the clock skew is too large, for the `Date` header, which AWS's clients use to correct their clock. */
  readonly clock: Date | undefined;

  constructor(code: SignatureErrorCode, message: string, clock?: Date) {
    super(message);
    this.code = code;
    this.clock = clock;
  }
}

/** Whether a value is a SignatureError, also of another copy of this package. */
export const isSignatureError = (error: unknown): error is SignatureError =>
  error instanceof Error && error.name === "SignatureError";
