import {
  jsonSchema,
  operations,
  type JsonSchema,
  type OperationName,
  type PagedName,
} from "@windowpane/core";
import { originMembers } from "./judged-members.ts";
import type { Schema } from "./schema.ts";

const item = (operation: PagedName): Schema =>
  withOrigin(
    jsonSchema(operation, "output", { annotations: true }).properties?.[operations[operation].items]?.items ??
      {},
  );

const output = (operation: OperationName): Schema =>
  withOrigin(jsonSchema(operation, "output", { annotations: true }));

/** Transports over several accounts add the origin. */
const withOrigin = (schema: JsonSchema): Schema => ({
  ...schema,
  properties: { ...schema.properties, ...originMembers },
});

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
} as const satisfies Record<string, () => Schema>;

/** AWS's name of a shape in responses. */
export type AwsShape = keyof typeof awsSchemas;
