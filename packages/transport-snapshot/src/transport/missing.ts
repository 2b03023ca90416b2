import { operations, ServiceError, type OperationName } from "@windowpane/core";
import type { Snapshot } from "../file/snapshot.ts";
import { NotHeldError } from "./not-held-error.ts";

/** The code of what AWS has no name for: a snapshot does not keep it. */
export const NOT_IN_SNAPSHOT = "NotInSnapshot";

/** The refusal of what a snapshot does not hold, with AWS's name for what does not exist. */
export const missing = (operation: OperationName, input: object, snapshot: Snapshot): ServiceError => {
  const message = `The snapshot does not hold ${whatIs(operation, input)}. ${holds(snapshot)}`;
  return new ServiceError(operation, {
    code: codes[operation] ?? "DoesNotExistException",
    message,
    status: 400,
    cause: new NotHeldError(message),
  });
};

const codes: Readonly<Partial<Record<OperationName, string>>> = {
  DescribeAutomationStepExecutions: "AutomationExecutionNotFoundException",
  DescribeInstancePatches: NOT_IN_SNAPSHOT,
  DescribeInstancePatchStates: NOT_IN_SNAPSHOT,
  GetAutomationExecution: "AutomationExecutionNotFoundException",
  GetCommandInvocation: "InvocationDoesNotExist",
  GetInventory: NOT_IN_SNAPSHOT,
  ListCommandInvocations: "InvalidCommandId",
};

const whatIs = (operation: OperationName, input: object): string => {
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
      return `the whole output of command ${id("CommandId")} on ${id("InstanceId")}`;
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

/** The executions that it is about, not all of them where there are many. */
const holds = ({ executions, takenAt }: Snapshot): string => {
  const shown = executions.slice(0, 3).join(", ");
  const more = executions.length > 3 ? ` and ${executions.length - 3} more` : "";
  const what = executions.length === 0 ? "no execution" : `execution ${shown}${more}`;
  return `It is about ${what}, taken at ${takenAt.toISOString()}.`;
};
