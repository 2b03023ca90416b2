import { machinesOf } from "../model/machines-of.ts";
import { byStart, progressOf } from "../model/aws-progress.ts";
import { openOf } from "../model/result.ts";
import { present } from "../model/present.ts";
import type { AwsProgress, ExecutionReport, InvocationReport, Machine, TaskReport } from "../model/report.ts";
import { titleOfTask } from "../model/task.ts";
import { continuesPastCutoff, limitsOf } from "./limits.ts";
import type {
  NotRun,
  NotRunCount,
  Timeline,
  TimelineLimits,
  TimelineOptions,
  TimelineRow,
  TimelineWindow,
} from "./model.ts";
import { whyNotRun } from "./not-run.ts";

/**
 * Builds the timeline of an execution: every level and machine as a row with its times, and why rows did not run. Recognises a
 * cutoff only with the window's Duration and Cutoff, which are not in the report.
 */
export const timelineOf = (report: ExecutionReport, { now, window }: TimelineOptions): Timeline => {
  const limits = limitsOf(report.StartTime, window);
  const { WindowExecutionId, counts, gaps, done, complete, verdict, reason, falseGreen } = report;
  const context = { report, limits, window, names: namesIn(report) };
  const drawn = report.tasks.map((task) => taskRows(task, context));
  const WindowId = report.WindowId ?? window?.WindowId;
  const Name = report.Name ?? window?.Name;
  const top: TimelineRow = {
    level: "execution",
    depth: 0,
    key: WindowExecutionId,
    ...present({ WindowId }),
    WindowExecutionId,
    name: Name ?? WindowId ?? WindowExecutionId,
    ...progressOf(report),
    verdict,
    reason,
    ...present({ cause: report.cause }),
    open: isOpen(report) && verdict === "RUNNING",
  };
  const rows = [top, ...drawn.flat()];
  const running = verdict === "RUNNING" || openOf(counts) > 0;
  return {
    ...present({ WindowId, Name }),
    WindowExecutionId,
    ...progressOf(report),
    verdict,
    reason,
    falseGreen,
    now,
    running,
    ...spanOf(rows, running ? now : undefined),
    ...present({ limits }),
    rows,
    notRun: countNotRun(rows),
    counts,
    gaps,
    done,
    complete,
  };
};

interface TimelineContext {
  readonly report: ExecutionReport;
  readonly limits: TimelineLimits | undefined;
  readonly window: TimelineWindow | undefined;
  /** The names of machines, by their IDs. */
  readonly names: ReadonlyMap<string, string>;
}

const taskRows = (task: TaskReport, context: TimelineContext): readonly TimelineRow[] => {
  const { report, limits } = context;
  const { TaskExecutionId, counts, verdict, reason, cause } = task;
  const hasNotRun =
    task.read &&
    (counts.total === 0
      ? verdict === "FAILED" && task.invocations.length === 0
      : counts.results.notRun === counts.total);
  const levels = [task, report];
  const notRun = hasNotRun
    ? whyNotRun({
        cause: cause ?? firstCause(task),
        reason,
        levels,
        limits,
        ...present({ MaxErrors: task.MaxErrors }),
      })
    : undefined;
  return [
    {
      level: "task",
      depth: 1,
      key: TaskExecutionId,
      ...refOf(report),
      TaskExecutionId,
      name: titleOfTask(task),
      ...present({ TaskType: task.TaskType }),
      ...progressOf(task),
      verdict,
      reason,
      ...present({ cause, notRun }),
      open: isOpen(task) && verdict === "RUNNING",
    },
    ...task.invocations.toSorted(byStart).flatMap((invocation) => invocationRows(invocation, task, context)),
  ];
};

