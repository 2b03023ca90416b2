/** Redacts responses: removes sensitive members, but keeps the machines that reports need. */
import {
  operations,
  withoutSensitive,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
} from "@windowpane/core";
import { redactAutomation } from "./redact-automation.ts";
import { redactParameters } from "./redact-parameters.ts";

/** Redacts a response. Of `TaskParameters`, the machines are kept, which lists of commands contain, too. */
export const redactResponse = <Name extends OperationName>(
  operation: Name,
  response: Output<Name>,
): object => {
  const redacted = objectIn(withoutSensitive(operation, response));
  if (operation === "GetAutomationExecution") {
    const automation: unknown = Reflect.get(redacted, "AutomationExecution");
    return automation === undefined
      ? redacted
      : { ...redacted, AutomationExecution: redactAutomation(objectIn(automation)) };
  }
  if (operation !== "GetMaintenanceWindowExecutionTask") return redacted;
  // The operation was checked above.
  const { TaskParameters = [] } = response as Output<"GetMaintenanceWindowExecutionTask">;
  const resolved = TaskParameters.flatMap(({ [RESOLVED]: machines }) =>
    machines?.Values === undefined ? [] : [{ [RESOLVED]: { Values: machines.Values } }],
  );
  return resolved.length === 0 ? redacted : { ...redacted, TaskParameters: resolved };
};

const RESOLVED = "aws:InstanceId";

/** Redacts the items of a list. */
export const redactItems = <Name extends PagedName>(
  operation: Name,
  items: readonly Item<Name>[],
): readonly object[] => {
  const member = operations[operation].items;
  const redacted = objectIn(withoutSensitive(operation, { [member]: items }));
  // The input was a list of structures, so the output is one.
  const list = (Reflect.get(redacted, member) ?? []) as readonly object[];
  if (automationLists.has(operation)) return list.map(redactAutomation);
  if (operation !== "DescribeMaintenanceWindowExecutionTaskInvocations") return list;
  return list.map((item, index) => {
    const parameters: unknown = Reflect.get(items[index] ?? {}, "Parameters");
    const kept = typeof parameters === "string" ? redactParameters(parameters) : undefined;
    return kept === undefined ? item : { ...item, Parameters: kept };
  });
};

const automationLists: ReadonlySet<PagedName> = new Set([
  "DescribeAutomationExecutions",
  "DescribeAutomationStepExecutions",
]);

const objectIn = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
