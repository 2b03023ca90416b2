import { errorMeaning, isFinalStatus } from "@windowpane/core";
import { assembleExecution } from "../../judge/assemble/assemble-execution.ts";
import { byStart } from "../../model/aws-progress.ts";
import { missingTask } from "../../model/gap.ts";
import { originOfItem } from "../../model/origin.ts";
import type {
  AccountRegion,
  AwsProgress,
  ExecutionReport,
  Gap,
  Progress,
  TaskReport,
} from "../../model/report.ts";
import { plural } from "../../model/words.ts";
import { machinesInNeed, machinesToRead, withPatchResults } from "../../judge/assemble/with-patch-results.ts";
import { createPatchStates, type PatchStates } from "../patches/patch-states.ts";
import { createWaitGroup } from "../reading/wait-group.ts";
import type { ExecutionOptions } from "../reading/options.ts";
import type { GapReader, FailedReadGap } from "../reading/reader.ts";
import type { ReportReading } from "../reading/stream.ts";
import type { FailedFirst, ListedTask } from "../context/task-context.ts";
import { readTask, type TaskReading } from "./task.ts";
import { wantedTasks } from "./wanted-tasks.ts";

/** Everything that reading an execution needs. */
export interface ExecutionContext extends Omit<
  ExecutionOptions,
  "concurrency" | "automationConcurrency" | "signal" | "prefer"
> {
  readonly reader: GapReader;
  /** When to also list the failed invocations of a task. */
  readonly failedFirst: FailedFirst;
  readonly onChange: () => void;
  /** Patch states that several executions share. Default: not shared. */
  readonly patchStates?: PatchStates | undefined;
  /** The execution's status from a list, which saves a request. */
  readonly known?: AwsProgress | undefined;
  /** Its account and region. Default: those that its response or `known` has. */
  readonly origin?: AccountRegion | undefined;
}

const TASKS_PER_PAGE = 100;

