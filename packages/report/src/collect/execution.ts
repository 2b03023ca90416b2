import { isFinished, ServiceError, type Client } from "@windowpane/core";
import { assembleExecution } from "../assemble.ts";
import { missingHole } from "../hole.ts";
import type { AwsProgress, ExecutionReport, Hole, Progress, TaskReport } from "../model.ts";
import type { ExecutionOptions, ExecutionProgressOptions } from "./options.ts";
import { createReader, type Gap, type Reader } from "./reader.ts";
import { streamSnapshots } from "./stream.ts";
import { readTask, type TaskReading } from "./task.ts";
import { plural } from "../words.ts";

/**
 * An execution as ever more complete reports; the last one is `done`. Nothing is asked before the first `next()`, and
 * leaving early asks nothing more. Whoever takes reports slowly gets the newest each time.
 *
 * What cannot be read becomes a hole. Only when nothing at all can be read, or the execution does not exist, it rejects.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when not even the execution can be read;
 * `signal.reason` when aborted.
 * @example
 * for await (const report of collectExecution(client, { WindowExecutionId })) console.log(report.reason);
 */
export const collectExecution = (
  client: Client,
  options: ExecutionOptions,
): AsyncGenerator<ExecutionReport, void, undefined> => {
  let changed = (): void => {};
  const reader = createReader(client, options, () => changed());
  const execution = readExecution({ ...options, reader, onChange: () => changed() });
  return streamSnapshots({
    read: (onChange) => {
      changed = onChange;
      return execution.read();
    },
    snapshot: execution.report,
    // A report is made of everything that is known, so on long lists one per hundredth is enough.
    worthwhile: () => Math.max(1, execution.progress().invocations / 100),
    stop: () => reader.stop(),
  });
};

/**
 * The whole report on an execution.
 *
 * @throws as `collectExecution`.
 */
export const reportExecution = async (
  client: Client,
  { onProgress, ...options }: ExecutionOptions & ExecutionProgressOptions,
): Promise<ExecutionReport> => {
  const tell = (): void => onProgress?.(execution.progress());
  const reader = createReader(client, options, tell);
  const execution = readExecution({ ...options, reader, onChange: tell });
  try {
    await execution.read();
    return execution.report();
  } finally {
    reader.stop();
  }
};

/** An execution that is being read. */
export interface ExecutionReading {
  report(): ExecutionReport;
  progress(): Progress;
  read(): Promise<void>;
}

/** What reading an execution needs. */
export interface ExecutionContext extends Omit<
  ExecutionOptions,
  "concurrency" | "automationConcurrency" | "signal"
> {
  readonly reader: Reader;
  readonly onChange: () => void;
  /** AWS's word on it where a list has given it already, which saves a request. */
  readonly known?: AwsProgress | undefined;
}

const TASKS_PER_PAGE = 100;

/** Reads an execution: its own status, its tasks, and each task as soon as it is listed. */
export const readExecution = (context: ExecutionContext): ExecutionReading => {
  const {
    reader,
    WindowExecutionId,
    window,
    known,
    prefer = "listed",
    includeSensitive = false,
    onChange,
  } = context;
  const tasks = new Map<string, TaskReading>();
  const holes: Hole[] = [];
  const counted = { tasksRead: 0, invocations: 0, invocationsRead: 0 };
  let aws: AwsProgress = known ?? {};
  let exact = true;
  let done = false;
  let cached: ExecutionReport | undefined;

  const change = (): void => {
    cached = undefined;
    onChange();
  };
  const onHole = (hole: Hole): void => {
    holes.push(hole);
    change();
  };
  const progress = (): Progress => ({ tasks: tasks.size, ...counted, requests: reader.requests });

  const startTask = async (task: Parameters<typeof readTask>[0]["task"]): Promise<void> => {
    const reading = readTask({
      reader,
      WindowId: window?.WindowId,
      WindowExecutionId,
      task,
      prefer,
      includeSensitive,
      onHole,
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

  const list = async (): Promise<Gap | undefined> => {
    const started: Promise<void>[] = [];
    const asked = { ids: { WindowExecutionId }, what: "The tasks of the execution" };
    const input = { WindowExecutionId, MaxResults: TASKS_PER_PAGE };
    const gap = await reader.walk("DescribeMaintenanceWindowExecutionTasks", input, asked, (items) => {
      for (const task of items) {
        const { TaskExecutionId } = task;
        if (TaskExecutionId === undefined)
          onMissing("AWS lists a task without an id, so what it did cannot be asked for");
        if (TaskExecutionId === undefined || tasks.has(TaskExecutionId)) continue;
        const reading = startTask({ ...task, TaskExecutionId });
        // It is awaited below; until then its failure must not count as nobody's.
        reading.catch(() => {});
        started.push(reading);
      }
    });
    if (gap !== undefined) exact = false;
    await Promise.all(started);
    return gap;
  };

  const onMissing = (what: string): void => {
    exact = false;
    const operation = "DescribeMaintenanceWindowExecutionTasks";
    onHole(
      missingHole(
        { operation, ids: { WindowExecutionId }, what },
        "Ask again; if it stays so, look in the console.",
      ),
    );
  };

  /** AWS names the tasks in two places. While the execution runs, the list may lag behind. */
  const compareTasks = (TaskIds: readonly string[] = []): void => {
    const unlisted = TaskIds.filter((id) => !tasks.has(id)).length;
    if (isFinished(aws.Status) && unlisted > 0)
      onMissing(`AWS names ${plural(unlisted, "task")} that it does not list`);
  };

  return {
    report: () =>
      (cached ??= assembleExecution({
        ...window,
        WindowExecutionId,
        aws,
        tasks: [...tasks.values()].map((task) => task.report()).toSorted(byStart),
        exact,
        holes,
        done,
        progress: progress(),
      })),
    progress,
    read: async () => {
      const asked = { ids: { WindowExecutionId }, what: "The status of the execution" };
      const whole =
        known === undefined
          ? reader.ask("GetMaintenanceWindowExecution", { WindowExecutionId }, asked)
          : undefined;
      const listing = list();
      // It is awaited below; until then its failure must not count as nobody's.
      listing.catch(() => {});
      const own = await whole;
      // AWS's word on the execution is worth showing before its tasks are read.
      if (own?.value !== undefined) aws = own.value;
      change();
      if (own?.error instanceof ServiceError && own.error.code === "DoesNotExistException") throw own.error;
      const gap = await listing;
      if (own?.error !== undefined && gap !== undefined && tasks.size === 0) throw own.error;
      for (const hole of [own?.hole, gap?.hole]) if (hole !== undefined) onHole(hole);
      if (gap === undefined) compareTasks(own?.value?.TaskIds);
      done = true;
      change();
    },
  };
};

/** AWS promises no order; a task without a start has not begun. */
const byStart = (one: TaskReport, other: TaskReport): number =>
  (one.StartTime?.getTime() ?? Infinity) - (other.StartTime?.getTime() ?? Infinity) || 0;
