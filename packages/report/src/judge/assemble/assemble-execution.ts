/** Assembles reports from what has been read. Intermediate and final reports are judged in the same way. */
import { machinesOf, machinesIn } from "../../model/machines-of.ts";
import { skipsPatches } from "../patching/patch-doubt.ts";
import { isFinalStatus } from "@windowpane/core";
import { progressOf } from "../../model/aws-progress.ts";
import { addCounts, countResults, worse, type Counted, type Counts } from "../../model/result.ts";
import { causeBy } from "../causes/rules/rule.ts";
import { levelCauses } from "../causes/rules/status-details.ts";
import type { AwsTask, AwsTaskDetail } from "../../model/task.ts";
import type { AwsProgress, ExecutionReport, Machine, TaskReport } from "../../model/report.ts";
import { failuresOf } from "../groups/failures-of.ts";
import { groupFailures } from "../groups/group.ts";
import { isStopped } from "../groups/harm.ts";
import { foldGaps } from "../../model/gap.ts";
import { judgeLevel } from "../verdict/judge-level.ts";
import type { LevelSoFar, LowerLevel } from "../verdict/level-so-far.ts";
import { addPatchCounts } from "../patching/counts.ts";
import { present } from "../../model/present.ts";
import { unknownStatuses } from "../verdict/unknown-status.ts";
import { plural } from "../../model/words.ts";

/** What has been read of a task. */
export interface TaskParts extends Pick<
  TaskReport,
  "WindowExecutionId" | "invocations" | "resumeFrom" | "read"
