/** A runtime of the HTTP API whose requests to AWS the suite answers. */
export interface AccountSubject {
  /** Starts a server. */
  start(options: AccountOptions): Promise<AccountServer>;
}

/** What the suite needs of a server. */
export interface AccountOptions {
  /** Responds to the server's requests to Systems Manager. Its request aborts when the server gives up. */
  readonly aws: (request: Request) => Promise<Response>;
  /**
   * Limits by their names in `limitTable`, such as `scansPerCaller`. Durations are in milliseconds. The rate limit must not be
   * reached by thousands of requests.
   */
  readonly limits: Readonly<Record<string, number>>;
  /** The server calls it for each request that it authenticates, and waits. Only if `holdsAuthentication` is set. */
  readonly onAuthenticate: () => Promise<void>;
}

/** A server that accepts the tokens of `credentialVariables`. */
export interface AccountServer {
  /** URL without a trailing slash; undefined for an app that is called in the test's process. */
  readonly url?: string | undefined;
  /** Handles a request in the test's process; undefined for a server on a socket. */
  readonly fetch?: ((request: Request) => Response | Promise<Response>) | undefined;
  /**
   * How clients leave a socket: by closing the connection, or by resetting it. workerd notices a closed connection only when it
   * writes; Cloudflare's network in front of it does at once. Default: `close`.
   */
  readonly leave?: "close" | "reset" | undefined;
  stop(): Promise<void>;
}
