/** Items that a pasted text can refer to. */
import type { PageLink } from "../links/read-link.ts";

/**
 * Kind of the item. A `window` without a `WindowId` is that of a registered task or target. `command` and `automation` are what an invocation started, by the ID that AWS calls its `ExecutionId`;
 * `uuid` is an ID of unknown kind: executions, tasks, invocations, commands and
 * automations all have IDs of this form, and only the service can tell them apart. `screen` is a place without an ID, such as the
 * failures of all windows, which only links refer to.
 */
export type LocatedKind =
  | "window"
  | "execution"
  | "task"
  | "invocation"
  | "machine"
  | "command"
  | "automation"
  | "uuid"
  | "screen";

/** The IDs in a text, by AWS's names. */
export interface LocatedIds {
  readonly WindowId?: string;
  readonly WindowExecutionId?: string;
  readonly TaskExecutionId?: string;
  readonly InvocationId?: string;
  /** A task that is registered with a window. */
  readonly WindowTaskId?: string;
  /** A target that is registered with a window. Events of invocations name it and not the invocation. */
  readonly WindowTargetId?: string;
  readonly InstanceId?: string;
  /** ID of a command or an automation. */
  readonly ExecutionId?: string;
}

/** An item of AWS's history, as far as a text identifies it. */
export interface Located {
  readonly kind: LocatedKind;
  readonly ids: LocatedIds;
  /** The ID of an item of kind `uuid`. */
  readonly uuid?: string;
  /** Region and account, if the text names them. */
  readonly region?: string;
  readonly account?: string;
  /** The screen to open, with its settings, if the text is a link of the web page. */
  readonly link?: PageLink;
}
