import type { ExecutionReport, Machine, TaskReport } from "@windowpane/report";
import type { Context } from "../../context/context.ts";
import { NowhereError } from "../../../host/errors/nowhere-error.ts";
import type { Located, LocatedIds } from "../../locate/located.ts";
import { shortTime } from "../../output/aws-form.ts";
import { ownCommandLine } from "../../output/own-line.ts";
import type { Described } from "./described.ts";

/** Reads what a place is and where it stands: only the task that it is in, where it is in one. */
export const describePlace = async (context: Context, place: Located): Promise<Described> => {
  const { ids } = place;
  if (ids.WindowExecutionId !== undefined) {
    return describeInside(context, place, { ...ids, WindowExecutionId: ids.WindowExecutionId });
  }
  return ids.WindowId === undefined
    ? describeMachine(context, place)
    : describeWindow(context, place, ids.WindowId);
};

/** A machine stands in many windows, so there is no one verdict on it. */
const describeMachine = async ({ settings }: Context, { kind, ids }: Located): Promise<Described> => ({
  kind,
  ids,
  reason: "A machine by itself; its history says what the windows did on it.",
  next: [ownCommandLine(settings, "history", ids.InstanceId ?? "")],
});

const describeWindow = async (
  { client, settings, host }: Context,
  { kind, ids }: Located,
  WindowId: string,
): Promise<Described> => {
  const { isFinalStatus } = await import("@windowpane/core");
  const asked = { signal: host.interrupt };
  const opened = await client();
  const [{ Name, Enabled, NextExecutionTime }, page] = await Promise.all([
    opened.call("GetMaintenanceWindow", { WindowId }, asked),
    opened.call("DescribeMaintenanceWindowExecutions", { WindowId, MaxResults: 10 }, asked),
  ]);
  // AWS promises no order, but all that was seen came newest first.
  const [newest] = page.WindowExecutions ?? [];
  const last =
    newest === undefined
      ? "It has not run in the time that AWS remembers."
      : `Its newest execution is ${newest.WindowExecutionId ?? "without an id"}, of which AWS says ${newest.Status ?? "nothing"}.`;
  const plan =
    NextExecutionTime === undefined ? "no next execution is planned" : `it runs next at ${NextExecutionTime}`;
  return {
    kind,
    ids: { ...ids, WindowId },
    Name,
    reason: `${Enabled === false ? "The window is disabled" : "The window is enabled"}; ${plan}. ${last}`,
    next: [
      ownCommandLine(settings, "executions", WindowId),
      ...(newest?.WindowExecutionId === undefined
        ? []
        : [ownCommandLine(settings, "report", newest.WindowExecutionId)]),
      ...(NextExecutionTime === undefined && isFinalStatus(newest?.Status)
        ? []
        : [ownCommandLine(settings, "watch", WindowId)]),
    ],
  };
};

type Inside = LocatedIds & { readonly WindowExecutionId: string };

