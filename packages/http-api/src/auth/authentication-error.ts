/** A credential that is there and wrong. Both doors refuse with its code and text, each in its own form. */
export class AuthenticationError extends Error {
  override readonly name = "AuthenticationError";
  /** AWS's name for it: `InvalidSignatureException`. */
  readonly code: string;

  /** `message` is for the response, not for a log: it holds no secret of ours, but can repeat the `Authorization` header. */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether a value is an AuthenticationError, also one of an authenticator that has its own copy of this package. */
export const isAuthenticationError = (error: unknown): error is AuthenticationError =>
  error instanceof Error && error.name === "AuthenticationError";
