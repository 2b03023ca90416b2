/** An execution that is read repeatedly, once for all clients that follow it. */

/** An execution, task or invocation as last read, without sensitive members. */
export interface StateItem {
  readonly event: "execution" | "task" | "invocation";
  /** Unique within the execution. */
  readonly key: string;
  readonly data: unknown;
  /** Canonical text of the data, independent of the order of its members. */
  readonly text: string;
}

/** State of a followed execution. */
export interface FollowedState {
  /** Number of this state. It grows with every read, also if nothing changed. */
  readonly step: number;
  /** Number of changes so far. */
  readonly version: number;
  /** Identifies the version, also in other processes. */
  readonly digest: string;
  readonly Status: string | undefined;
  readonly tasks: number;
  readonly invocations: number;
  /** Why no further state follows. */
  readonly ending?: FollowEnding | undefined;
}

/**
 * Why the reads of an execution ended.
 *
 * - `ended`: it is final. `verdicts` has the result with and without patches, if a client wanted it.
 * - `spent`: the requests to AWS are used up. A client that reconnects gets new ones.
 * - `failed`: a request failed.
 */
export type FollowEnding =
  | { readonly kind: "ended"; readonly verdicts: ReadonlyMap<boolean, object> }
  | { readonly kind: "spent" }
  | { readonly kind: "failed"; readonly error: unknown };

/** The view of one client. It ends with the client's request. */
export interface FollowedExecution {
  latest(): FollowedState;
  /** Returns the latest state as soon as it is newer than a step. A slow client gets none of the states in between. */
  after(step: number): Promise<FollowedState>;
  /** Items of the latest state that have changed since a version, each in full. Clients at the same version get the same array. */
  changesSince(version: number): readonly StateItem[];
  /** Version with this digest; 0 if it is not known, so that everything has changed since. */
  versionOf(digest: string): number;
}