const invocationRows = (
  invocation: InvocationReport,
  task: TaskReport,
  { report, limits, window, names }: TimelineContext,
): readonly TimelineRow[] => {
  const { InvocationId, TaskExecutionId, counts, machines, verdict, reason, cause } = invocation;
  const continues = continuesPastCutoff(task, window);
  const why = (own: { readonly cause?: Machine["cause"]; readonly reason: string }): NotRun =>
    whyNotRun({
      ...present({ cause: own.cause, MaxErrors: task.MaxErrors, continues }),
      reason: own.reason,
      levels: [invocation, task, report],
      limits,
    });
  const hasNotRun = invocation.read && counts.total > 0 && counts.results.notRun === counts.total;
  const ref = { ...refOf(report), TaskExecutionId, InvocationId };
  const own: TimelineRow = {
    level: "invocation",
    depth: 2,
    key: `${TaskExecutionId}/${InvocationId}`,
    ...ref,
    name: invocation.DocumentName ?? invocation.TaskType ?? InvocationId,
    ...present({ TaskType: invocation.TaskType }),
    ...progressOf(invocation),
    verdict,
    reason,
    ...present({
      cause,
      notRun: hasNotRun ? why({ cause: cause ?? machines[0]?.cause, reason }) : undefined,
    }),
    open: isOpen(invocation) && verdict === "RUNNING",
  };
  const keys = new Set<string>();
  return [
    own,
    ...machines.toSorted(byStart).map((machine, index): TimelineRow => ({
      level: "machine",
      depth: 3,
      key: newKey(keys, `${own.key}/${machine.name}`, index),
      ...ref,
      name: machine.name,
      kind: machine.kind,
      ...present({
        InstanceId: machine.InstanceId,
        InstanceName: machine.InstanceName ?? names.get(machine.InstanceId ?? ""),
      }),
      ...progressOf(withTimes(machine, invocation)),
      result: machine.result,
      reason: machine.reason,
      ...present({
        patch: machine.patch,
        cause: machine.cause,
        notRun: machine.result === "notRun" ? why(machine) : undefined,
      }),
      open: machine.result === "running" && isOpen(withTimes(machine, invocation)),
    })),
  ];
};

/** Automation returns no times for machines. The only machine of an invocation has its times. */
const withTimes = (machine: Machine, invocation: InvocationReport): AwsProgress => {
  const isOnly = invocation.machines.length === 1 && machine.StartTime === undefined;
  const hasRun = ["passed", "failed", "timedOut", "running"].includes(machine.result);
  const { StartTime, EndTime } = invocation;
  return isOnly && hasRun ? { ...machine, StartTime, EndTime } : machine;
};

/** Only Run Command returns names. A name from one task is used in all. */
const namesIn = (report: ExecutionReport): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const { InstanceId, InstanceName } of machinesOf(report)) {
    if (InstanceId !== undefined && InstanceName !== undefined) names.set(InstanceId, InstanceName);
  }
  return names;
};

/** A key from the name, because lists can change while they are read. Repeated names are numbered by position. */
const newKey = (keys: Set<string>, name: string, index: number): string => {
  const key = keys.has(name) ? `${name}#${index}` : name;
  keys.add(key);
  return key;
};

const refOf = ({ WindowId, WindowExecutionId }: ExecutionReport) => ({
  ...present({ WindowId }),
  WindowExecutionId,
});

const isOpen = ({ StartTime, EndTime }: AwsProgress): boolean =>
  StartTime !== undefined && EndTime === undefined;

/** The cause of a task's rows, for a task without a cause whose rows all did not run. */
const firstCause = (task: TaskReport): Machine["cause"] =>
  task.invocations.flatMap(({ machines }) => machines)[0]?.cause;

const spanOf = (
  rows: readonly TimelineRow[],
  now: Date | undefined,
): { readonly from?: Date; readonly to?: Date } => {
  let from = Infinity;
  let to = -Infinity;
  for (const { StartTime, EndTime } of rows) {
    if (StartTime !== undefined) from = Math.min(from, StartTime.getTime());
    to = Math.max(to, StartTime?.getTime() ?? to, EndTime?.getTime() ?? to);
  }
  if (from === Infinity) return {};
  // A clock behind AWS's must not cut off rows that have ended.
  return { from: new Date(from), to: new Date(Math.max(from, to, now?.getTime() ?? from)) };
};

const countNotRun = (rows: readonly TimelineRow[]): readonly NotRunCount[] => {
  const counts = new Map<string, NotRunCount>();
  const listing = new Set(rows.filter(({ level }) => level === "machine").map((row) => row.TaskExecutionId));
  for (const { level, notRun, TaskExecutionId } of rows) {
    if (notRun === undefined || level === "invocation") continue;
    if (level === "task" && listing.has(TaskExecutionId)) continue;
    const key = `${notRun.why}\n${notRun.reason}`;
    const before = counts.get(key) ?? { ...notRun, rows: 0, tasks: 0 };
    counts.set(
      key,
      level === "task" ? { ...before, tasks: before.tasks + 1 } : { ...before, rows: before.rows + 1 },
    );
  }
  return [...counts.values()].toSorted((one, other) => other.rows - one.rows || other.tasks - one.tasks);
};