> {
  readonly task: AwsTask & { readonly TaskExecutionId: string };
  readonly detail?: Pick<AwsTaskDetail, "MaxErrors" | "MaxConcurrency" | "Priority"> | undefined;
  /** Whether the list of its invocations is complete. */
  readonly exact: boolean;
  /** Number of gaps, without those of its invocations. */
  readonly gaps: number;
  /** Evidence of its invocations that were read before, with other responses. Default: none. */
  readonly before?: LevelSoFar | undefined;
  /** Whether its execution has ended, regardless of the task's status. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** Assembles the report on a task. */
export const assembleTask = ({
  WindowExecutionId,
  task,
  detail,
  invocations,
  exact,
  resumeFrom,
  gaps,
  read,
  isOver,
  before,
}: TaskParts): TaskReport => {
  const counts = openEnded(addCounts(invocations.map((invocation) => invocation.counts)), exact && read);
  const patches = addPatchCounts(invocations.map((invocation) => invocation.patches));
  const { judgement, cause } = judgeLevel({
    level: "task",
    aws: task,
    counts,
    patches,
    skipsPatches: invocations.some(skipsPatches),
    machines: machinesIn(invocations),
    parts: invocations,
    before,
    read,
    isOver,
    subject: task.TaskArn,
  });
  return {
    TaskExecutionId: task.TaskExecutionId,
    WindowExecutionId,
    ...present({
      TaskArn: task.TaskArn,
      TaskType: task.TaskType,
      MaxErrors: detail?.MaxErrors,
      MaxConcurrency: detail?.MaxConcurrency,
      Priority: detail?.Priority,
    }),
    ...progressOf(task),
    ...judgement,
    ...present({ cause }),
    counts,
    ...present({ patches }),
    invocations,
    read,
    ...present({ gaps: gaps || undefined, resumeFrom }),
  };
};

/** What has been read of an execution. */
export interface ExecutionParts extends Pick<
  ExecutionReport,
  "WindowId" | "Name" | "origin" | "WindowExecutionId" | "tasks" | "gaps" | "done" | "progress"
> {
  /** The execution's status and times. Members are absent if they could not be read. */
  readonly aws: AwsProgress;
  /** Whether the list of its tasks is complete. */
  readonly exact: boolean;
  /** Number of its tasks that were not requested. */
  readonly leftOut: number;
  /** Evidence of parts that were read before, with other responses, and all rows so far by task. Default: none. */
  readonly earlier?:
    | { readonly level: LevelSoFar; readonly totals: ReadonlyMap<string, LevelSoFar> }
    | undefined;
  /** Whether it has ended although parts of it have not; those count as unknown. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** Assembles the report on an execution. */
export const assembleExecution = (parts: ExecutionParts): ExecutionReport => {
  const { WindowId, Name, origin, WindowExecutionId, aws, leftOut, done, progress } = parts;
  const exact = parts.exact && leftOut === 0;
  const tasks = isFinalStatus(aws.Status) ? parts.tasks.map(orNotStarted) : parts.tasks;
  const counts = openEnded(addCounts(tasks.map((task) => task.counts)), exact && done);
  const patches = addPatchCounts(tasks.map((task) => task.patches));
  const { judgement, cause } = judgeLevel({
    level: "execution",
    aws,
    counts,
    patches,
    skipsPatches: tasks.some(({ invocations }) => invocations.some(skipsPatches)),
    machines: machinesOf({ tasks }),
    parts: withTotals(tasks, parts.earlier?.totals),
    before: parts.earlier?.level,
    read: done,
    isOver: parts.isOver,
    subject: Name ?? WindowId,
  });
  // Gaps from an earlier report already include unknown statuses.
  const others = parts.gaps.filter(({ kind }) => kind !== "unknown-status");
  const gaps = foldGaps([...others, ...unknownStatuses({ ...aws, WindowExecutionId, tasks })]);
  const report = {
    ...present({ WindowId, Name, origin }),
    WindowExecutionId,
    ...progressOf(aws),
    ...judgement,
    ...(leftOut === 0
      ? {}
      : {
          reason: `${judgement.reason} ${plural(leftOut, "task")} ${leftOut === 1 ? "was" : "were"} not requested.`,
        }),
    ...present({ cause }),
    counts,
    ...present({ patches }),
    machineCounts: countMachines(tasks, counts.exact),
    tasks,
    gaps,
    done,
    complete: done && gaps.length === 0 && leftOut === 0,
    ...present({ tasksNotRead: leftOut || undefined }),
    progress,
  };
  return { ...report, groups: groupFailures(failuresOf(report)) };
};

/** Judges a task that was read in parts by all its rows. */
const withTotals = (
  tasks: readonly TaskReport[],
  totals: ReadonlyMap<string, LevelSoFar> | undefined,
): readonly LowerLevel[] =>
  totals === undefined
    ? tasks
    : tasks.map(({ verdict, counts, patches, cause, TaskExecutionId }) => {
        const all = totals.get(TaskExecutionId);
        return { verdict, counts: all?.counts ?? counts, patches: all?.patches ?? patches, cause };
      });

/** A task that is PENDING when its execution ends will not start. Unverified: whether AWS leaves tasks in that status. */
const orNotStarted = (task: TaskReport): TaskReport =>
  task.Status !== "PENDING" || task.counts.total > 0
    ? task
    : {
        ...task,
        verdict: "FAILED",
        reason: "It did not start: its execution ended first.",
        cause: causeBy(levelCauses.neverBegun, "status"),
      };

/** Counts each machine once, with its worst result. Rows without a machine are different in different invocations. */
const countMachines = (tasks: readonly TaskReport[], exact: boolean): Counts => {
  const worst = new Map<string, Machine>();
  const others: Machine[] = [];
  for (const { invocations } of tasks) {
    for (const { machines } of invocations) {
      for (const machine of machines) {
        const { kind, name, InvocationId, result } = machine;
        if (kind !== "machine" && machines.length === 1) {
          others.push(machine);
          continue;
        }
        const key = kind === "machine" ? name : `${kind} ${InvocationId} ${name}`;
        const before = worst.get(key);
        if (before === undefined || worse(before.result, result) !== before.result) worst.set(key, machine);
      }
    }
  }
  return addCounts([countResults(counted(worst.values()), exact), countResults(counted(others), exact)]);
};

/** A generator, because an array of 100,000 machines for each report in progress is much garbage. */
function* counted(machines: Iterable<Machine>): Generator<Counted, void, undefined> {
  for (const { result, cause } of machines) yield { result, isStopped: isStopped(cause) };
}

const openEnded = (counts: Counts, exact: boolean): Counts => ({ ...counts, exact: counts.exact && exact });
