import { isFinalStatus, readParameters } from "@windowpane/core";
import { type InvocationParts, partsFrom } from "../../judge/assemble/assemble-invocation.ts";
import { assembleTask } from "../../judge/assemble/assemble-execution.ts";
import type { AffectedItem, InvocationReport, TaskReport } from "../../model/report.ts";
import { withMachines } from "../../model/affected.ts";
import { createPassedAutomations } from "../automation/automation-lookup.ts";
import { createCommandDocuments } from "../automation/command-documents.ts";
import { isKnown, isKnownTask, resumeTokenOf } from "./earlier.ts";
import { taskTypeOf, type AwsInvocation, type AwsTaskDetail } from "../../model/task.ts";
import { readInvocation } from "./invocation.ts";
import { createInvocationTable } from "./invocation-table.ts";
import { listInvocations } from "./invocation-lists.ts";
import { resolveMachines } from "./resolve-machines.ts";
import type { ListedTask, TaskContext } from "../context/task-context.ts";
import { provisionalMachines } from "../context/unlisted.ts";

/** A task that is being read. */
export interface TaskReading {
  /** The report on what has been read so far. */
  report(): TaskReport;
  /** Reads all invocations and their machines. */
  read(): Promise<void>;
}

/** Reads a task: its invocations page by page, and the machines of each as soon as it is listed. */
export const readTask = (context: TaskContext): TaskReading => {
  const { reader, WindowId, WindowExecutionId, earlier, includeSensitive } = context;
  const { onGap, onChange, onInvocation } = context;
  const { TaskExecutionId } = context.task;
  const known = new Map(earlier?.invocations.filter(isKnown).map((one) => [one.InvocationId, one]));
  const rows = createInvocationTable();
  const automations = createPassedAutomations(reader);
  const documents = createCommandDocuments(reader);
  let task: ListedTask = context.task;
  let detail: AwsTaskDetail | undefined;
  let list: { readonly exact: boolean; readonly resumeFrom?: string | undefined } = { exact: true };
  let gaps = 0;
  let read = false;
  let cached: TaskReport | undefined;

  const taskItem = (): AffectedItem => ({
    WindowExecutionId,
    TaskExecutionId,
    ...(task.TaskArn === undefined ? {} : { TaskArn: task.TaskArn }),
  });
  const change = (): void => {
    cached = undefined;
    onChange();
  };
  const put = (part: InvocationParts): void => {
    const { isNew, isFirstRead } = rows.put(part);
    if (isNew) onInvocation("listed");
    if (isFirstRead) onInvocation("read");
    change();
  };

  const takeOver = (report: InvocationReport, invocation?: AwsInvocation): void =>
    put(partsFrom(report, { includeSensitive, ...(invocation === undefined ? {} : { invocation }) }));

  const readOne = async (invocation: AwsInvocation, InvocationId: string, urgent: boolean): Promise<void> => {
    const ids = { WindowExecutionId, TaskExecutionId, InvocationId };
    const ref = WindowId === undefined ? ids : { WindowId, ...ids };
    const parameters = readParameters(invocation.Parameters);
    const bare: InvocationParts = {
      ...ids,
      invocation,
      TaskType: taskTypeOf({ invocation, task }),
      machines: [],
      exact: false,
      read: false,
      gaps: 0,
      includeSensitive,
    };
    put({ ...bare, machines: provisionalMachines({ ref, invocation, parameters }) });
    if (context.row !== undefined) await rowKnown;
    const reading = await readInvocation({
      reader,
      ref,
      invocation,
      task,
      parameters,
      urgent,
      automations,
      documents,
      // An invocation that has ended in the meantime is read again, so this read is outdated.
      onMachines: (machines) => {
        if (rows.isOf(InvocationId, invocation)) put({ ...bare, machines });
      },
    });
    if (!rows.isOf(InvocationId, invocation)) return;
    for (const gap of reading.gaps) onGap(withMachines(gap, taskItem(), reading.machines));
    const { machines, exact, DocumentName, patchRun } = reading;
    const TaskType = taskTypeOf({ invocation, task });
    put({
      ...bare,
      TaskType,
      machines,
      exact,
      DocumentName,
      patchRun,
      gaps: reading.gaps.length,
      read: true,
    });
  };

  /** Whether to read an invocation. Lists can repeat one; it is then read again only if it has ended since. */
  const isChanged = (invocation: AwsInvocation, id: string): boolean => {
    const before = rows.get(id);
    return before === undefined || (isFinalStatus(invocation.Status) && !isFinalStatus(before.Status));
  };

  const start = (invocation: AwsInvocation, urgent: boolean): Promise<void> | undefined => {
    // Without an ID it cannot be matched with the whole list, which contains it anyway.
    if (invocation.InvocationId === undefined && urgent) return undefined;
    const id = invocation.InvocationId ?? `unnamed-${rows.size + 1}`;
    if (!isChanged(invocation, id)) {
      // The report keeps AWS's order, not the order of reading.
      if (!urgent) rows.moveToEnd(id);
      return undefined;
    }
    const before = known.get(id);
    if (before === undefined || before.Status !== invocation.Status) return readOne(invocation, id, urgent);
    takeOver(before, invocation);
    return undefined;
  };

  const rowKnown = (async (): Promise<void> => {
    task = (await context.row) ?? task;
    if (context.row !== undefined) change();
  })();

  const readAll = async (): Promise<void> => {
    if (earlier !== undefined) await rowKnown;
    if (earlier !== undefined && isKnownTask(earlier) && earlier.Status === task.Status) {
      for (const invocation of earlier.invocations) takeOver(invocation);
      return;
    }
    const from = resumeTokenOf(earlier);
    if (from !== undefined) for (const invocation of known.values()) takeOver(invocation);
    const failed = await listInvocations(context, { from, isOver: () => task.Status === "SUCCESS", start });
    if (failed !== undefined) {
      list = { exact: false, resumeFrom: failed.gap.resumeFrom };
      gaps += 1;
      onGap(withMachines(failed.gap, taskItem()));
      // Final invocations of the earlier report stay, even if the list failed before them.
      for (const invocation of known.values())
        if (rows.get(invocation.InvocationId) === undefined) takeOver(invocation);
    }
    await rowKnown;
    const ids = { WindowExecutionId, TaskExecutionId };
    const resolved = await resolveMachines(reader, ids, { invocations: rows.all(), includeSensitive });
    detail = resolved.detail;
    if (resolved.gap !== undefined) {
      gaps += 1;
      onGap(withMachines(resolved.gap, taskItem()));
    }
    for (const part of resolved.invocations) put(part);
  };

  return {
    report: () =>
      (cached ??= assembleTask({
        WindowExecutionId,
        task,
        detail: detail ?? earlier,
        invocations: rows.all(),
        ...list,
        gaps,
        read,
      })),
    read: async () => {
      await readAll();
      read = true;
      change();
    },
  };
};
