/** The account that AWS's clients are asked about, and what is asked of its lists. */
import type { OperationName } from "@windowpane/core";
import {
  everyInput,
  everyOperation,
  fleetIds,
  type Scenario,
  type WindowPlan,
} from "@windowpane/transport-mock";

const everything = everyOperation({ invocations: 130, failureRate: 0.2 });

/** A window with the one member that is bytes: the payload of a Lambda task. */
const functions: WindowPlan = {
  window: { WindowId: "mw-0a1b2c3d4e5f60718", Name: "functions" },
  tasks: [
    {
      WindowId: "mw-0a1b2c3d4e5f60718",
      WindowTaskId: "3f9e1c52-84d7-4b0a-96c1-7e2a5d8f0b41",
      TaskArn: "arn:aws:lambda:eu-central-1:111122223333:function:notify",
      Type: "LAMBDA",
      // Every byte, also those that are no text.
      TaskInvocationParameters: { Lambda: { Payload: Uint8Array.from({ length: 256 }, (_, byte) => byte) } },
    },
  ],
  executions: [],
};

export const account: Scenario = {
  ...everything,
  plan: (options) => {
    const plan = everything.plan(options);
    return { ...plan, windows: [...plan.windows, functions] };
  },
};

/** A request whose response holds bytes. */
export const withBytes = {
  WindowId: "mw-0a1b2c3d4e5f60718",
  WindowTaskId: "3f9e1c52-84d7-4b0a-96c1-7e2a5d8f0b41",
} as const;

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
  [
    "DescribeMaintenanceWindowsForTarget",
    { Targets: [{ Key: "tag:Ring", Values: ["canary"] }], ResourceType: "INSTANCE" },
  ],
  ["ListCommands", { Filters: [{ key: "Status", value: "Failed" }] }],
  ["DescribeAutomationExecutions", { Filters: [{ Key: "ExecutionStatus", Values: ["Failed"] }] }],
  ["DescribeInstanceInformation", { Filters: [{ Key: "PingStatus", Values: ["Online"] }] }],
  [
    "DescribeInstanceInformation",
    { InstanceInformationFilterList: [{ key: "PlatformTypes", valueSet: ["Linux"] }] },
  ],
  [
    "DescribeInstancePatches",
    { ...everyInput.DescribeInstancePatches, Filters: [{ Key: "State", Values: ["Missing", "Failed"] }] },
  ],
  [
    "GetInventory",
    { Filters: [{ Key: "AWS:InstanceInformation.PlatformVersion", Values: ["20"], Type: "BeginWith" }] },
  ],
  // Aggregators contain aggregators.
  [
    "GetInventory",
    {
      Aggregators: [
        {
          Expression: "AWS:InstanceInformation.PlatformType",
          Aggregators: [
            {
              Expression: "AWS:InstanceInformation.PlatformName",
              Aggregators: [{ Expression: "AWS:InstanceInformation.PlatformVersion" }],
            },
          ],
        },
        {
          Groups: [
            {
              Name: "patched",
              Filters: [{ Key: "TypeName", Values: ["AWS:PatchSummary"], Type: "Exists" }],
            },
          ],
        },
      ],
    },
  ],
];