/** Reads an execution: its status, its tasks, and each task as soon as it is listed. */
export const readExecution = (context: ExecutionContext): ReportReading<ExecutionReport, Progress> => {
  const {
    reader,
    WindowExecutionId,
    window,
    execution,
    known,
    failedFirst,
    includeSensitive = false,
    onChange,
  } = context;
  const earlier = new Map(context.earlier?.tasks.map((task) => [task.TaskExecutionId, task]));
  const wanted = wantedTasks(context.tasks);
  const listed = new Set<string>();
  const tasks = new Map<string, TaskReading>();
  const gaps: Gap[] = [];
  const counted = { tasksRead: 0, invocations: 0, invocationsRead: 0 };
  let aws: AwsProgress = known ?? {};
  let exact = true;
  let done = false;
  let cached: ExecutionReport | undefined;

  const change = (): void => {
    cached = undefined;
    onChange();
  };
  const onGap = (gap: Gap): void => {
    gaps.push(gap);
    change();
  };
  const patchStates =
    context.patches === false
      ? undefined
      : (context.patchStates ?? createPatchStates({ reader, onChange: change }));
  const patched = new WeakMap<TaskReport, TaskReport>();
  /** The tasks by start time, as AWS guarantees no order, with the patch results that are known. */
  const taskReports = (): readonly TaskReport[] => {
    const reports = [...tasks.values()].map((task) => task.report()).toSorted(byStart);
    return patchStates === undefined
      ? reports
      : reports.map((report) => patched.get(report) ?? withPatchResults(report, patchStates.of));
  };

  /** Reads patch state after everything else, so that failures show first. */
  const readPatches = async (): Promise<void> => {
    if (patchStates === undefined) return;
    const reports = [...tasks.values()].map((task) => task.report());
    await patchStates.read(reports.flatMap(machinesToRead));
    for (const gap of patchStates.gapsOf(reports.flatMap(machinesInNeed))) onGap(gap);
    // These results are final, so they are computed once, not for each report.
    for (const report of reports) patched.set(report, withPatchResults(report, patchStates.of));
  };

  const progress = (): Progress => ({
    tasks: tasks.size,
    ...counted,
    // The caller has sent the request for the execution.
    requests: reader.requests + (execution === undefined ? 0 : 1),
  });

  const startTask = async (task: ListedTask, row?: Promise<ListedTask | undefined>): Promise<void> => {
    const reading = readTask({
      reader,
      WindowId: window?.WindowId,
      WindowExecutionId,
      task,
      row,
      failedFirst: failedFirst === "at-once" && task.Status === "SUCCESS" ? "if-long" : failedFirst,
      earlier: earlier.get(task.TaskExecutionId),
      includeSensitive,
      onGap,
      onChange: change,
      onInvocation: (step) => {
        counted[step === "listed" ? "invocations" : "invocationsRead"] += 1;
      },
    });
    tasks.set(task.TaskExecutionId, reading);
    await reading.read();
    counted.tasksRead += 1;
    change();
  };

  const list = async (): Promise<FailedReadGap | undefined> => {
    const work = createWaitGroup();
    const start = (task: ListedTask, row?: Promise<ListedTask | undefined>): void =>
      work.add(startTask(task, row));
    for (const TaskExecutionId of wanted.ids) start({ TaskExecutionId }, wanted.row(TaskExecutionId));
    try {
      const purpose = { ids: { WindowExecutionId }, what: "The tasks of the execution" };
      const input = { WindowExecutionId, MaxResults: TASKS_PER_PAGE };
      const failed = await reader.list("DescribeMaintenanceWindowExecutionTasks", input, purpose, (items) => {
        for (const task of items) {
          const { TaskExecutionId } = task;
          if (TaskExecutionId === undefined) onMissing();
          if (TaskExecutionId === undefined || listed.has(TaskExecutionId)) continue;
          listed.add(TaskExecutionId);
          const row = { ...task, TaskExecutionId };
          if (!wanted.record(row)) start(row);
        }
      });
      if (failed !== undefined) exact = false;
      return failed;
    } finally {
      wanted.end();
      await work.wait();
    }
  };

  const onMissing = (what?: string): void => {
    exact = false;
    onGap(missingTask(WindowExecutionId, what));
  };

  /** Adds gaps for tasks that AWS names but does not list. While the execution runs, the list can lag behind. */
  const compareTasks = (TaskIds: readonly string[] = []): void => {
    const unlisted = TaskIds.filter((id) => !listed.has(id)).length;
    if (isFinalStatus(aws.Status) && unlisted > 0)
      onMissing(`AWS names ${plural(unlisted, "task")} that it does not list`);
    const strangers = wanted.ids.filter((id) => !listed.has(id)).length;
    if (strangers > 0) onMissing(`AWS does not list ${plural(strangers, "requested task")}`);
  };

  return {
    report: () =>
      (cached ??= assembleExecution({
        ...window,
        origin: context.origin ?? originOfItem(aws),
        WindowExecutionId,
        aws,
        tasks: taskReports(),
        exact,
        leftOut: wanted.leftOut,
        gaps,
        done,
        progress: progress(),
      })),
    progress,
    rows: () => counted.invocations,
    read: async () => {
      // The list is requested first: it leads to the machines.
      const listing = list();
      // It is awaited below; the handler keeps a failure from being an unhandled rejection until then.
      listing.catch(() => {});
      const purpose = { ids: { WindowExecutionId }, what: "The status of the execution" };
      const own =
        execution !== undefined
          ? { value: execution }
          : known === undefined
            ? await reader.call("GetMaintenanceWindowExecution", { WindowExecutionId }, purpose)
            : undefined;
      // The execution's status is shown before its tasks are read.
      if (own?.value !== undefined) aws = own.value;
      change();
      if (own?.error !== undefined && errorMeaning(own.error) === "not-found") throw own.error;
      const failed = await listing;
      if (own?.error !== undefined && failed !== undefined && [...tasks.values()].every(isUnread))
        throw own.error;
      for (const gap of [own?.gap, failed?.gap]) if (gap !== undefined) onGap(gap);
      if (failed === undefined) compareTasks(own?.value?.TaskIds);
      await readPatches();
      done = true;
      change();
    },
  };
};

/** Whether nothing about a task has been read: a requested task exists here before AWS lists it. */
const isUnread = (task: TaskReading): boolean => {
  const { Status, invocations } = task.report();
  return Status === undefined && invocations.length === 0;
};
