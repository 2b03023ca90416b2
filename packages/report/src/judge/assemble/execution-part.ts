/** Reports on an execution whose invocations are read in several parts, as an API does that pages through it. */
import { machinesIn, machinesOf } from "../../model/machines-of.ts";
import { skipsPatches } from "../patching/patch-doubt.ts";
import { assembleExecution, assembleTask } from "./assemble-execution.ts";
import {
  addToLevel,
  emptyExecution,
  emptyLevel,
  type ExecutionSoFar,
  type LevelSoFar,
} from "../verdict/level-so-far.ts";
import type { ExecutionReport, Gap, TaskReport } from "../../model/report.ts";

/** A report on some invocations of one task. */
export interface InvocationsReport {
  /** A report of `reportExecution` with this one task. */
  readonly report: ExecutionReport;
  /** Whether these are the last invocations of the task. */
  readonly endsTask: boolean;
}

/** A report on a part of an execution, and the evidence for the next part. */
export interface ExecutionPart {
  /**
   * Its counts, machines and groups are those of the part, so that the parts add up to the execution. The last part has the
   * verdict, reason and causes of the execution; parts before it are not `done`. Only a part that is the whole execution is
   * `complete`.
   */
  readonly report: ExecutionReport;
  readonly soFar: ExecutionSoFar;
}

/** Options of `joinExecutionPart`. */
export interface ExecutionPartOptions {
  /** Evidence of the parts before. Default: none. */
  readonly before?: ExecutionSoFar | undefined;
  /** Whether nothing of the execution follows. */
  readonly isLast: boolean;
  /** Number of requests sent for the part. */
  readonly requests: number;
}

/**
 * Joins reports on consecutive invocations of an execution to a report on a part of it. The last part has the same verdict and
 * reason as a report on the whole execution.
 *
 * @param pieces - in the order in which they are read, task by task.
 */
export const joinExecutionPart = (
  pieces: readonly [InvocationsReport, ...InvocationsReport[]],
  { before = emptyExecution, isLast, requests }: ExecutionPartOptions,
): ExecutionPart => {
  const [{ report: first }] = pieces;
  const isWhole = before === emptyExecution && isLast;
  const totals = new Map<string, LevelSoFar>();
  const ended = new Set<string>();
  let { task: earlier } = before;
  let exact = pieces.every((piece) => !piece.report.gaps.some(isOfTaskList));
  const joined = piecesByTask(pieces).map(({ tasks, endsTask }): TaskReport => {
    const task = taskOf(tasks, endsTask, earlier);
    const { invocations, counts, patches } = task;
    const rows = {
      parts: invocations,
      machines: machinesIn(invocations),
      patches,
      skipsPatches: invocations.some(skipsPatches),
    };
    // The rows of a part are known exactly, although more rows follow.
    const isExact = tasks.every((one) => one.counts.exact);
    totals.set(task.TaskExecutionId, addToLevel(earlier, { ...rows, counts: { ...counts, exact: isExact } }));
    exact &&= isExact;
    if (endsTask) ended.add(task.TaskExecutionId);
    earlier = emptyLevel;
    return task;
  });
  const invocationCount = joined.reduce((sum, { invocations }) => sum + invocations.length, 0);
  const last = joined.at(-1)?.TaskExecutionId ?? "";
  const report = assembleExecution({
    ...first,
    aws: first,
    tasks: joined,
    exact,
    leftOut: 0,
    gaps: distinctGaps(pieces.flatMap((piece) => piece.report.gaps)),
    done: isLast,
    progress: {
      tasks: joined.length,
      tasksRead: ended.size,
      invocations: invocationCount,
      invocationsRead: invocationCount,
      requests,
    },
    ...(isWhole ? {} : { earlier: { level: before.execution, totals } }),
  });
  const execution = addToLevel(before.execution, {
    parts: report.tasks
      .filter(({ TaskExecutionId }) => ended.has(TaskExecutionId))
      .map((task) => ({ ...task, ...totals.get(task.TaskExecutionId) })),
    machines: machinesOf(report),
    counts: { ...report.counts, exact },
    patches: report.patches,
    skipsPatches: joined.some(({ invocations }) => invocations.some(skipsPatches)),
  });
  const soFar = { execution, task: ended.has(last) ? emptyLevel : (totals.get(last) ?? emptyLevel) };
  return { report: isWhole ? report : marked(report), soFar };
};

interface TaskPieces {
  readonly tasks: readonly [TaskReport, ...TaskReport[]];
  readonly endsTask: boolean;
}

const piecesByTask = (pieces: readonly InvocationsReport[]): readonly TaskPieces[] => {
  const groups = new Map<string, TaskPieces>();
  for (const { report, endsTask } of pieces) {
    const [task] = report.tasks;
    if (task === undefined) continue;
    const before = groups.get(task.TaskExecutionId);
    groups.set(task.TaskExecutionId, {
      tasks: before === undefined ? [task] : [...before.tasks, task],
      endsTask,
    });
  }
  return [...groups.values()];
};

const taskOf = (
  tasks: readonly [TaskReport, ...TaskReport[]],
  endsTask: boolean,
  earlier: LevelSoFar,
): TaskReport => {
  const [task] = tasks;
  return assembleTask({
    ...task,
    task: { ...task },
    detail: tasks.find(({ MaxErrors }) => MaxErrors !== undefined) ?? task,
    invocations: tasks.flatMap(({ invocations }) => invocations),
    exact: tasks.every(({ counts }) => counts.exact),
    gaps: Math.max(...tasks.map(({ gaps = 0 }) => gaps)),
    read: endsTask,
    before: earlier === emptyLevel ? undefined : earlier,
  });
};

/** Rows without the others of the execution are not exact, and not complete. */
const marked = (report: ExecutionReport): ExecutionReport => ({
  ...report,
  reason: report.done ? report.reason : `${report.reason} The rest of it is not read yet.`,
  counts: { ...report.counts, exact: false },
  machineCounts: { ...report.machineCounts, exact: false },
  complete: false,
});

const isOfTaskList = ({ operation, kind }: Gap): boolean =>
  operation === "DescribeMaintenanceWindowExecutionTasks" && kind !== "unknown-status";

/** Every piece has the gaps of the execution and of its task; they count once. */
const distinctGaps = (gaps: readonly Gap[]): readonly Gap[] => {
  const known = new Set<string>();
  return gaps.filter(({ operation, ids, code, why, affected }) => {
    const key = JSON.stringify([operation, ids, code, why, affected]);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
};
