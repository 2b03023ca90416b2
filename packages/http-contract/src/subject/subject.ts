import type { Transport } from "@windowpane/core";

/** A runtime to test, with the HTTP API behind a socket. */
export interface HttpSubject {
  /**
   * Starts a server with these environment variables, in addition to those that the runtime needs.
   *
   * @param options - `requestsPerMinute`: rate limit of a caller.
   */
  start(
    variables: Readonly<Record<string, string>>,
    options?: { readonly requestsPerMinute?: number },
  ): Promise<RunningServer>;
  /** Transport to the account of `WINDOWPANE_SOURCE=demo:fleet:250`. */
  readonly fleet: Transport;
  /** IDs of its window, its execution and the task of the execution. */
  readonly ids: {
    readonly WindowId: string;
    readonly WindowExecutionId: string;
    readonly TaskId: string;
  };
}

/** A server that is ready. */
export interface RunningServer {
  /** URL without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Input of a rule. */
export interface RuleContext {
  readonly subject: HttpSubject;
  /** URL of the server that all rules use. */
  readonly url: string;
}

/** A rule of the contract. Throws if the runtime does not follow it. */
export type HttpRule = (context: RuleContext) => Promise<void>;
