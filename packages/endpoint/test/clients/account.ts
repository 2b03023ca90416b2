/** The account that AWS's clients are asked about, and what is asked of its lists. */
import type { OperationName } from "@windowpane/core";
import { everyInput, everyOperation, fleetIds } from "@windowpane/transport-mock";

export const account = everyOperation({ invocations: 130, failureRate: 0.2 });

const { WindowId, WindowExecutionId } = fleetIds;

/** Of each list the requests that are filtered, too; the account has fitting items and others. */
export const filtered: readonly (readonly [OperationName, Readonly<Record<string, unknown>>])[] = [
  [
    "DescribeMaintenanceWindowExecutionTaskInvocations",
    {
      ...everyInput.DescribeMaintenanceWindowExecutionTaskInvocations,
      Filters: [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }],
    },
  ],
  [
    "DescribeMaintenanceWindowExecutionTasks",
    { WindowExecutionId, Filters: [{ Key: "STATUS", Values: ["FAILED"] }] },
  ],
  [
    "DescribeMaintenanceWindowExecutions",
    { WindowId, Filters: [{ Key: "ExecutedAfter", Values: ["2026-11-22T04:00:00Z"] }] },
  ],
  ["DescribeMaintenanceWindows", { Filters: [{ Key: "Enabled", Values: ["True"] }] }],
];
