/** Command lines of every command that has --show-cli. A new command needs a row here. */
import type { OperationName } from "@windowpane/core";
import { automating, patching, running, stopped } from "./account.ts";

const { Name, WindowId, WindowExecutionId, TaskExecutionId, InvocationId, ExecutionId, InstanceId } =
  patching;
const path = [WindowExecutionId, TaskExecutionId, InvocationId];
const automation = [automating.WindowExecutionId, automating.TaskExecutionId, automating.InvocationId];

/** A command line for each kind of execution: they need different requests. */
const ofExecutions = (command: string, ...flags: readonly string[]): readonly (readonly string[])[] =>
  [Name, WindowExecutionId, automating.WindowExecutionId, stopped.WindowExecutionId].map((execution) => [
    command,
    execution,
    ...flags,
  ]);

export const cases: Readonly<Record<string, readonly (readonly string[])[]>> = {
  failures: [["failures", "--since", "36h"]],
  windows: [["windows"], ["windows", "--filter", `name:${Name}`]],
  executions: [
    ["executions"],
    ["executions", Name],
    ["executions", WindowId, "--page-size", "20", "--max-items", "3"],
    ["executions", WindowId, "--no-paginate"],
    ["executions", "--latest"],
  ],
  tasks: [
    ["tasks", WindowExecutionId],
    ["tasks", Name, "--status", "FAILED"],
  ],
  invocations: [
    ["invocations", WindowExecutionId, TaskExecutionId],
    ["invocations", Name, TaskExecutionId, "--status", "FAILED"],
  ],
  invocation: [
    ["invocation", ...path],
    ["invocation", ...automation],
  ],
  targets: [
    ...ofExecutions("targets", "--bad"),
    ["targets", Name, TaskExecutionId],
    ["targets", WindowExecutionId, "--window", WindowId],
    ["targets", WindowExecutionId, "--window", Name],
  ],
  patches: [...ofExecutions("patches"), ["patches", InstanceId], ["patches", InstanceId, "--all"]],
  output: [
    ["output", ...path],
    ["output", ...path, InstanceId],
    ["output", ...automation],
    ...ofExecutions("output", "--bad"),
    ["output", WindowExecutionId, InstanceId],
  ],
  report: [
    ...ofExecutions("report"),
    ["report", WindowExecutionId, "--no-patches"],
    ["report", WindowExecutionId, "--format", "html"],
  ],
  diff: [...ofExecutions("diff"), ["diff", WindowExecutionId, automating.WindowExecutionId]],
  timeline: ofExecutions("timeline"),
  history: [
    ["history", InstanceId],
    ["history", "db-prod-01"],
    ["history", stopped.InstanceId],
  ],
  watch: ofExecutions("watch").slice(1),
  open: [
    ["open", Name],
    ["open", ExecutionId],
    ["open", automating.ExecutionId],
    ["open", TaskExecutionId],
    ["open", InvocationId],
    ["open", InstanceId],
    ...ofExecutions("open").slice(1),
  ],
  snapshot: [
    ...ofExecutions("snapshot", "-o", "night.json"),
    ["snapshot", Name, "--last", "2", "-o", "nights.json"],
    ["snapshot", Name, "--no-patches", "--outputs", "needed", "-o", "night.json"],
  ],
  cancel: [["cancel", running.WindowExecutionId, "--allow-cancel", "--confirm", running.WindowExecutionId]],
  doctor: [["doctor"]],
  call: [["call", "describe-maintenance-window-executions", "--window-id", WindowId]],
};

interface Exception {
  /** Commands, and `screen NAME` for a screen. Default: all. */
  readonly of?: readonly string[];
  readonly operations: readonly OperationName[];
  readonly why: string;
}

/** Requests that are sent without being shown. */
export const unshown: readonly Exception[] = [
  {
    of: ["tasks", "invocations", "invocation", "output"],
    operations: ["GetMaintenanceWindowExecution"],
    why: "The program first checks that an ID alone is that of an execution, so that its error names another item's kind.",
  },
];

/** Calls that are shown without being sent by any of the command lines. */
export const unsent: readonly Exception[] = [
  {
    operations: ["DescribeAutomationStepExecutions"],
    why: "AWS truncates the steps of an automation only if it has many; no automation of the demo account has that many.",
  },
  {
    of: ["history"],
    operations: ["GetCommandInvocation", "DescribeAutomationExecutions"],
    why: "They depend on what ran: no run of these machines has a cut output, or automations with targets.",
  },
  {
    of: ["snapshot"],
    operations: ["DescribeAutomationExecutions"],
    why: "It is sent for automations with several targets; the executions that are tried have none.",
  },
  {
    of: ["open"],
    operations: ["ListCommandInvocations", "DescribeMaintenanceWindows"],
    why: "A machine's history is read on a terminal only; a pipe gets the command to run.",
  },
];

/** Whether a table of exceptions has an operation of a command or a screen. */
export const isException = (
  table: readonly Exception[],
  subject: string,
  operation: OperationName,
): boolean =>
  table.some(
    ({ of, operations }) => operations.includes(operation) && (of === undefined || of.includes(subject)),
  );
