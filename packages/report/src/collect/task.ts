import { assembleInvocation, assembleTask, type InvocationParts } from "../assemble.ts";
import type { Hole, InvocationReport, TaskReport } from "../model.ts";
import { readParameters } from "../parameters.ts";
import { readInvocation } from "./invocation.ts";
import { taskTypeOf, type Invocation, type Task, type TaskDetail } from "./invocation-context.ts";
import type { Reader } from "./reader.ts";
import { resolveMachines } from "./resolve-machines.ts";

/** A task that is being read. */
export interface TaskReading {
  /** What is known of it now. */
  report(): TaskReport;
  /** Reads its invocations and their machines to the end. */
  read(): Promise<void>;
}

/** What reading a task needs. */
export interface TaskContext {
  readonly reader: Reader;
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId: string;
  readonly task: Task & { readonly TaskExecutionId: string };
  readonly prefer: "listed" | "failed";
  readonly includeSensitive: boolean;
  readonly onHole: (hole: Hole) => void;
  readonly onChange: () => void;
  /** Told of every invocation once it is listed, and once it is read. */
  readonly onInvocation: (step: "listed" | "read") => void;
}

const INVOCATIONS_PER_PAGE = 100;

/** What is asked for first where failures are preferred. SUCCESS can hide some, which only the whole list shows. */
const failedStatuses = ["FAILED", "TIMED_OUT", "CANCELLED"] as const;

/** Reads a task: its invocations page by page, and the machines of each as soon as it is listed. */
export const readTask = (context: TaskContext): TaskReading => {
  const { reader, WindowExecutionId, task, prefer, onHole, onChange, onInvocation } = context;
  const { TaskExecutionId } = task;
  const parts = new Map<string, InvocationParts>();
  const reports = new Map<string, InvocationReport>();
  let detail: TaskDetail | undefined;
  let exact = true;
  let read = false;
  let cached: TaskReport | undefined;

  const change = (): void => {
    cached = undefined;
    onChange();
  };
  const put = (part: InvocationParts): void => {
    parts.set(part.InvocationId, part);
    reports.set(part.InvocationId, assembleInvocation(part));
    change();
  };

  const readOne = async (invocation: Invocation, InvocationId: string, urgent: boolean): Promise<void> => {
    const known = partsOf(context, invocation, InvocationId);
    put(known);
    onInvocation("listed");
    const reading = await readInvocation({
      reader,
      place: placeOf(context, InvocationId),
      invocation,
      task,
      parameters: readParameters(invocation.Parameters),
      urgent,
      onMachines: (machines) => put({ ...known, machines }),
    });
    for (const hole of reading.holes) onHole(hole);
    const { machines, exact: isExact, DocumentName } = reading;
    put({ ...known, machines, exact: isExact, DocumentName, read: true });
    onInvocation("read");
  };

  const list = async (urgent: boolean): Promise<Hole | undefined> => {
    const started: Promise<void>[] = [];
    const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: INVOCATIONS_PER_PAGE };
    const gap = await reader.walk(
      "DescribeMaintenanceWindowExecutionTaskInvocations",
      urgent ? { ...input, Filters: [{ Key: "STATUS", Values: [...failedStatuses] }] } : input,
      { ids: { WindowExecutionId, TaskId: TaskExecutionId }, what: "The invocations of a task", urgent },
      (items) => {
        for (const invocation of items) {
          // Nothing that AWS lists is left out, not even what has no id.
          const id = invocation.InvocationId ?? `unnamed-${parts.size + 1}`;
          // A list that shifts while it is read, or was asked for its failures beside, shows an invocation twice.
          if (parts.has(id)) continue;
          const reading = readOne(invocation, id, urgent);
          // It is awaited below; until then its failure must not count as nobody's.
          reading.catch(() => {});
          started.push(reading);
        }
      },
    );
    await Promise.all(started);
    return gap?.hole;
  };

  return {
    report: () =>
      (cached ??= assembleTask({
        WindowExecutionId,
        task,
        detail,
        invocations: [...reports.values()],
        exact,
        read,
      })),
    read: async () => {
      // The whole list tells the truth; what the filtered one cannot read is no hole.
      const wantsFailedFirst = prefer === "failed" && task.Status !== "SUCCESS";
      const [hole] = await Promise.all([list(false), wantsFailedFirst ? list(true) : undefined]);
      if (hole !== undefined) {
        exact = false;
        onHole(hole);
      }
      const resolved = await resolveMachines(reader, { WindowExecutionId, TaskExecutionId }, [
        ...parts.values(),
      ]);
      detail = resolved.detail;
      if (resolved.hole !== undefined) onHole(resolved.hole);
      for (const part of resolved.invocations) put(part);
      read = true;
      change();
    },
  };
};

const placeOf = ({ WindowId, WindowExecutionId, task }: TaskContext, InvocationId: string) => ({
  ...(WindowId === undefined ? {} : { WindowId }),
  WindowExecutionId,
  TaskExecutionId: task.TaskExecutionId,
  InvocationId,
});

/** An invocation of which nothing but its row is known. */
const partsOf = (
  { WindowExecutionId, task, includeSensitive }: TaskContext,
  invocation: Invocation,
  InvocationId: string,
): InvocationParts => ({
  WindowExecutionId,
  TaskExecutionId: task.TaskExecutionId,
  InvocationId,
  invocation,
  TaskType: taskTypeOf({ invocation, task }),
  machines: [],
  exact: false,
  read: false,
  includeSensitive,
});