const describeInside = async (context: Context, place: Located, ids: Inside): Promise<Described> => {
  const { host, screen, settings } = context;
  const { reportExecution, findWindow } = await import("@windowpane/report");
  const client = await context.client();
  const report = await reportExecution(client, {
    WindowExecutionId: ids.WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    tasks: ids.TaskExecutionId === undefined ? undefined : [ids.TaskExecutionId],
    onProgress: ({ invocationsRead, invocations }) =>
      void screen.progress(`${invocationsRead} of ${invocations} invocations read`),
  });
  // Its window is worth a few requests, and not the answer when one of them is refused.
  const { window } = await findWindow(client, {
    WindowExecutionId: ids.WindowExecutionId,
    StartTime: report.StartTime,
    signal: host.interrupt,
  }).catch((error: unknown) => {
    host.interrupt.throwIfAborted();
    if (error instanceof Error) return { window: undefined };
    throw error;
  });
  await screen.settle();
  const found = { ...ids, ...(window === undefined ? {} : { WindowId: window.WindowId }) };
  const stand = { kind: place.kind, ids: found, Name: window?.Name, gaps: report.gaps };
  const line = (...words: readonly string[]): string => ownCommandLine(settings, ...words);
  const { WindowExecutionId, TaskExecutionId } = ids;
  if (TaskExecutionId === undefined) {
    if (ids.InstanceId !== undefined) return { ...stand, ...machineStand(report, report.tasks, ids, line) };
    return { ...stand, ...executionStand(context, report), next: executionLines(report, line) };
  }
  const task = taskIn(report, TaskExecutionId);
  const inTask = { ...stand, TaskArn: task.TaskArn };
  if (ids.InstanceId !== undefined) return { ...inTask, ...machineStand(report, [task], ids, line) };
  if (ids.InvocationId === undefined) {
    const { Status, verdict, reason } = task;
    const next = [
      line("targets", WindowExecutionId, TaskExecutionId),
      line("invocations", WindowExecutionId, TaskExecutionId),
    ];
    return { ...inTask, Status, verdict, reason, next };
  }
  const { InvocationId } = ids;
  const invocation = task.invocations.find((one) => sameId(one.InvocationId, InvocationId));
  if (invocation === undefined) throw notThere("invocation", InvocationId, `task ${TaskExecutionId}`);
  const { Status, verdict, reason } = invocation;
  const next = ["output", "invocation"].map((command) =>
    line(command, WindowExecutionId, TaskExecutionId, InvocationId),
  );
  return { ...inTask, Status, verdict, reason, next };
};

const executionStand = (
  { host }: Context,
  { Status, verdict, reason, StartTime }: ExecutionReport,
): Pick<Described, "Status" | "verdict" | "reason"> => {
  const began =
    StartTime === undefined ? "" : ` It began ${shortTime(StartTime, host.utcOffset(StartTime))}.`;
  return { Status, verdict, reason: `${reason}${began}` };
};

type Line = (...words: readonly string[]) => string;

const executionLines = ({ WindowExecutionId, verdict }: ExecutionReport, line: Line): readonly string[] => [
  ...(verdict === "RUNNING" ? [line("watch", WindowExecutionId)] : []),
  line("report", WindowExecutionId),
  line("targets", WindowExecutionId, "--bad"),
  line("tasks", WindowExecutionId),
];

/** Where a machine stands worst is what one wants to know first. */
const machineStand = (
  { WindowExecutionId }: ExecutionReport,
  tasks: readonly TaskReport[],
  { InstanceId = "", InvocationId }: LocatedIds,
  line: Line,
): Pick<Described, "InstanceName" | "Status" | "result" | "patch" | "reason" | "next"> => {
  const machines: Machine[] = tasks
    .flatMap(({ invocations }) => invocations)
    .filter((invocation) => InvocationId === undefined || sameId(invocation.InvocationId, InvocationId))
    .flatMap((invocation) => invocation.machines)
    .filter((machine) => machine.InstanceId === InstanceId);
  const machine = machines.find(({ cause, patch }) => (cause ?? patch?.cause) !== undefined) ?? machines[0];
  if (machine === undefined) throw notThere("machine", InstanceId, `execution ${WindowExecutionId}`);
  const { TaskExecutionId = "", InstanceName, Status, result, reason, patch } = machine;
  const { cause = patch?.cause } = machine;
  const patches = patch === undefined ? "" : ` Patches: ${patch.words}.`;
  const place = [WindowExecutionId, TaskExecutionId, machine.InvocationId ?? "", InstanceId];
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
      line("output", ...place),
      ...(patch === undefined ? [] : [line("patches", InstanceId)]),
      line("history", InstanceId),
    ],
  };
};

const taskIn = ({ tasks, gaps }: ExecutionReport, TaskExecutionId: string): TaskReport => {
  const task = tasks.find((one) => sameId(one.TaskExecutionId, TaskExecutionId));
  // A task that was asked for has a report, though AWS does not list it.
  const isUnlisted = task?.Status === undefined && gaps.some(({ code }) => code === "missing");
  if (task === undefined || isUnlisted) throw notThere("task", TaskExecutionId, "that execution");
  return task;
};

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const notThere = (noun: string, id: string, where: string): NowhereError =>
  new NowhereError(
    `AWS lists no ${noun} ${id} in ${where}.`,
    "Check that the ids belong together, and the account and region.",
  );
