import { readParameters } from "@windowpane/core";
import { createWaitGroup } from "../collect/reading/wait-group.ts";
import type { GapReader } from "../collect/reading/reader.ts";
import { taskTypeOf, type AwsTask } from "../model/task.ts";
import type { ListedExecution } from "../collect/windows/window-executions.ts";
import { missingGap, missingTask } from "../model/gap.ts";
import type { Gap } from "../model/report.ts";
import { present } from "../model/present.ts";
import type { MachineCommands } from "./machine-commands.ts";
import type { HistoryRun } from "./model.ts";
import { readRun, unstartedRun, type RunContext, type RunReading } from "./read-run.ts";

/** An execution with its window. */
export interface WindowedExecution extends ListedExecution {
  readonly WindowExecutionId: string;
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/** Everything that reading the machine's runs in an execution needs. */
export interface ExecutionRunsContext {
  readonly reader: GapReader;
  readonly InstanceId: string;
  readonly commands: MachineCommands;
  readonly execution: WindowedExecution;
  readonly now: Date;
  readonly onRun: (run: HistoryRun) => void;
  readonly onGap: (gap: Gap) => void;
}

/** Reads the runs of an execution on the machine: its tasks and those invocations that may include the machine. */
export const readExecutionRuns = async (context: ExecutionRunsContext): Promise<void> => {
  const { reader, execution, onGap } = context;
  const { WindowExecutionId } = execution;
  const work = createWaitGroup();
  const failed = await reader.list(
    "DescribeMaintenanceWindowExecutionTasks",
    { WindowExecutionId, MaxResults: 100 },
    { ids: { WindowExecutionId }, what: "The tasks of an execution" },
    (tasks) => {
      for (const task of tasks) work.add(readTaskRuns(context, task));
    },
  );
  if (failed !== undefined) onGap(failed.gap);
  await work.wait();
};

const readTaskRuns = async (context: ExecutionRunsContext, task: AwsTask): Promise<void> => {
  const { reader, InstanceId, commands, execution, now, onGap } = context;
  const { WindowId, WindowExecutionId } = execution;
  const { TaskExecutionId } = task;
  if (TaskExecutionId === undefined) return onGap(missingTask(WindowExecutionId));
  const ids = { WindowExecutionId, TaskId: TaskExecutionId };
  const seen = new Set<string>();
  const readings: Promise<RunFound>[] = [];
  const failed = await reader.list(
    "DescribeMaintenanceWindowExecutionTaskInvocations",
    { ...ids, MaxResults: 100 },
    { ids, what: "The invocations of a task" },
    (items) => {
      for (const invocation of items) {
        const InvocationId = invocation.InvocationId ?? `unnamed-${seen.size + 1}`;
        if (seen.has(InvocationId)) continue;
        seen.add(InvocationId);
        const run: RunContext = {
          ...{ reader, InstanceId, commands, execution, now, task, invocation },
          ref: { WindowId, WindowExecutionId, TaskExecutionId, InvocationId },
          parameters: readParameters(invocation.Parameters),
          urgent: false,
          onMachines: () => {},
        };
        const reading = readRun(run).then((found) => report(context, run, found));
        reading.catch(() => {});
        readings.push(reading);
      }
    },
  );
  if (failed !== undefined) onGap(failed.gap);
  await resolveOpen(context, ids, await Promise.all(readings));
};

interface RunFound {
  readonly run: RunContext;
  readonly found: RunReading;
}

const report = (
  { execution, onRun, onGap }: ExecutionRunsContext,
  run: RunContext,
  found: RunReading,
): RunFound => {
  const { machine, DocumentName, patchRun, gaps } = found;
  const { task, invocation } = run;
  for (const gap of gaps) onGap(gap);
  if (machine === undefined) return { run, found };
  const at = machine.StartTime ?? invocation.StartTime ?? task.StartTime ?? execution.StartTime;
  const TaskType = taskTypeOf(run);
  onRun({
    ...machine,
    ...present({ Name: execution.Name, TaskArn: task.TaskArn, TaskType, DocumentName, patchRun, at }),
  });
  return { run, found };
};

/**
 * Resolves invocations that selected machines by tags and started nothing. The task has the machines of all its invocations
 * together. A machine in another invocation is not in these; if only one invocation is left, the machine belongs to it.
 */
const resolveOpen = async (
  context: ExecutionRunsContext,
  ids: { readonly WindowExecutionId: string; readonly TaskId: string },
  runs: readonly RunFound[],
): Promise<void> => {
  const [first, ...others] = runs.filter(({ found }) => found.isOpen === true);
  if (first === undefined || runs.some(({ found }) => found.machine !== undefined)) return;
  const purpose = { ids, what: "The resolved machines of a task" };
  const { value, gap } = await context.reader.call("GetMaintenanceWindowExecutionTask", ids, purpose);
  if (gap !== undefined) return context.onGap(gap);
  const found = value?.TaskParameters?.flatMap((one) => one["aws:InstanceId"]?.Values ?? []) ?? [];
  if (found.length > 0 && !found.includes(context.InstanceId)) return;
  if (found.length > 0 && others.length === 0) {
    report(context, first.run, unstartedRun(first.run));
    return;
  }
  context.onGap(
    missingGap(
      {
        operation: "GetMaintenanceWindowExecutionTask",
        ids,
        what: "An invocation selected its machines by tags and started nothing, so it is unknown whether this machine was selected",
      },
      "Check the tags of the machine and the targets of the window at that time.",
    ),
  );
};
