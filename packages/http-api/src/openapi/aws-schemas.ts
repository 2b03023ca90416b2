import {
  jsonSchema,
  operations,
  type JsonSchema,
  type OperationName,
  type PagedName,
} from "@windowpane/core";
import type { Schema } from "./schema.ts";

const item = (operation: PagedName): JsonSchema =>
  jsonSchema(operation, "output").properties?.[operations[operation].items]?.items ?? {};

const output = (operation: OperationName): JsonSchema => jsonSchema(operation, "output");

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
  CancelMaintenanceWindowExecutionResult: () => output("CancelMaintenanceWindowExecution"),
} as const satisfies Record<string, () => JsonSchema>;

/** AWS's name of a shape that answers hold. */
export type AwsShape = keyof typeof awsSchemas;

/** A schema of the core as OpenAPI 3.1 takes it. */
export const toDocument = (schema: Schema): Schema => {
  // zod names the dialect on each of its schemas; the document names it once.
  const { $schema: _, ...own }: Schema & { readonly $schema?: string } = schema;
  const { sensitive, properties, items, additionalProperties, anyOf, ...rest } = own;
  return {
    ...rest,
    ...(sensitive === true ? { "x-sensitive": true } : {}),
    ...(rest.pattern === undefined ? {} : { pattern: documentPattern(rest.pattern) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, member]) => [name, toDocument(member)]),
          ),
        }),
    ...(items === undefined ? {} : { items: toDocument(items) }),
    ...(additionalProperties === undefined
      ? {}
      : {
          additionalProperties:
            typeof additionalProperties === "object"
              ? toDocument(additionalProperties)
              : additionalProperties,
        }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(toDocument) }),
  };
};

/**
 * AWS holds its patterns to the whole string, JSON Schema to any part of it. And where AWS escapes a dash outside a class,
 * JSON Schema's dialect of regular expressions refuses to.
 */
const documentPattern = (pattern: string): string => {
  const plain = pattern.includes("[^") ? pattern : pattern.replaceAll(/\\-(?![^[]*\])/gu, "-");
  return plain.startsWith("^") && plain.endsWith("$") && !plain.includes("|") ? plain : `^(?:${plain})$`;
};
