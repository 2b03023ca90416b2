/** Where something that a person pasted stands in AWS's history. */

/**
 * What was found. `command` and `automation` are what an invocation started, by the id that AWS calls its `ExecutionId`;
 * `uuid` is an id of which the text does not say what it belongs to: executions, tasks, invocations, commands and
 * automations all have ids of that form, and only the service can tell them apart.
 */
export type LocatedKind =
  | "window"
  | "execution"
  | "task"
  | "invocation"
  | "machine"
  | "command"
  | "automation"
  | "uuid";

/** The ids that a text gives, in AWS's words. */
export interface LocatedIds {
  readonly WindowId?: string;
  readonly WindowExecutionId?: string;
  readonly TaskExecutionId?: string;
  readonly InvocationId?: string;
  /** Events of invocations name the registered target and not the invocation. */
  readonly WindowTargetId?: string;
  readonly InstanceId?: string;
  /** The id of a command or of an automation. */
  readonly ExecutionId?: string;
}

/** A place in AWS's history, as far as a text tells it. */
export interface Located {
  readonly kind: LocatedKind;
  readonly ids: LocatedIds;
  /** Of kind `uuid`: the id itself. */
  readonly uuid?: string;
  /** Where it is, when the text says so. */
  readonly region?: string;
  readonly account?: string;
}
