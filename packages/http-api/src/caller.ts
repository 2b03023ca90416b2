/** What a caller may do: `read` is everything but stopping an execution, `cancel` is that. */
export type Role = "read" | "cancel";

/** Whether a word is a role. */
export const isRole = (word: string): word is Role => word === "read" || word === "cancel";

/** Who asks. */
export interface Caller {
  /** A name for rate limits and logs. Never a secret, nor anything a secret can be told from. */
  readonly id: string;
  readonly roles: ReadonlySet<Role>;
}

/** One way to prove who asks. */
export interface Authenticator {
  /** A word for logs: `bearer`. */
  readonly name: string;
  /** Challenge for `WWW-Authenticate` without credentials: `Bearer realm="windowpane"`. Default: none. */
  readonly challenge?: string | undefined;
  /**
   * Looks at a request whose body has been read already.
   *
   * @param body - the bytes as they were sent; undefined when the request has none.
   * @returns the caller, or undefined when the request carries no credential of this kind.
   * @throws AuthenticationError when it carries one, and it is wrong.
   */
  authenticate(request: Request, body: Uint8Array | undefined): Promise<Caller | undefined>;
}
