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

/** AWS's shapes that answers hold, by AWS's names for them. Made when the document is. */
export const awsSchemas = {
  MaintenanceWindowIdentity: () => item("DescribeMaintenanceWindows"),
  MaintenanceWindow: () => output("GetMaintenanceWindow"),
  MaintenanceWindowExecution: () => item("DescribeMaintenanceWindowExecutions"),
  GetMaintenanceWindowExecutionResult: () => output("GetMaintenanceWindowExecution"),
  MaintenanceWindowExecutionTaskIdentity: () => item("DescribeMaintenanceWindowExecutionTasks"),
  GetMaintenanceWindowExecutionTaskResult: () => output("GetMaintenanceWindowExecutionTask"),
  MaintenanceWindowExecutionTaskInvocationIdentity: () =>
    item("DescribeMaintenanceWindowExecutionTaskInvocations"),
  PatchComplianceData: () => item("DescribeInstancePatches"),
  CancelMaintenanceWindowExecutionResult: () => output("CancelMaintenanceWindowExecution"),
} as const satisfies Record<string, () => JsonSchema>;

/** AWS's name of a shape that answers hold. */
export type AwsShape = keyof typeof awsSchemas;
