import {
  jsonSchema,
  operations,
  type JsonSchema,
  type OperationName,
  type PagedName,
} from "@windowpane/core";

const item = (operation: PagedName): JsonSchema =>
  output(operation).properties?.[operations[operation].items]?.items ?? {};

const output = (operation: OperationName): JsonSchema =>
  jsonSchema(operation, "output", { annotations: true });

/** Shapes of AWS in responses, by AWS's names. They are built with the document. */
export const awsSchemas = {
  MaintenanceWindowIdentity: () => item("DescribeMaintenanceWindows"),
  MaintenanceWindow: () => output("GetMaintenanceWindow"),
  MaintenanceWindowTarget: () => item("DescribeMaintenanceWindowTargets"),
  MaintenanceWindowTask: () => item("DescribeMaintenanceWindowTasks"),
  ScheduledWindowExecution: () => item("DescribeMaintenanceWindowSchedule"),
  MaintenanceWindowExecution: () => item("DescribeMaintenanceWindowExecutions"),
  GetMaintenanceWindowExecutionResult: () => output("GetMaintenanceWindowExecution"),
  MaintenanceWindowExecutionTaskIdentity: () => item("DescribeMaintenanceWindowExecutionTasks"),
  GetMaintenanceWindowExecutionTaskResult: () => output("GetMaintenanceWindowExecutionTask"),
  MaintenanceWindowExecutionTaskInvocationIdentity: () =>
    item("DescribeMaintenanceWindowExecutionTaskInvocations"),
  CancelMaintenanceWindowExecutionResult: () => output("CancelMaintenanceWindowExecution"),
} as const satisfies Record<string, () => JsonSchema>;

/** AWS's name of a shape in responses. */
export type AwsShape = keyof typeof awsSchemas;
