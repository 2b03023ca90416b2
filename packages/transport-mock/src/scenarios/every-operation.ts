import type { Input, OperationName } from "@windowpane/core";
import type { ManagedMachines } from "../plan/managed-machine.ts";
import type { AccountPlan, Scenario } from "../plan/plan.ts";
import { withIndex } from "../store/machines.ts";
import { documentation, documentationIds } from "./documentation.ts";
import { documentedId } from "./documentation/documented-id.ts";
import { documentedMachine } from "./documentation/machine.ts";
import { fleet, fleetIds, type FleetOptions } from "./fleet.ts";

/**
 * Creates an account with a response to each operation, for tests of all operations: a `fleet`, whose lists have several
 * pages, and the samples of `documentation`. `everyInput` has a request for each operation.
 *
 * @param options - options of the `fleet`. Default: 250 invocations, of which 10 % failed.
 */
export const everyOperation = (options: FleetOptions = { invocations: 250, failureRate: 0.1 }): Scenario => ({
  name: "every-operation",
  now: new Date("2026-11-22T08:00:00Z"),
  plan: (at) => {
    const [sized, documented] = [fleet(options).plan(at), documentation.plan(at)];
    return {
      windows: [...sized.windows, ...documented.windows],
      machines: joined(sized.machines, documented.machines),
    };
  },
});

/** Joins the machines of two plans into one computed list. */
const joined = (
  first: AccountPlan["machines"] = [],
  second: AccountPlan["machines"] = [],
): ManagedMachines => {
  const [one, other] = [withIndex(first), withIndex(second)];
  return {
    length: one.length + other.length,
    at: (index) => (index < one.length ? one.at(index) : other.at(index - one.length)),
    locate: (id) => {
      const behind = other.locate(id);
      return one.locate(id) ?? (behind === undefined ? undefined : one.length + behind);
    },
  };
};

const { WindowId, WindowExecutionId, TaskId, WindowTaskId } = fleetIds;
const AutomationExecutionId = "4105a4fc-f944-11e6-9d32-8fb2db27a909";
const CommandId = "ef7fdfd8-9b57-4151-a15c-db9a12345678";
const { InstanceId } = documentedMachine.information;

/** For each operation, an input with a non-empty response in `everyOperation`. */
export const everyInput: { readonly [Name in OperationName]: Input<Name> } = {
  CancelMaintenanceWindowExecution: {
    WindowExecutionId: documentedId("6027b513-64fe-4cf0-be7d-1191aEXAMPLE"),
  },
  DescribeAutomationExecutions: {},
  DescribeAutomationStepExecutions: { AutomationExecutionId },
  DescribeInstanceInformation: {},
  DescribeInstancePatchStates: { InstanceIds: [InstanceId] },
  DescribeInstancePatches: { InstanceId },
  DescribeMaintenanceWindowExecutionTaskInvocations: { WindowExecutionId, TaskId },
  DescribeMaintenanceWindowExecutionTasks: { WindowExecutionId },
  DescribeMaintenanceWindowExecutions: { WindowId },
  DescribeMaintenanceWindowSchedule: { WindowId },
  DescribeMaintenanceWindowTargets: { WindowId },
  DescribeMaintenanceWindowTasks: { WindowId },
  DescribeMaintenanceWindows: {},
  DescribeMaintenanceWindowsForTarget: {
    Targets: [{ Key: "tag:Ring", Values: ["main"] }],
    ResourceType: "INSTANCE",
  },
  GetAutomationExecution: { AutomationExecutionId },
  GetCommandInvocation: { CommandId, InstanceId: documentedId("i-0471e04240EXAMPLE") },
  GetInventory: {
    Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [InstanceId] }],
    ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
  },
  GetMaintenanceWindow: { WindowId },
  GetMaintenanceWindowExecution: { WindowExecutionId },
  GetMaintenanceWindowExecutionTask: { WindowExecutionId, TaskId },
  GetMaintenanceWindowExecutionTaskInvocation: documentationIds,
  GetMaintenanceWindowTask: { WindowId, WindowTaskId },
  ListCommandInvocations: { CommandId, Details: true },
  ListCommands: {},
};
