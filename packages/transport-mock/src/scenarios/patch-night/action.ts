/** What one invocation does, before it has a time and a place. */
import type { InvocationPlan, Run } from "../../plan.ts";
import type { Chance } from "./draw.ts";
import type { TaskWords } from "./task-words.ts";
import type { Machine } from "./fleet.ts";
import type { Slot } from "./when.ts";

/** Where in the account an invocation stands. */
export interface Place extends Slot {
  readonly chance: Chance;
  /** Names the invocation among all, for its draws and ids. */
  readonly key: string;
  /** Empty for what no window started. */
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly task: Pick<TaskWords, "MaxConcurrency" | "MaxErrors">;
}

/** The ID of the command that an invocation sends. */
export const commandId = ({ chance, key }: Place): string => chance.uuid(`${key}/command`);

/** What an invocation says of what it started. */
export type Started = Pick<InvocationPlan, "ExecutionId" | "Parameters" | "command" | "automation">;

/** One invocation's doing and its outcome, the same wherever it is put. */
export interface Action extends Pick<Run, "outcome" | "details"> {
  /** How much of the task's time it takes, beside the task's other invocations. 0: nothing is started. */
  readonly weight: number;
  readonly machines: readonly Machine[];
  at(place: Place): Started;
}

/**
 * The action, never started: the task ended before its turn came. How AWS lists such invocations is unverified; here
 * they are listed with what was planned and without an `ExecutionId`, so that nobody takes them for done.
 */
export const neverStarted = ({ machines, at }: Action, outcome: "CANCELLED" | "TIMED_OUT"): Action => ({
  outcome,
  machines,
  weight: 0,
  at: planned(at),
});

/** The action, refused before anything was started. */
export const refused = (action: Action, details: string): Action => ({
  ...action,
  outcome: "FAILED",
  details,
  weight: 0,
  at: planned(action.at),
});

/** The action, with its history at Run Command or Automation gone: only the invocation remembers it. */
export const forgotten = (action: Action): Action => ({
  ...action,
  at(place) {
    const { ExecutionId, Parameters } = action.at(place);
    return {
      ...(ExecutionId !== undefined && { ExecutionId }),
      ...(Parameters !== undefined && { Parameters }),
    };
  },
});

const planned =
  (at: Action["at"]) =>
  (place: Place): Started => {
    const { Parameters } = at(place);
    return Parameters === undefined ? {} : { Parameters };
  };
