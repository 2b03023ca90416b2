/** From what has been read so far to reports: pure, so that a report in the middle is judged as one at the end. */
import { addCounts, countBuckets, badOf, worse, type Bucket, type Counts } from "./bucket.ts";
import { causeOf, decisiveCause } from "./cause.ts";
import type { Invocation, Task, TaskDetail } from "./collect/invocation-context.ts";
import type {
  Cause,
  ExecutionReport,
  Hole,
  InvocationReport,
  Machine,
  Progress,
  TaskReport,
  Verdict,
} from "./model.ts";
import { failuresOf } from "./failures-in.ts";
import { groupFailures } from "./group.ts";
import { foldHoles } from "./hole.ts";
import { present } from "./present.ts";
import { isBadByAws, judge } from "./verdict.ts";
import { nounOf } from "./words.ts";

/** An invocation, as far as it has been read. */
export interface InvocationParts {
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  /** AWS's, or ours where AWS's row has none. */
  readonly InvocationId: string;
  readonly invocation: Invocation;
  readonly TaskType?: string | undefined;
  readonly DocumentName?: string | undefined;
  readonly machines: readonly Machine[];
  readonly exact: boolean;
  readonly read: boolean;
  readonly includeSensitive: boolean;
}

/** The report on an invocation. */
export const assembleInvocation = (parts: InvocationParts): InvocationReport => {
  const { WindowExecutionId, TaskExecutionId, InvocationId, TaskType, DocumentName } = parts;
  const { invocation, machines, exact, read, includeSensitive } = parts;
  const { ExecutionId, WindowTargetId, Parameters, OwnerInformation } = invocation;
  const counts = countBuckets(
    machines.map(({ bucket }) => bucket),
    exact && read,
  );
  const judgement = judge({
    ...awsProgress(invocation),
    level: "invocation",
    counts,
    noun: nounOf(machines),
    parts: [],
    badParts: 0,
    read,
  });
  const cause = read ? ownCause("invocation", judgement.verdict, counts, [], invocation) : undefined;
  return {
    InvocationId,
    TaskExecutionId,
    WindowExecutionId,
    ...present({
      TaskType,
      DocumentName,
      ExecutionId: filled(ExecutionId),
      WindowTargetId: filled(WindowTargetId),
    }),
    ...(includeSensitive ? present({ Parameters, OwnerInformation }) : {}),
    ...awsProgress(invocation),
    ...judgement,
    ...present({ cause }),
    counts,
    machines,
    read,
  };
};

/** A task, as far as it has been read. */
export interface TaskParts {
  readonly WindowExecutionId: string;
  readonly task: Task & { readonly TaskExecutionId: string };
  readonly detail?: TaskDetail | undefined;
  readonly invocations: readonly InvocationReport[];
  /** Whether the list of its invocations ended as it should. */
  readonly exact: boolean;
  readonly read: boolean;
}

/** The report on a task. */
export const assembleTask = ({
  WindowExecutionId,
  task,
  detail,
  invocations,
  exact,
  read,
}: TaskParts): TaskReport => {
  const counts = openEnded(addCounts(invocations.map((invocation) => invocation.counts)), exact && read);
  const judgement = judge({
    ...awsProgress(task),
    level: "task",
    counts,
    noun: nounOf(machinesIn(invocations)),
    parts: invocations.map(({ verdict }) => verdict),
    badParts: badParts(invocations),
    read,
  });
  const cause = read ? ownCause("task", judgement.verdict, counts, invocations, task) : undefined;
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
    ...awsProgress(task),
    ...judgement,
    ...present({ cause }),
    counts,
    invocations,
    read,
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
  readonly holes: readonly Hole[];
  readonly done: boolean;
  readonly progress: Progress;
}

/** The report on an execution. */
export const assembleExecution = (parts: ExecutionParts): ExecutionReport => {
  const { WindowId, Name, WindowExecutionId, aws, tasks, exact, done, progress } = parts;
  const counts = openEnded(addCounts(tasks.map((task) => task.counts)), exact && done);
  const judgement = judge({
    ...aws,
    level: "execution",
    counts,
    noun: nounOf(machinesOf({ tasks })),
    parts: tasks.map(({ verdict }) => verdict),
    badParts: badParts(tasks),
    read: done,
  });
  const cause = done ? ownCause("execution", judgement.verdict, counts, tasks, aws) : undefined;
  const holes = foldHoles(parts.holes);
  const report = {
    ...present({ WindowId, Name }),
    WindowExecutionId,
    ...awsProgress(aws),
    ...judgement,
    ...present({ cause }),
    counts,
    machineCounts: countMachines(tasks, counts.exact),
    tasks,
    holes,
    done,
    complete: done && holes.length === 0,
    progress,
  };
  return { ...report, groups: groupFailures(failuresOf(report)) };
};

/** The rows of the per-machine matrix, one per machine and invocation, in AWS's order. */
export function* machinesOf({ tasks }: Pick<ExecutionReport, "tasks">): Generator<Machine, void, undefined> {
  for (const { invocations } of tasks) yield* machinesIn(invocations);
}

function* machinesIn(invocations: readonly InvocationReport[]): Generator<Machine, void, undefined> {
  for (const { machines } of invocations) yield* machines;
}

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

type Part = Pick<TaskReport, "verdict" | "counts" | "cause">;

const isBadVerdict = (verdict: Verdict): boolean => verdict === "FAILED" || verdict === "PARTIAL";

const badParts = (parts: readonly Part[]): number =>
  parts.filter(({ verdict, counts }) => isBadVerdict(verdict) && badOf(counts) === 0).length;

const emptyDetails = {
  execution: "No tasks to execute.",
  task: "No Invocations to Execute",
  invocation: "No Invocations to Execute",
} as const;

/** The cause of a level itself, where nothing below it carries one: AWS's word is then all there is. */
const ownCause = (
  level: keyof typeof emptyDetails,
  verdict: Verdict,
  counts: Counts,
  parts: readonly Part[],
  aws: Pick<ExecutionReport, "Status" | "StatusDetails">,
): Cause | undefined => {
  if (
    badOf(counts) > 0 ||
    parts.some(({ cause, verdict: part }) => cause !== undefined || isBadVerdict(part))
  )
    return undefined;
  if (verdict === "SKIPPED") return causeOf({ Status: "SKIPPED_OVERLAPPING" });
  // Where AWS does not say why nothing ran, the level does: an execution runs tasks, a task runs on targets.
  if (verdict === "EMPTY") return decisiveCause(aws) ?? causeOf({ StatusDetails: emptyDetails[level] });
  return isBadVerdict(verdict) && isBadByAws(aws) ? causeOf(aws) : undefined;
};

const awsProgress = ({
  Status,
  StatusDetails,
  StartTime,
  EndTime,
}: Pick<ExecutionReport, "Status" | "StatusDetails" | "StartTime" | "EndTime">) =>
  present({ Status, StatusDetails, StartTime, EndTime });

const filled = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
