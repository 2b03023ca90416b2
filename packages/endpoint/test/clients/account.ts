/** The account for the tests with AWS's clients, and the requests for its lists. */
import type { OperationName } from "@windowpane/core";
import {
  everyInput,
  everyOperation,
  fleetIds,
  patchAccount,
  patchAccountIds,
  rateControlled,
  rateControlledIds,
  type AccountPlan,
  type ManagedMachine,
  type Scenario,
  type WindowPlan,
} from "@windowpane/transport-mock";

const everything = everyOperation({ invocations: 130, failureRate: 0.2 });

/** A window with the only blob: the payload of a Lambda task. */
const functions: WindowPlan = {
  window: { WindowId: "mw-0a1b2c3d4e5f60718", Name: "functions" },
  tasks: [
    {
      WindowId: "mw-0a1b2c3d4e5f60718",
      WindowTaskId: "3f9e1c52-84d7-4b0a-96c1-7e2a5d8f0b41",
      TaskArn: "arn:aws:lambda:eu-central-1:111122223333:function:notify",
      Type: "LAMBDA",
      // All bytes, including invalid UTF-8.
      TaskInvocationParameters: { Lambda: { Payload: Uint8Array.from({ length: 256 }, (_, byte) => byte) } },
    },
  ],
  executions: [],
};

/** Patched, reboot pending, failed, scanned, overwritten, a failed search, and a machine that was never scanned. */
const patches = patchAccount({
  tasks: [{ rebootOption: "NoReboot" }],
  machines: [
    { states: [{ installed: 7, installedOther: 2 }] },
    { states: [{ pendingReboot: 5, critical: 1, security: 3 }] },
    { states: [{ failed: 2, critical: 1, security: 2 }] },
    { states: [{}, { by: patchAccountIds.other(9), operation: "Scan", minutes: [120, 121], missing: 4 }] },
    { platform: "Windows", states: [{ missing: 3, availableSecurityUpdate: 2, notApplicable: 9 }] },
    { platform: "Windows", states: [{ hasFailedSearch: true }] },
    {},
  ],
});

/** The machines of a plan and additional ones. */
const withMachines = (
  { machines = [] }: AccountPlan,
  others: readonly ManagedMachine[],
): NonNullable<AccountPlan["machines"]> => {
  if (!("locate" in machines)) return [...machines, ...others];
  return {
    length: machines.length + others.length,
    at: (index) => (index < machines.length ? machines.at(index) : others[index - machines.length]),
    locate: (id) => {
      const behind = others.findIndex(({ information }) => information.InstanceId === id);
      return machines.locate(id) ?? (behind === -1 ? undefined : machines.length + behind);
    },
  };
};

const listed = ({ machines = [] }: AccountPlan): readonly ManagedMachine[] =>
  "locate" in machines ? [] : machines;

export const account: Scenario = {
  ...everything,
  plan: (options) => {
    const plan = everything.plan(options);
    const automations = rateControlled({ targets: 12, notStarted: 2 }).plan(options);
    return {
      ...plan,
      windows: [...plan.windows, functions, ...patches.windows, ...automations.windows],
      machines: withMachines(plan, [...listed(patches), ...listed(automations)]),
      commands: automations.commands ?? [],
      automations: automations.automations ?? [],
    };
  },
};

const patchedMachines = Array.from({ length: 7 }, (_, index) => patchAccountIds.machine(index));

/** A request with a blob in the response. */
export const withBytes = {
  WindowId: "mw-0a1b2c3d4e5f60718",
  WindowTaskId: "3f9e1c52-84d7-4b0a-96c1-7e2a5d8f0b41",
} as const;

const { WindowId, WindowExecutionId } = fleetIds;

/** Requests with filters, for each list. The account has matching and other items. */
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
  [
    "GetInventory",
    {
      Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: patchedMachines }],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    },
  ],
  ["DescribeInstancePatchStates", { InstanceIds: patchedMachines }],
  ["DescribeInstancePatches", { InstanceId: patchAccountIds.machine(4) }],
  ["ListCommandInvocations", { CommandId: patchAccountIds.command(0), Details: true }],
  [
    "DescribeAutomationExecutions",
    { Filters: [{ Key: "ParentExecutionId", Values: [rateControlledIds.AutomationExecutionId] }] },
  ],
  ["ListCommandInvocations", { CommandId: rateControlledIds.command(3) }],
  // Aggregators can contain aggregators.
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
