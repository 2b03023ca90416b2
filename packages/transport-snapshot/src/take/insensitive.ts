/** Answers without what AWS's model calls sensitive, but for what names machines: without that no report could be made. */
import {
  operations,
  withoutSensitive,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
} from "@windowpane/core";
import { machinesOnly } from "./machines-only.ts";

/** A response without its sensitive members, except the machines in `TaskParameters`, which lists of commands show too. */
export const insensitive = <Name extends OperationName>(operation: Name, answer: Output<Name>): object => {
  const left = objectIn(withoutSensitive(operation, answer));
  if (operation !== "GetMaintenanceWindowExecutionTask") return left;
  // The operation was just looked at.
  const { TaskParameters = [] } = answer as Output<"GetMaintenanceWindowExecutionTask">;
  const resolved = TaskParameters.flatMap(({ [RESOLVED]: machines }) =>
    machines?.Values === undefined ? [] : [{ [RESOLVED]: { Values: machines.Values } }],
  );
  return resolved.length === 0 ? left : { ...left, TaskParameters: resolved };
};

const RESOLVED = "aws:InstanceId";

/** The items of a list, likewise. Of an invocation's `Parameters` the document and the machines that they name stay. */
export const insensitiveItems = <Name extends PagedName>(
  operation: Name,
  items: readonly Item<Name>[],
): readonly object[] => {
  const member = operations[operation].items;
  const left = objectIn(withoutSensitive(operation, { [member]: items }));
  // What went in as a list of structures came out as one.
  const list = (Reflect.get(left, member) ?? []) as readonly object[];
  if (operation !== "DescribeMaintenanceWindowExecutionTaskInvocations") return list;
  return list.map((item, index) => {
    const parameters: unknown = Reflect.get(items[index] ?? {}, "Parameters");
    const kept = typeof parameters === "string" ? machinesOnly(parameters) : undefined;
    return kept === undefined ? item : { ...item, Parameters: kept };
  });
};

const objectIn = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
