import { operations, ServiceError, type OperationName } from "@windowpane/core";
import type { Snapshot } from "../file/snapshot.ts";
import { NotInSnapshotError } from "./not-in-snapshot-error.ts";

/** Error code of a request whose response is not in the snapshot, if AWS has no code for it. */
export const NOT_IN_SNAPSHOT = "NotInSnapshot";

/** The error of a request whose response is not in the snapshot, with AWS's code for something that does not exist. */
export const missing = (operation: OperationName, input: object, snapshot: Snapshot): ServiceError => {
  const message = `The snapshot does not contain ${describeRequest(operation, input)}. ${contents(snapshot)}`;
  return new ServiceError(operation, {
    code: notFoundCode(operation),
    message,
    status: 400,
    cause: new NotInSnapshotError(message),
  });
};

/** AWS's error code of an operation for something that does not exist. */
export const notFoundCode = (operation: OperationName): string => codes[operation] ?? "DoesNotExistException";

const codes: Readonly<Partial<Record<OperationName, string>>> = {
  DescribeAutomationStepExecutions: "AutomationExecutionNotFoundException",
  DescribeInstancePatches: NOT_IN_SNAPSHOT,
  DescribeInstancePatchStates: NOT_IN_SNAPSHOT,
  GetAutomationExecution: "AutomationExecutionNotFoundException",
  GetCommandInvocation: "InvocationDoesNotExist",
  GetInventory: NOT_IN_SNAPSHOT,
  ListCommandInvocations: "InvalidCommandId",
};

/** What a request asks for: `execution f1ee7000-...`. */
export const describeRequest = (operation: OperationName, input: object): string => {
  const id = (name: string): string => String(Reflect.get(input, name) ?? "");
  switch (operation) {
    case "CancelMaintenanceWindowExecution":
    case "GetMaintenanceWindowExecution":
    case "DescribeMaintenanceWindowExecutionTasks":
      return `execution ${id("WindowExecutionId")}`;
    case "GetMaintenanceWindowExecutionTask":
    case "DescribeMaintenanceWindowExecutionTaskInvocations":
      return `task ${id("TaskId")} of execution ${id("WindowExecutionId")}`;
    case "GetMaintenanceWindowExecutionTaskInvocation":
      return `invocation ${id("InvocationId")} of task ${id("TaskId")}`;
    case "DescribeMaintenanceWindowExecutions":
      return `executions of window ${id("WindowId")}`;
    case "GetMaintenanceWindow":
    case "DescribeMaintenanceWindowTargets":
    case "DescribeMaintenanceWindowTasks":
      return `window ${id("WindowId")}`;
    case "GetAutomationExecution":
    case "DescribeAutomationStepExecutions":
      return `automation ${id("AutomationExecutionId")}`;
    case "GetCommandInvocation":
      return `the output of command ${id("CommandId")} on ${id("InstanceId")}`;
    case "ListCommandInvocations":
      return `command ${id("CommandId")}`;
    case "GetInventory":
    case "DescribeInstancePatchStates":
      return id("InstanceId") === "" ? "this inventory" : `the patch state of ${id("InstanceId")}`;
    case "DescribeInstancePatches":
      return `the patches of ${id("InstanceId")}`;
    default:
      return operations[operation].nouns[1];
  }
};

/** Describes the executions in the snapshot; up to three of them. */
const contents = ({ executions, takenAt }: Snapshot): string => {
  const shown = executions.slice(0, 3).join(", ");
  const more = executions.length > 3 ? ` and ${executions.length - 3} more` : "";
  const what = executions.length === 0 ? "no executions" : `execution ${shown}${more}`;
  return `It contains ${what}, taken at ${takenAt.toISOString()}.`;
};
