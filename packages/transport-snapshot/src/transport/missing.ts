import { operations, ServiceError, type OperationName } from "@windowpane/core";
import type { Snapshot } from "../snapshot.ts";
import { NotHeldError } from "./not-held-error.ts";

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
  GetAutomationExecution: "AutomationExecutionNotFoundException",
  GetCommandInvocation: "InvocationDoesNotExist",
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
