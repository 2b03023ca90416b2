/** Verdicts of invocations, tasks and executions. */
import { rowsOf, type Row } from "./machines.ts";
import type { PatchSaid } from "./patches.ts";
import type { RawExecution, RawTask } from "./walk.ts";
import { hasEnded, isFailure, isUnended, tellsFailure, type Result } from "./words.ts";

/** Verdict as a colour. `not green` means a known failure; `empty` means that no machine was targeted. */
export type Colour = "green" | "not green" | "running" | "unknown" | "empty";

/** A row, with its patch result if a patch document was to run on the machine. */
export interface JudgedRow extends Row {
  readonly patch?: PatchSaid | undefined;
}

/** Patch results by `InvocationId InstanceId`. */
export type PatchWords = ReadonlyMap<string, PatchSaid>;

const leftToDo: ReadonlySet<string | undefined> = new Set([
  "failed",
  "missing",
  "rejected",
  "reboot pending",
]);
const unproven: ReadonlySet<string | undefined> = new Set([
  "unknown",
  "nothing reported",
  "not measured",
  "cut off",
]);

/** Whether the machine is known to lack patches after an installation. */
export const lacksPatches = ({ patch }: JudgedRow): boolean => leftToDo.has(patch?.word);

const isUnproven = ({ patch }: JudgedRow): boolean =>
  unproven.has(patch?.word) || (patch?.word === "overwritten" && patch.isScan !== true);

export interface JudgedInvocation {
  readonly id: string;
  readonly rows: readonly JudgedRow[];
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

/** Colour of a level, from its status in AWS and from the levels below it. */
const colourOf = (level: Level, rows: readonly JudgedRow[], parts: readonly Colour[]): Colour => {
  const { Status, StatusDetails, EndTime } = level;
  const results: readonly Result[] = rows.map(({ result }) => result);
  const notRun = results.length > 0 && results.every((result) => result === "notRun");
  const stillOpen = !hasEnded(Status) && Status !== undefined && EndTime === undefined;
  if (Status === "SKIPPED_OVERLAPPING" && results.length === 0) return "empty";
  if (results.some(isUnended) || parts.includes("running")) return "running";
  // AWS leaves a level in PENDING if its machines will not run any more. Such a level is not running.
  if (stillOpen && !(Status === "PENDING" && notRun)) return "running";
  const isBad =
    results.some(isFailure) ||
    rows.some(lacksPatches) ||
    parts.includes("not green") ||
    (hasEnded(Status) && Status !== "SUCCESS") ||
    (Status === "SUCCESS" && tellsFailure(StatusDetails));
  if (isBad) return "not green";
  if (rows.some(isUnproven) || results.includes("unknown") || parts.includes("unknown") || !hasEnded(Status))
    return "unknown";
  if (results.length === 0) return "empty";
  // A task without machines next to a passed task means that part of the work was not done.
  return parts.includes("empty") ? "not green" : "green";
};

const judgeTask = (task: RawTask, patches: PatchWords): JudgedTask => {
  const invocations = task.invocations.map((invocation): JudgedInvocation => {
    const id = invocation.row.InvocationId ?? "";
    const rows = rowsOf(invocation, task).map((row): JudgedRow => ({
      ...row,
      patch: patches.get(`${id} ${row.name}`),
    }));
    return { id, rows, colour: colourOf(invocation.row, rows, []) };
  });
  const all = invocations.flatMap(({ rows }) => rows);
  return {
    id: task.row.TaskExecutionId ?? "",
    invocations,
    colour: colourOf(
      task.row,
      all,
      invocations.map(({ colour }) => colour),
    ),
  };
};

/** Colours of an execution and its levels, and the rows from which they follow. */
export const judgeExecution = (
  { WindowExecutionId, execution, tasks }: RawExecution,
  patches: PatchWords = new Map(),
): JudgedExecution => {
  const judged = tasks
    .map((raw) => judgeTask(raw, patches))
    .map((task, index) =>
      // A task that is PENDING when its execution has ended will not start.
      hasEnded(execution.Status) &&
      tasks[index]?.row.Status === "PENDING" &&
      task.invocations.every(({ rows }) => rows.length === 0)
        ? { ...task, colour: "not green" as const }
        : task,
    );
  const all = judged.flatMap(({ invocations }) => invocations.flatMap(({ rows }) => rows));
  return {
    id: WindowExecutionId,
    tasks: judged,
    colour: colourOf(
      execution,
      all,
      judged.map(({ colour }) => colour),
    ),
  };
};
