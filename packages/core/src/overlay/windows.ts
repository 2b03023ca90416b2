import { sampleIds, type OverlayRow } from "./row.ts";

const { WindowId, WindowTaskId, InstanceId } = sampleIds;

/** Windows, their targets, tasks and schedule. */
export const windows = {
  DescribeMaintenanceWindows: {
    description: "Lists the windows of the account and region.",
    effect: "read",
    nouns: ["window", "windows"],
    filterKeys: ["Name", "Enabled"],
    resource: "*",
    ifDenied: "windows cannot be found by name, and failures cannot be listed across windows",
    sample: {},
    inSnapshot: true,
  },
  DescribeMaintenanceWindowsForTarget: {
    description: "Lists the windows that include a machine or a tag.",
    effect: "read",
    nouns: ["window", "windows"],
    resource: "*",
    ifDenied: "`windowpane call` cannot list the windows of a machine",
    sample: { Targets: [{ Key: "InstanceIds", Values: [InstanceId] }], ResourceType: "INSTANCE" },
    inSnapshot: false,
  },
  GetMaintenanceWindow: {
    description: "Returns one window.",
    effect: "read",
    nouns: ["window", "windows"],
    resource: "maintenancewindow",
    ifDenied: "the next start of a window is unknown to `watch`, and its end is unknown to `timeline`",
    sample: { WindowId },
    inSnapshot: true,
  },
  DescribeMaintenanceWindowSchedule: {
    description: "Lists when windows are due.",
    effect: "read",
    nouns: ["scheduled execution", "scheduled executions"],
    // Documented only in examples of the AWS CLI.
    filterKeys: ["ScheduledBefore", "ScheduledAfter"],
    resource: "*",
    ifDenied: "`windowpane call` and the HTTP API cannot list scheduled executions",
    sample: { WindowId },
    inSnapshot: false,
  },
  DescribeMaintenanceWindowTargets: {
    description: "Lists the targets that are registered with a window.",
    effect: "read",
    nouns: ["target", "targets"],
    filterKeys: ["Type", "WindowTargetId", "OwnerInformation"],
    resource: "maintenancewindow",
    ifDenied: "registered targets cannot be listed, and are missing in snapshots",
    sample: { WindowId },
    inSnapshot: true,
  },
  DescribeMaintenanceWindowTasks: {
    description: "Lists the tasks that are registered with a window.",
    effect: "read",
    nouns: ["registered task", "registered tasks"],
    filterKeys: ["WindowTaskId", "TaskArn", "Priority", "TaskType"],
    resource: "maintenancewindow",
    ifDenied: "registered tasks that did not start cannot be listed",
    sample: { WindowId },
    inSnapshot: true,
  },
  GetMaintenanceWindowTask: {
    description: "Returns one task that is registered with a window, with its parameters.",
    effect: "read",
    nouns: ["registered task", "registered tasks"],
    resource: "maintenancewindow",
    ifDenied: "`windowpane call` cannot show the parameters of a registered task",
    sample: { WindowId, WindowTaskId },
    inSnapshot: false,
  },
} as const satisfies Readonly<Record<string, OverlayRow>>;
