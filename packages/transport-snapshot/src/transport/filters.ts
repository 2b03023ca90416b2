import {
  executionStatuses,
  operations,
  parseTime,
  ServiceError,
  type FilterKeyOf,
  type PagedName,
} from "@windowpane/core";

/**
 * Reads the filters of a request. An item must pass every filter, with any one of its values.
 *
 * @throws ServiceError for an unknown key or an unsupported value, because an empty list would look like a result.
 */
export const readFilters = (operation: PagedName, filters: readonly object[]): ItemTest => {
  const known = filterKeys[operation];
  const tests = filters.map((filter) => {
    const { name, values } = read(filter);
    const key = known === undefined || !Object.hasOwn(known, name) ? undefined : known[name];
    if (key === undefined)
      throw listError(operation, "InvalidFilterKey", `This list cannot be filtered by '${name}' here.`);
    if (values.length === 0)
      throw listError(operation, "InvalidFilterValue", `Filter '${name}' has no values.`);
    return anyOf(
      values.map((value) => {
        const test = key(value);
        if (test !== undefined) return test;
        throw listError(
          operation,
          "InvalidFilterValue",
          `Filter '${name}' does not support the value '${value}'.`,
        );
      }),
    );
  });
  return (item) => tests.every((test) => test(item));
};

/** Reads a filter in one of the three shapes that the operations use. */
const read = (filter: object): { readonly name: string; readonly values: readonly string[] } => {
  // The core has checked the request against these shapes.
  const {
    Key = "",
    key = Key,
    Values = [],
    value,
  } = filter as {
    readonly Key?: string;
    readonly key?: string;
    readonly Values?: readonly string[];
    readonly value?: string;
  };
  return { name: key, values: value === undefined ? Values : [value] };
};

const anyOf =
  (tests: readonly ItemTest[]): ItemTest =>
  (item) =>
    tests.some((test) => test(item));

/** Creates the error of an invalid list request. The code is used only if AWS documents it for the operation. */
export const listError = (operation: PagedName, code: string, message: string): ServiceError =>
  new ServiceError(operation, {
    code: operations[operation].errors.includes(code) ? code : "ValidationException",
    message,
    status: 400,
  });

/** Tests whether an item passes. */
export type ItemTest = (item: object) => boolean;

/** Reads a value of a filter. Undefined if the key does not support it. */
type FilterKey = (value: string) => ItemTest | undefined;

const textOf = (item: object, member: string): string | undefined => {
  const value: unknown = Reflect.get(item, member);
  return value === undefined || value === null ? undefined : String(value);
};

const timeOf = (item: object, member: string): number => {
  const value: unknown = Reflect.get(item, member);
  return value instanceof Date ? value.getTime() : Number.NaN;
};

/** A value that must be equal to the item's. */
const equals =
  (member: string): FilterKey =>
  (value) =>
  (item) =>
    textOf(item, member) === value;

/** A value from AWS's list. */
const oneOf =
  (member: string, words: readonly string[]): FilterKey =>
  (value) =>
    words.includes(value) ? equals(member)(value) : undefined;

/** A Boolean, with or without a capital letter as in AWS's samples. */
const flag =
  (member: string): FilterKey =>
  (value) =>
    /^(?:true|false)$/i.test(value) ? equals(member)(value.toLowerCase()) : undefined;

/** Reads a time in AWS's format, which has no spaces. */
const timeIn = (value: string): number | undefined => {
  const time = /\s/.test(value) ? undefined : parseTime(value);
  return time !== undefined && "value" in time ? time.value.getTime() : undefined;
};

const before =
  (member: string): FilterKey =>
  (value) => {
    const limit = timeIn(value);
    return limit === undefined ? undefined : (item) => timeOf(item, member) < limit;
  };

/** AWS documents that "after" includes the time itself. */
const after =
  (member: string): FilterKey =>
  (value) => {
    const limit = timeIn(value);
    return limit === undefined ? undefined : (item) => timeOf(item, member) >= limit;
  };

/** AWS does not support a filter by SKIPPED_OVERLAPPING. */
const status = {
  STATUS: oneOf(
    "Status",
    executionStatuses.filter((word) => word !== "SKIPPED_OVERLAPPING"),
  ),
};

/** Values that are detailed statuses, without spaces. */
const details: ReadonlySet<string> = new Set([
  "AccessDenied",
  "DeliveryTimedOut",
  "ExecutionTimedOut",
  "Undeliverable",
  "InvalidPlatform",
  "Terminated",
]);

const commandStatus: FilterKey = (value) =>
  details.has(value)
    ? (item) => textOf(item, "StatusDetails")?.replaceAll(" ", "") === value
    : oneOf("Status", ["Pending", "InProgress", "Delayed", "Success", "Cancelled", "Failed", "TimedOut"])(
        value,
      );

const ofParent =
  (member: string): FilterKey =>
  (value) =>
  (item) => {
    const parent: unknown = Reflect.get(item, "ParentStepDetails");
    return typeof parent === "object" && parent !== null && textOf(parent, member) === value;
  };

/** Keys of the core's overlay. Any key for lists whose keys AWS's model types. */
type KeyName<Name extends PagedName> = [FilterKeyOf<Name>] extends [never] ? string : FilterKeyOf<Name>;

/** Filter keys by list. */
const filterKeys: { readonly [Name in PagedName]?: Readonly<Record<string, FilterKey>> } = {
  DescribeMaintenanceWindows: { Name: equals("Name"), Enabled: flag("Enabled") },
  DescribeMaintenanceWindowExecutions: {
    ExecutedBefore: before("StartTime"),
    ExecutedAfter: after("StartTime"),
  },
  DescribeMaintenanceWindowExecutionTasks: status,
  DescribeMaintenanceWindowExecutionTaskInvocations: status,
  DescribeMaintenanceWindowTargets: {
    Type: equals("ResourceType"),
    WindowTargetId: equals("WindowTargetId"),
    OwnerInformation: equals("OwnerInformation"),
  },
  DescribeMaintenanceWindowTasks: {
    WindowTaskId: equals("WindowTaskId"),
    TaskArn: equals("TaskArn"),
    Priority: equals("Priority"),
    TaskType: equals("Type"),
  },
  ListCommandInvocations: {
    InvokedAfter: after("RequestedDateTime"),
    InvokedBefore: before("RequestedDateTime"),
    DocumentName: equals("DocumentName"),
    Status: commandStatus,
  },
  // The machines were selected before.
  GetInventory: { "AWS:InstanceInformation.InstanceId": equals("Id") },
  DescribeInstancePatches: {
    State: equals("State"),
    KBId: equals("KBId"),
    Severity: equals("Severity"),
    Classification: equals("Classification"),
  },
  DescribeAutomationExecutions: {
    ExecutionId: equals("AutomationExecutionId"),
    ParentExecutionId: equals("ParentAutomationExecutionId"),
  },
  DescribeAutomationStepExecutions: {
    StartTimeBefore: before("ExecutionStartTime"),
    StartTimeAfter: after("ExecutionStartTime"),
    StepExecutionStatus: equals("StepStatus"),
    StepExecutionId: equals("StepExecutionId"),
    StepName: equals("StepName"),
    Action: equals("Action"),
    ParentStepExecutionId: ofParent("StepExecutionId"),
    ParentStepIteration: ofParent("Iteration"),
    ParentStepIteratorValue: ofParent("IteratorValue"),
  },
} satisfies { readonly [Name in PagedName]?: Partial<Record<KeyName<Name>, FilterKey>> };
