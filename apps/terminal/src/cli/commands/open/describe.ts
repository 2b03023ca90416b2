import { isFinalStatus } from "@windowpane/core";
import type { Located, LocatedIds, LocatedKind } from "@windowpane/explorer";
import {
  findWindow,
  reportExecution,
  type ExecutionReport,
  type Gap,
  type Machine,
  type MachineResult,
  type PatchResult,
  type TaskReport,
  type Verdict,
} from "@windowpane/report";
import { NowhereError } from "../../../host/nowhere-error.ts";
import type { Context } from "../../context/context.ts";
import { shortTime } from "../../context/times.ts";
import { ownCommandLine } from "../../context/own-command.ts";

/** What `open` prints without the UI. */
export interface DescribedItem {
  readonly kind: LocatedKind;
  readonly ids: LocatedIds;
  /** Name of the window, if it was found. */
  readonly Name?: string | undefined;
  /** Document, function or state machine of the task. */
  readonly TaskArn?: string | undefined;
  readonly InstanceName?: string | undefined;
  /** AWS's status. */
  readonly Status?: string | undefined;
  /** Verdict on an execution, a task or an invocation. */
  readonly verdict?: Verdict | undefined;
  /** Result of a machine. */
  readonly result?: MachineResult | undefined;
  readonly patch?: PatchResult | undefined;
  /** One or two sentences on the status. */
  readonly reason?: string | undefined;
  readonly gaps: readonly Gap[];
  /** Whether everything was read. */
  readonly complete: boolean;
  /** Command lines for details. */
  readonly next: readonly string[];
  /** Link to the item on the web page, if the address of the page is known. */
  readonly page?: string | undefined;
}

/** Reads the status of an item. For an item in a task, reads that task only. */
export const describeItem = async (context: Context, located: Located): Promise<DescribedItem> => {
  const { ids, kind } = located;
  if (ids.WindowExecutionId !== undefined) {
    return describeInExecution(context, located, { ...ids, WindowExecutionId: ids.WindowExecutionId });
  }
  if (ids.WindowId !== undefined) return describeWindow(context, located, ids.WindowId);
  if (kind === "screen") return describeScreen(context, located);
  return {
    kind,
    ids,
    reason: "A machine without an execution; its history shows what ran on it.",
    gaps: [],
    complete: true,
    next: [ownCommandLine(context.settings, "history", ids.InstanceId ?? "")],
  };
};

/** A link without an ID: the windows, or the failures of all of them. */
const describeScreen = ({ settings }: Context, { kind, ids, link }: Located): DescribedItem => {
  const command = link?.screens[0]?.screen === "windows" ? "windows" : "failures";
  return {
    kind,
    ids,
    reason: `The link opens the ${command} of the account in the UI, which needs a terminal.`,
    gaps: [],
    complete: true,
    next: [ownCommandLine(settings, command)],
  };
};

const describeWindow = async (
  context: Context,
  { kind, ids }: Located,
  WindowId: string,
): Promise<DescribedItem> => {
  const { settings, host } = context;
  const options = { signal: host.interrupt };
  const client = await context.client();
  const [{ Name, Enabled, NextExecutionTime }, page] = await Promise.all([
    client.call("GetMaintenanceWindow", { WindowId }, options),
    client.call("DescribeMaintenanceWindowExecutions", { WindowId, MaxResults: 10 }, options),
  ]);
  // AWS lists executions newest first, but does not document it.
  const [latest] = page.WindowExecutions ?? [];
  const last =
    latest === undefined
      ? "It has no executions in AWS's history."
      : `Its latest execution is ${latest.WindowExecutionId ?? "without an ID"}, with AWS status ${latest.Status ?? "unknown"}.`;
  const schedule =
    NextExecutionTime === undefined ? "has no next execution" : `runs next at ${NextExecutionTime}`;
  return {
    kind,
    ids: { ...ids, WindowId },
    Name,
    gaps: [],
    complete: true,
    reason: `The window is ${Enabled === false ? "disabled" : "enabled"} and ${schedule}. ${last}`,
    next: [
      ownCommandLine(settings, "executions", WindowId),
      ...(latest?.WindowExecutionId === undefined
        ? []
        : [ownCommandLine(settings, "report", latest.WindowExecutionId)]),
      ...(NextExecutionTime === undefined && isFinalStatus(latest?.Status)
        ? []
        : [ownCommandLine(settings, "watch", WindowId)]),
    ],
  };
};

type ExecutionIds = LocatedIds & { readonly WindowExecutionId: string };

