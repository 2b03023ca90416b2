/** The fields of one of AWS's lists. */
import { automationStatuses, commandInvocationStatuses, executionStatuses } from "../generated/table.ts";
import { isPaged, itemsMember, shapeOf, type OperationName } from "../operations/operations.ts";
import { filterFields, type Field, type Fields } from "./fields.ts";

/**
 * The fields that the items of an operation have, with the values that AWS documents.
 *
 * @param extra - members that the caller adds to the items. Default: none.
 */
export const fieldsOf = (operation: OperationName, extra: readonly string[] = []): Fields => {
  const own = itemMembers(operation);
  const all = new Set([...own, ...extra, ...(own.length === 0 ? [] : ORIGIN)]);
  const entries = Object.entries<Field>(filterFields).flatMap(([name, field]): [string, Field][] => {
    const members = field.members.filter((member) => all.has(member));
    if (members.length === 0) return [];
    const values = members.map((member) => memberValues(operation, member));
    // A member with values that AWS does not document can have any value.
    const isKnown = values.every((known) => known !== undefined);
    return [[name, { ...field, members, ...(isKnown ? { values: [...new Set(values.flat())] } : {}) }]];
  });
  return Object.fromEntries(entries);
};

/** Members that transports over several accounts add to every item; see `itemOrigin`. */
const ORIGIN = ["Account", "AccountName", "Region"];

const itemMembers = (operation: OperationName): readonly string[] => {
  const list = isPaged(operation) ? shapeOf(operation, "output").members[itemsMember(operation)] : undefined;
  return list?.type === "list" && list.item.type === "structure" ? Object.keys(list.item.members) : [];
};

/** Values of a member of an operation's items, as AWS documents them; undefined if it can have any. */
const memberValues = (operation: OperationName, member: string): readonly string[] | undefined => {
  if (member === "Status") {
    return operation.startsWith("ListCommand") ? commandInvocationStatuses : executionStatuses;
  }
  return documentedValues[member];
};

const taskTypes = ["RUN_COMMAND", "AUTOMATION", "STEP_FUNCTIONS", "LAMBDA"] as const;

const documentedValues: Readonly<Record<string, readonly string[]>> = {
  AutomationExecutionStatus: automationStatuses,
  StepStatus: automationStatuses,
  TaskType: taskTypes,
  Type: taskTypes,
  State: [
    "MISSING",
    "FAILED",
    "INSTALLED",
    "INSTALLED_OTHER",
    "INSTALLED_PENDING_REBOOT",
    "INSTALLED_REJECTED",
    "NOT_APPLICABLE",
    "AVAILABLE_SECURITY_UPDATE",
  ],
};
