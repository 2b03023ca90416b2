import { sampleIds, type OverlayRow } from "./row.ts";

const { WindowId, WindowExecutionId, TaskId, InvocationId } = sampleIds;

/** Filter keys of tasks and invocations. AWS documents all statuses except SKIPPED_OVERLAPPING as values of STATUS. */
const filterKeys = ["STATUS"] as const;

/** Executions of windows, their tasks and invocations. */
export const executions = {
  DescribeMaintenanceWindowExecutions: {
    description: "Lists the executions of a window. Does not filter by status.",
    effect: "read",
    nouns: ["execution", "executions"],
    filterKeys: ["ExecutedBefore", "ExecutedAfter"],
    resource: "maintenancewindow",
    ifDenied: "the executions of a window cannot be listed, only opened by ID",
    sample: { WindowId },
    inSnapshot: true,
  },
  GetMaintenanceWindowExecution: {
    description: "Returns one execution.",
    effect: "read",
    nouns: ["execution", "executions"],
    resource: "*",
    ifDenied: "executions cannot be reported or watched",
    sample: { WindowExecutionId },
    inSnapshot: true,
  },
  DescribeMaintenanceWindowExecutionTasks: {
    description: "Lists the tasks of an execution.",
    effect: "read",
    nouns: ["task", "tasks"],
    filterKeys,
    resource: "*",
    ifDenied: "executions cannot be reported, because their tasks are unknown",
    sample: { WindowExecutionId },
    inSnapshot: true,
  },
  GetMaintenanceWindowExecutionTask: {
    description: "Returns one task of an execution.",
    effect: "read",
    nouns: ["task", "tasks"],
    resource: "*",
    ifDenied: "the parameters of a task and its MaxErrors are unknown",
    sample: { WindowExecutionId, TaskId },
    inSnapshot: true,
  },
  DescribeMaintenanceWindowExecutionTaskInvocations: {
    description: "Lists the invocations of a task: one for each target, not one for each machine.",
    effect: "read",
    nouns: ["invocation", "invocations"],
    filterKeys,
    resource: "*",
    ifDenied: "the machines of a task are unknown, and SUCCESS becomes UNKNOWN",
    sample: { WindowExecutionId, TaskId },
    inSnapshot: true,
  },
  GetMaintenanceWindowExecutionTaskInvocation: {
    description: "Returns one invocation of a task.",
    effect: "read",
    nouns: ["invocation", "invocations"],
    resource: "*",
    ifDenied: "single invocations and their output cannot be opened",
    sample: { WindowExecutionId, TaskId, InvocationId },
    inSnapshot: true,
  },
  CancelMaintenanceWindowExecution: {
    description: "Cancels an execution. Pending tasks do not start; running tasks finish.",
    effect: "write",
    nouns: ["execution", "executions"],
    resource: "maintenancewindow",
    ifDenied: "executions cannot be cancelled",
    sample: { WindowExecutionId },
    inSnapshot: false,
  },
} as const satisfies Readonly<Record<string, OverlayRow>>;
