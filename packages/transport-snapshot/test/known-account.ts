/** An account that answers all operations: a fleet of 250 beside AWS's own samples. */
import { documentation, documentedId, fleet, fleetIds, type AccountPlan } from "@windowpane/transport-mock";
import type { KnownAccount } from "@windowpane/transport-contract";

const INVOCATIONS = 250;
const moment = { now: new Date("2026-11-22T08:00:00Z"), seed: 1 };

export const account: AccountPlan = {
  windows: [fleet({ invocations: INVOCATIONS, failureRate: 0.1 }), documentation].flatMap(
    (scenario) => scenario.plan(moment).windows,
  ),
};

const { WindowId, WindowExecutionId, TaskId } = fleetIds;
const AutomationExecutionId = "4105a4fc-f944-11e6-9d32-8fb2db27a909";
const CommandId = "ef7fdfd8-9b57-4151-a15c-db9a12345678";

export const known: KnownAccount = {
  invocations: INVOCATIONS,
  inputs: {
    CancelMaintenanceWindowExecution: {
      WindowExecutionId: documentedId("6027b513-64fe-4cf0-be7d-1191aEXAMPLE"),
    },
    DescribeAutomationStepExecutions: { AutomationExecutionId },
    DescribeMaintenanceWindowExecutionTaskInvocations: { WindowExecutionId, TaskId },
    DescribeMaintenanceWindowExecutionTasks: { WindowExecutionId },
    DescribeMaintenanceWindowExecutions: { WindowId },
    DescribeMaintenanceWindowSchedule: { WindowId },
    DescribeMaintenanceWindowTargets: { WindowId },
    DescribeMaintenanceWindowTasks: { WindowId },
    DescribeMaintenanceWindows: {},
    GetAutomationExecution: { AutomationExecutionId },
    GetCommandInvocation: { CommandId, InstanceId: documentedId("i-0471e04240EXAMPLE") },
    GetMaintenanceWindow: { WindowId },
    GetMaintenanceWindowExecution: { WindowExecutionId },
    GetMaintenanceWindowExecutionTask: { WindowExecutionId, TaskId },
    GetMaintenanceWindowExecutionTaskInvocation: {
      WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
      TaskId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
      InvocationId: documentedId("0e466033-290b-4d74-9ae0-f33e3EXAMPLE"),
    },
    ListCommandInvocations: { CommandId, Details: true },
  },
};
