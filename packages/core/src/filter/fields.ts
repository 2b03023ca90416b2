/** The fields of filters, as data: each field reads some of an item's members and compares them in one way. */
import { readParameters } from "../parse/read-parameters.ts";

/** How a field's values are compared. */
export type FieldKind =
  /** A status, in any spelling: `timed_out`, `TimedOut` and `TIMED_OUT` are the same. */
  | "status"
  /** One of several values, in any spelling. */
  | "word"
  /** The beginning of an ID. */
  | "id"
  /** Part of a text. Not case-sensitive. */
  | "text"
  /** `true` or `false`. */
  | "flag"
  /** A number: `exit:1`, `exit>0`. */
  | "number"
  /** A duration, as `parseDuration` reads it: `90s`, `1h30m`, `2d`. */
  | "duration"
  /** A time, as `parseMoment` reads it: `2026-11-20`, `2026-11-20T04:00Z`, `yesterday`. */
  | "time";

/** What a field reads from an item: a duration is a number of milliseconds. */
export type FieldValue = string | number | boolean | Date | undefined;

/** One field of the filter language. */
export interface Field {
  readonly kind: FieldKind;
  /** Members that the field reads. One match is enough. */
  readonly members: readonly string[];
  /** Values of an item, instead of those of the members. Default: the members. */
  readonly read?: ((item: object, now: Date) => FieldValue | readonly FieldValue[]) | undefined;
  /** All values that a status or a word can have. Default: any. */
  readonly values?: readonly string[] | undefined;
  /** Other names of the field, as lists show them. Default: none. */
  readonly aliases?: readonly string[] | undefined;
  /** Description for help and docs. */
  readonly about: string;
}

/** Fields by name: the word before the colon. */
export type Fields = Readonly<Record<string, Field>>;

/** Members with start and end times. An item has at most one of each. */
const starts = ["StartTime", "ExecutionStartTime", "RequestedDateTime", "OperationStartTime"] as const;
const ends = ["EndTime", "ExecutionEndTime", "OperationEndTime"] as const;

/** All fields that AWS's items have, by name. */
export const filterFields = {
  status: {
    kind: "status",
    members: ["Status", "AutomationExecutionStatus", "StepStatus"],
    about: "AWS status, such as status:failed,timed_out",
  },
  details: {
    kind: "text",
    members: ["StatusDetails", "FailureMessage"],
    about: "text in the status details",
  },
  type: {
    kind: "word",
    members: ["TaskType", "Type", "ResourceType", "Action"],
    aliases: ["kind"],
    about: "type, such as type:run_command",
  },
  name: {
    kind: "text",
    members: ["Name", "InstanceName", "DocumentName", "StepName", "TaskArn", "ComputerName", "Title"],
    about: "text in a name",
  },
  id: {
    kind: "id",
    members: [
      "WindowId",
      "WindowExecutionId",
      "TaskExecutionId",
      "InvocationId",
      "ExecutionId",
      "CommandId",
      "InstanceId",
      "WindowTargetId",
      "WindowTaskId",
      "StepExecutionId",
      "AutomationExecutionId",
      "KBId",
    ],
    about: "beginning of an ID",
  },
  task: { kind: "text", members: ["TaskArn"], about: "text in the name of a task's document or function" },
  target: {
    kind: "id",
    members: ["InstanceId", "WindowTargetId", "Parameters"],
    read: (item) => targetTexts(item),
    about: "beginning of an instance ID or target ID, also in Parameters",
  },
  owner: { kind: "text", members: ["OwnerInformation"], about: "text in the owner information" },
  exit: { kind: "number", members: ["ResponseCode"], about: "exit code, such as exit:1 or exit>0" },
  patch: {
    kind: "word",
    // AWS's state of a patch, and the patch result of a machine.
    members: ["patch", "State"],
    about: "state of a patch, or patch result of a machine, such as patch:missing,failed",
  },
  basis: {
    kind: "word",
    members: ["patchBasis"],
    about: "source of the patch result of a machine, such as basis:this_run",
  },
  severity: { kind: "word", members: ["Severity"], about: "severity of a patch, such as severity:critical" },
  classification: {
    kind: "word",
    members: ["Classification"],
    about: "classification of a patch, such as classification:security",
  },
  enabled: { kind: "flag", members: ["Enabled"], about: "enabled:true or enabled:false" },
  schedule: { kind: "text", members: ["Schedule"], about: "text in a window's schedule" },
  next: {
    kind: "time",
    members: ["NextExecutionTime", "ExecutionTime"],
    about: "next start of a window, such as next<tomorrow",
  },
  duration: {
    kind: "duration",
    members: [...starts, "Duration"],
    read: (item, now) => durationOf(item, now),
    aliases: ["took"],
    about: "duration, up to now if still running, such as duration>10m; of a window, how long it is open",
  },
  age: {
    kind: "duration",
    members: starts,
    read: (item, now) => elapsed(timeOf(item, starts), now.getTime()),
    about: "time since the start, such as age<12h",
  },
  start: {
    kind: "time",
    members: starts,
    aliases: ["started"],
    about: "start time, such as start>=2026-11-20",
  },
  end: { kind: "time", members: ends, aliases: ["ended"], about: "end time, such as end<2026-11-20T04:00Z" },
  account: {
    kind: "text",
    members: ["Account", "AccountName"],
    about: "text in an account's ID or name, where several accounts are read, such as account:payments",
  },
  region: {
    kind: "text",
    members: ["Region"],
    about: "text in a region, where several are read, such as region:eu-west",
  },
} as const satisfies Fields;

/** Name of a field of AWS's items. */
export type FieldName = keyof typeof filterFields;

/** The name of a field in a list of fields, by its name or an alias, ignoring case. */
export const fieldNamed = (fields: Fields, word: string): string | undefined => {
  const name = word.toLowerCase();
  if (Object.hasOwn(fields, name)) return name;
  return Object.keys(fields).find((key) => fields[key]?.aliases?.includes(name));
};

/** Values of a field in an item. */
export const fieldValues = (
  { members, read }: Field,
  item: object,
  now: Date,
): FieldValue | readonly FieldValue[] =>
  read === undefined ? members.map((member) => memberValue(item, member)) : read(item, now);

const memberValue = (item: object, member: string): FieldValue => {
  const value: unknown = Reflect.get(item, member);
  if (value instanceof Date) return value;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;
};

const hour = 3_600_000;

const durationOf = (item: object, now: Date): number | undefined => {
  const start = timeOf(item, starts);
  if (start !== undefined) return elapsed(start, timeOf(item, ends) ?? now.getTime());
  const hours: unknown = Reflect.get(item, "Duration");
  return typeof hours === "number" ? hours * hour : undefined;
};

const elapsed = (from: number | undefined, to: number): number | undefined =>
  from === undefined ? undefined : to - from;

const timeOf = (item: object, members: readonly string[]): number | undefined => {
  for (const member of members) {
    const value: unknown = Reflect.get(item, member);
    if (value instanceof Date) return value.getTime();
  }
  return undefined;
};

/** IDs of an item's machine and target, the instance IDs in `Parameters`, and the values of tags that select machines. */
const targetTexts = (item: object): readonly FieldValue[] => {
  const parameters: unknown = Reflect.get(item, "Parameters");
  const { instanceIds, targets } = readParameters(typeof parameters === "string" ? parameters : undefined);
  const ids = ["InstanceId", "WindowTargetId"].map((member) => memberValue(item, member));
  return [...ids, ...instanceIds, ...targets.flatMap(({ values }) => values)];
};
