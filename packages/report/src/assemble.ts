/** From what has been read so far to reports: pure, so that a report in the middle is judged as one at the end. */
import { isFinalStatus } from "@windowpane/core";
import { addCounts, countBuckets, worse, type Bucket, type Counts } from "./bucket.ts";
import { causeBy } from "./causes/rule.ts";
import { levelCauses } from "./causes/status-details.ts";
import type { Task, TaskDetail } from "./collect/invocation-context.ts";
import type { ExecutionReport, Hole, InvocationReport, Machine, Progress, TaskReport } from "./model.ts";
import { failuresOf } from "./failures-in.ts";
import { groupFailures } from "./group.ts";
import { foldHoles } from "./hole.ts";
import { countBadParts, ownCause } from "./own-cause.ts";
import { present } from "./present.ts";
import { progressOf } from "./progress-of.ts";
import { judge } from "./verdict.ts";
import { nounOf, plural } from "./words.ts";

/** A task, as far as it has been read. */
export interface TaskParts {
  readonly WindowExecutionId: string;
  readonly task: Task & { readonly TaskExecutionId: string };
  readonly detail?: Pick<TaskDetail, "MaxErrors" | "MaxConcurrency" | "Priority"> | undefined;
  readonly invocations: readonly InvocationReport[];
  /** Whether the list of its invocations ended as it should. */
  readonly exact: boolean;
  /** The token from which the rest of that list can be asked for. */
  readonly resumeFrom?: string | undefined;
  /** How many holes its reading left, beside those of its invocations. */
  readonly holes: number;
  readonly read: boolean;
  /** Whether its execution is over, whatever the task's status is. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** The report on a task. */
export const assembleTask = ({
  WindowExecutionId,
  task,
  detail,
  invocations,
  exact,
  resumeFrom,
  holes,
  read,
  isOver,
}: TaskParts): TaskReport => {
  const counts = openEnded(addCounts(invocations.map((invocation) => invocation.counts)), exact && read);
  const judgement = judge({
    ...progressOf(task),
    level: "task",
    counts,
    noun: nounOf(machinesIn(invocations)),
    parts: invocations.map(({ verdict }) => verdict),
    badParts: countBadParts(invocations),
    read,
    isOver,
  });
  const cause = read
    ? ownCause({
        level: "task",
        verdict: judgement.verdict,
        counts,
        parts: invocations,
        aws: task,
        subject: task.TaskArn,
      })
    : undefined;
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
    invocations,
    read,
    ...present({ holes: holes || undefined, resumeFrom }),
  };
};

/** An execution, as far as it has been read. */
export interface ExecutionParts {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly WindowExecutionId: string;
  /** Absent where AWS's word on it could not be read. */
  readonly aws: Pick<ExecutionReport, "Status" | "StatusDetails" | "StartTime" | "EndTime">;
  readonly tasks: readonly TaskReport[];
  /** Whether the list of its tasks ended as it should. */
  readonly exact: boolean;
  /** How many of its tasks were not asked for. */
  readonly leftOut: number;
  readonly holes: readonly Hole[];
  readonly done: boolean;
  readonly progress: Progress;
  /** Whether it is over although something in it has no end, which then counts as unknown. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** The report on an execution. */
export const assembleExecution = (parts: ExecutionParts): ExecutionReport => {
  const { WindowId, Name, WindowExecutionId, aws, leftOut, done, progress } = parts;
  const exact = parts.exact && leftOut === 0;
  const tasks = isFinalStatus(aws.Status) ? parts.tasks.map(orNeverBegun) : parts.tasks;
  const counts = openEnded(addCounts(tasks.map((task) => task.counts)), exact && done);
  const judgement = judge({
    ...aws,
    level: "execution",
    counts,
    noun: nounOf(machinesOf({ tasks })),
    parts: tasks.map(({ verdict }) => verdict),
    badParts: countBadParts(tasks),
    read: done,
    isOver: parts.isOver,
  });
  const cause = done
    ? ownCause({
        level: "execution",
        verdict: judgement.verdict,
        counts,
        parts: tasks,
        aws,
        subject: Name ?? WindowId,
      })
    : undefined;
  const holes = foldHoles(parts.holes);
  const report = {
    ...present({ WindowId, Name }),
    WindowExecutionId,
    ...progressOf(aws),
    ...judgement,
    ...(leftOut === 0
      ? {}
      : {
          reason: `${judgement.reason} ${plural(leftOut, "task")} of it ${leftOut === 1 ? "was" : "were"} not asked for.`,
        }),
    ...present({ cause }),
    counts,
    machineCounts: countMachines(tasks, counts.exact),
    tasks,
    holes,
    done,
    complete: done && holes.length === 0 && leftOut === 0,
    ...present({ tasksLeftOut: leftOut || undefined }),
    progress,
  };
  return { ...report, groups: groupFailures(failuresOf(report)) };
};

/**
 * A task that AWS leaves in PENDING when its execution ends will not begin any more. Whether AWS does so, or gives such tasks
 * an end of their own, is not verified; without this it would be RUNNING for ever.
 */
const orNeverBegun = (task: TaskReport): TaskReport =>
  task.Status !== "PENDING" || task.counts.total > 0
    ? task
    : {
        ...task,
        verdict: "FAILED",
        reason: "It never began: its execution ended before.",
        cause: causeBy(levelCauses.notStarted, "status"),
      };

/** The machines of an execution, one for each machine and invocation, in AWS's order. */
export const machinesOf = ({ tasks }: Pick<ExecutionReport, "tasks">): readonly Machine[] =>
  tasks.flatMap(({ invocations }) => machinesIn(invocations));

const machinesIn = (invocations: readonly InvocationReport[]): readonly Machine[] =>
  invocations.flatMap(({ machines }) => machines);

/** Machines once each, in the worst bucket they stand in. What is no machine is never the same as another. */
const countMachines = (tasks: readonly TaskReport[], exact: boolean): Counts => {
  const worst = new Map<string, Bucket>();
  for (const { kind, name, InvocationId, bucket } of machinesOf({ tasks })) {
    const key = kind === "machine" ? name : `${kind} ${InvocationId}`;
    worst.set(key, worse(worst.get(key) ?? "passed", bucket));
  }
  return countBuckets(worst.values(), exact);
};

const openEnded = (counts: Counts, exact: boolean): Counts => ({ ...counts, exact: counts.exact && exact });
