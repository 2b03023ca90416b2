/** Invalid credentials. REST and AWS's protocol both respond with its code and message, each in its own format. */
export class AuthenticationError extends Error {
  override readonly name = "AuthenticationError";
  /** AWS's error code, such as `InvalidSignatureException`. */
  readonly code: string;

  /** `message` is for the response, not for a log: it has no secret of the server, but can repeat the `Authorization` header. */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether a value is an AuthenticationError, including one from another copy of this package. */
export const isAuthenticationError = (error: unknown): error is AuthenticationError =>
  error instanceof Error && error.name === "AuthenticationError";
