/** What an invocation, a task and an execution come to. */
import { rowsOf, type Row } from "./machines.ts";
import type { RawExecution, RawTask } from "./walk.ts";
import { hasEnded, isFailure, isUnended, tellsFailure, type Result } from "./words.ts";

/** Green, or what keeps it from being green: `not green` is known to be bad, `empty` ran on nothing. */
export type Colour = "green" | "not green" | "running" | "unknown" | "empty";

export interface JudgedInvocation {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly colour: Colour;
}

export interface JudgedTask {
  readonly id: string;
  readonly invocations: readonly JudgedInvocation[];
  readonly colour: Colour;
}

export interface JudgedExecution {
  readonly id: string;
  readonly tasks: readonly JudgedTask[];
  readonly colour: Colour;
}

interface Level {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly EndTime?: Date | undefined;
}

/** The colour of a level by AWS's word on it and by what is below it. */
const colourOf = (level: Level, results: readonly Result[], parts: readonly Colour[]): Colour => {
  const { Status, StatusDetails, EndTime } = level;
  const neverRan = results.length > 0 && results.every((result) => result === "neverRan");
  const stillOpen = !hasEnded(Status) && Status !== undefined && EndTime === undefined;
  if (Status === "SKIPPED_OVERLAPPING" && results.length === 0) return "empty";
  if (results.some(isUnended) || parts.includes("running")) return "running";
  // What AWS leaves in PENDING although nothing of it has a turn to come has not kept its promise.
  if (stillOpen && !(Status === "PENDING" && neverRan)) return "running";
  const isBad =
    results.some(isFailure) ||
    parts.includes("not green") ||
    (hasEnded(Status) && Status !== "SUCCESS") ||
    (Status === "SUCCESS" && tellsFailure(StatusDetails));
  if (isBad) return "not green";
  if (results.includes("unknown") || parts.includes("unknown") || !hasEnded(Status)) return "unknown";
  if (results.length === 0) return "empty";
  // A task that ran on nothing beside one that passed: not all that was wanted was done.
  return parts.includes("empty") ? "not green" : "green";
};

const judgeTask = (task: RawTask): JudgedTask => {
  const invocations = task.invocations.map((invocation): JudgedInvocation => {
    const rows = rowsOf(invocation, task);
    const colour = colourOf(
      invocation.row,
      rows.map(({ result }) => result),
      [],
    );
    return { id: invocation.row.InvocationId ?? "", rows, colour };
  });
  const results = invocations.flatMap(({ rows }) => rows.map(({ result }) => result));
  return {
    id: task.row.TaskExecutionId ?? "",
    invocations,
    colour: colourOf(
      task.row,
      results,
      invocations.map(({ colour }) => colour),
    ),
  };
};

/** The colour of everything in an execution, and the rows it follows from. */
export const judgeExecution = ({ WindowExecutionId, execution, tasks }: RawExecution): JudgedExecution => {
  const judged = tasks.map(judgeTask).map((task, index) =>
    // A task that is PENDING when its execution has ended will not begin any more.
    hasEnded(execution.Status) &&
    tasks[index]?.row.Status === "PENDING" &&
    task.invocations.every(({ rows }) => rows.length === 0)
      ? { ...task, colour: "not green" as const }
      : task,
  );
  const results = judged.flatMap(({ invocations }) =>
    invocations.flatMap(({ rows }) => rows.map(({ result }) => result)),
  );
  return {
    id: WindowExecutionId,
    tasks: judged,
    colour: colourOf(
      execution,
      results,
      judged.map(({ colour }) => colour),
    ),
  };
};
