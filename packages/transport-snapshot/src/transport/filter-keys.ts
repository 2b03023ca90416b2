/** The filters that AWS documents, over what a snapshot holds. */
import { executionStatuses, parseTime, type FilterKeyOf, type PagedName } from "@windowpane/core";

/** Whether an item passes. */
export type Test = (item: object) => boolean;

/** Reads a value of a filter; undefined when the key does not take it. */
export type FilterKey = (value: string) => Test | undefined;

const textOf = (item: object, member: string): string | undefined => {
  const value: unknown = Reflect.get(item, member);
  return value === undefined || value === null ? undefined : String(value);
};

const timeOf = (item: object, member: string): number => {
  const value: unknown = Reflect.get(item, member);
  return value instanceof Date ? value.getTime() : Number.NaN;
};

/** A value that an item has, letter by letter. */
const equals =
  (member: string): FilterKey =>
  (value) =>
  (item) =>
    textOf(item, member) === value;

/** One of the words that AWS lists. */
const oneOf =
  (member: string, words: readonly string[]): FilterKey =>
  (value) =>
    words.includes(value) ? equals(member)(value) : undefined;

/** A flag, which AWS's samples spell in both ways. */
const flag =
  (member: string): FilterKey =>
  (value) =>
    /^(?:true|false)$/i.test(value) ? equals(member)(value.toLowerCase()) : undefined;

/** A time in AWS's form, which has no spaces. */
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

/** AWS: the time itself counts as after. */
const after =
  (member: string): FilterKey =>
  (value) => {
    const limit = timeIn(value);
    return limit === undefined ? undefined : (item) => timeOf(item, member) >= limit;
  };

/** SKIPPED_OVERLAPPING is a status that one cannot filter by. */
const status = {
  STATUS: oneOf(
    "Status",
    executionStatuses.filter((word) => word !== "SKIPPED_OVERLAPPING"),
  ),
};

/** These are no statuses: they name the detailed one, without its blanks. */
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

/** The keys of the core's overlay; any for operations whose keys AWS's model types. */
type KeyOf<Name extends PagedName> = [FilterKeyOf<Name>] extends [never] ? string : FilterKeyOf<Name>;

/** What each list can be filtered by. */
export const filterKeys: { readonly [Name in PagedName]?: Readonly<Record<string, FilterKey>> } = {
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
  // The machines were chosen before.
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
} satisfies { readonly [Name in PagedName]?: Partial<Record<KeyOf<Name>, FilterKey>> };
