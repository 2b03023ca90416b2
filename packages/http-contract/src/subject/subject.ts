import type { Transport } from "@windowpane/core";

/** The HTTP API in a runtime, behind a socket. */
export interface Subject {
  /**
   * Starts it with these variables in its environment, beside whatever the runtime itself needs.
   *
   * @param options - with `requestsPerMinute`, how many requests a caller may make.
   */
  start(
    variables: Readonly<Record<string, string>>,
    options?: { readonly requestsPerMinute?: number },
  ): Promise<Running>;
  /** What stands behind `WINDOWPANE_SOURCE=demo:fleet:250`, asked directly. */
  readonly fleet: Transport;
  /** The ids of its window, its execution and the execution's task. */
  readonly ids: {
    readonly WindowId: string;
    readonly WindowExecutionId: string;
    readonly TaskId: string;
  };
}

/** A runtime that answers. */
export interface Running {
  /** Without a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What a line of the contract works with. */
export interface Scene {
  readonly subject: Subject;
  /** The URL of the app that all lines share. */
  readonly url: string;
}

/** One line of the contract: passes or throws. */
export type Line = (scene: Scene) => Promise<void>;
