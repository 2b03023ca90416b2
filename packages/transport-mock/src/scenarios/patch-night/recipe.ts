/** What an execution is made of, before it has times and ids. */
import type { Run } from "../../plan.ts";
import type { Action } from "./action.ts";
import type { Group } from "./group.ts";
import type { TaskWords } from "./task-words.ts";

/** A task in an execution. */
export interface TaskRecipe {
  readonly task: TaskWords;
  /** How long it takes. */
  readonly minutes: number;
  readonly invocations: readonly InvocationRecipe[];
  /** Default: what follows from the invocations. */
  readonly ending?: Pick<Run, "outcome" | "details">;
}

/** An invocation in a task: what is done, and for which target. */
export interface InvocationRecipe {
  /** The target it works on. Default: none, as for a task that runs without targets. */
  readonly target?: Group;
  readonly action: Action;
}

/** An execution before its times and ids: when it starts, and what it does one task after the other. */
export interface ExecutionRecipe {
  /** Names the execution among those of its window: most often how many nights ago it was. */
  readonly key: string | number;
  readonly start: number;
  readonly tasks: readonly TaskRecipe[];
  /** Default: what follows from the tasks. */
  readonly ending?: Pick<Run, "outcome" | "details">;
}