const describeInExecution = async (
  context: Context,
  { kind }: Located,
  ids: ExecutionIds,
): Promise<DescribedItem> => {
  const { host, console, settings } = context;
  const { WindowExecutionId, TaskExecutionId, InvocationId } = ids;
  const report = await reportExecution(await context.client(), {
    WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    tasks: TaskExecutionId === undefined ? undefined : [TaskExecutionId],
    onProgress: ({ invocationsRead, invocations }) =>
      void console.progress(`${invocationsRead} of ${invocations} invocations read`),
  });
  const window = await windowOf(context, report);
  await console.settle();
  const item = {
    kind,
    ids: { ...ids, ...(window === undefined ? {} : { WindowId: window.WindowId }) },
    Name: window?.Name,
    gaps: report.gaps,
    complete: report.complete,
  };
  const line: LineMaker = (...words) => ownCommandLine(settings, ...words);
  if (TaskExecutionId === undefined) {
    if (ids.InstanceId !== undefined) return { ...item, ...machineStatus(report, report.tasks, ids, line) };
    return { ...item, ...executionStatus(context, report, line) };
  }
  const task = taskIn(report, TaskExecutionId);
  const inTask = { ...item, TaskArn: task.TaskArn };
  if (ids.InstanceId !== undefined) return { ...inTask, ...machineStatus(report, [task], ids, line) };
  if (InvocationId === undefined) {
    const { Status, verdict, reason } = task;
    const next = ["targets", "invocations"].map((command) =>
      line(command, WindowExecutionId, TaskExecutionId),
    );
    return { ...inTask, Status, verdict, reason, next };
  }
  const invocation = task.invocations.find((one) => sameId(one.InvocationId, InvocationId));
  if (invocation === undefined) throw notFound("invocation", InvocationId, `task ${TaskExecutionId}`);
  const { Status, verdict, reason } = invocation;
  const next = ["output", "invocation"].map((command) =>
    line(command, WindowExecutionId, TaskExecutionId, InvocationId),
  );
  return { ...inTask, Status, verdict, reason, next };
};

/** Finds the execution's window; undefined if a request fails, as the item can be described without. */
const windowOf = async (
  context: Context,
  { WindowExecutionId, StartTime }: ExecutionReport,
): Promise<{ readonly WindowId: string; readonly Name?: string | undefined } | undefined> => {
  const { interrupt: signal } = context.host;
  try {
    return (await findWindow(await context.client(), { WindowExecutionId, StartTime, signal })).window;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
};

type LineMaker = (...words: readonly string[]) => string;

const executionStatus = (
  { host }: Context,
  { WindowExecutionId, Status, verdict, reason, StartTime }: ExecutionReport,
  line: LineMaker,
): Pick<DescribedItem, "Status" | "verdict" | "reason" | "next"> => ({
  Status,
  verdict,
  reason:
    StartTime === undefined
      ? reason
      : `${reason} It started ${shortTime(StartTime, host.utcOffset(StartTime))}.`,
  next: [
    ...(verdict === "RUNNING" ? [line("watch", WindowExecutionId)] : []),
    line("report", WindowExecutionId),
    line("targets", WindowExecutionId, "--bad"),
    line("tasks", WindowExecutionId),
  ],
});

/** The status of a machine in the invocation where it did worst. */
const machineStatus = (
  { WindowExecutionId }: ExecutionReport,
  tasks: readonly TaskReport[],
  { InstanceId = "", InvocationId }: LocatedIds,
  line: LineMaker,
): Pick<DescribedItem, "InstanceName" | "Status" | "result" | "patch" | "reason" | "next"> => {
  const machines: readonly Machine[] = tasks
    .flatMap(({ invocations }) => invocations)
    .filter((invocation) => InvocationId === undefined || sameId(invocation.InvocationId, InvocationId))
    .flatMap((invocation) => invocation.machines)
    .filter((machine) => machine.InstanceId === InstanceId);
  const machine = machines.find(({ cause, patch }) => (cause ?? patch?.cause) !== undefined) ?? machines[0];
  if (machine === undefined) throw notFound("machine", InstanceId, `execution ${WindowExecutionId}`);
  const { TaskExecutionId = "", InstanceName, Status, result, reason, patch } = machine;
  const { cause = patch?.cause } = machine;
  const patches = patch === undefined ? "" : ` Patches: ${patch.words}.`;
  const ids = [WindowExecutionId, TaskExecutionId, machine.InvocationId ?? "", InstanceId];
  return {
    InstanceName,
    Status,
    result,
    patch,
    reason:
      cause === undefined
        ? `${reason}${patches}`
        : `${cause.title}: ${cause.evidence ?? reason}${cause.from === "patch-state" ? "" : patches}`,
    next: [
      line("output", ...ids),
      ...(patch === undefined ? [] : [line("patches", InstanceId)]),
      line("history", InstanceId),
    ],
  };
};

const taskIn = ({ tasks, gaps }: ExecutionReport, TaskExecutionId: string): TaskReport => {
  const task = tasks.find((one) => sameId(one.TaskExecutionId, TaskExecutionId));
  // A requested task has a report even if AWS does not list it.
  const isUnlisted = task?.Status === undefined && gaps.some(({ code }) => code === "missing");
  if (task === undefined || isUnlisted) throw notFound("task", TaskExecutionId, "this execution");
  return task;
};

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const notFound = (noun: string, id: string, where: string): NowhereError =>
  new NowhereError(`AWS lists no ${noun} ${id} in ${where}.`, "Check the IDs, the account and the region.");
