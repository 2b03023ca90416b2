/** The fields of filters, as data: each field reads some of AWS's members and compares them in one way. */

/** How a field's values are compared. */
export type FieldKind =
  /** A status, in any spelling: `timed_out`, `TimedOut` and `TIMED_OUT` are the same. */
  | "status"
  /** One of AWS's values, in any spelling. */
  | "word"
  /** The beginning of an ID. */
  | "id"
  /** Part of a text. Not case-sensitive. */
  | "text"
  /** `true` or `false`. */
  | "flag"
  /** A duration, as `parseDuration` reads it: `90s`, `1h30m`, `2d`. */
  | "duration"
  /** A time, as `parseTime` reads it: `2026-11-20`, `2026-11-20T04:00Z`. */
  | "time";

/** One field of the filter language. */
export interface Field {
  readonly kind: FieldKind;
  /** Members that the field reads. One match is enough. */
  readonly members: readonly string[];
  /** Description for help and docs. */
  readonly about: string;
}

/** Members with start and end times. An item has at most one of each. */
const starts = ["StartTime", "ExecutionStartTime", "RequestedDateTime", "OperationStartTime"] as const;
const ends = ["EndTime", "ExecutionEndTime", "OperationEndTime"] as const;

/** All fields by name: the word before the colon. */
export const filterFields = {
  status: {
    kind: "status",
    members: ["Status", "AutomationExecutionStatus", "StepStatus"],
    about: "status, such as status:failed,timed_out",
  },
  details: {
    kind: "text",
    members: ["StatusDetails", "FailureMessage"],
    about: "text in the status details",
  },
  type: {
    kind: "word",
    members: ["TaskType", "Type", "ResourceType", "Action"],
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
    ],
    about: "beginning of an ID",
  },
  target: {
    kind: "id",
    members: ["InstanceId", "WindowTargetId", "Parameters"],
    about: "beginning of an instance ID or target ID, also in Parameters",
  },
  owner: { kind: "text", members: ["OwnerInformation"], about: "text in the owner information" },
  patch: {
    kind: "word",
    // AWS's state of a patch, and the patch result of a machine.
    members: ["patch", "State"],
    about: "patch result of a machine or state of a patch, such as patch:missing,failed",
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
  duration: {
    kind: "duration",
    members: starts,
    about: "duration, up to now if still running, such as duration>10m",
  },
  age: { kind: "duration", members: starts, about: "time since the start, such as age<12h" },
  start: { kind: "time", members: starts, about: "start time, such as start>=2026-11-20" },
  end: { kind: "time", members: ends, about: "end time, such as end<2026-11-20T04:00Z" },
} as const satisfies Record<string, Field>;

/** Name of a field. */
export type FieldName = keyof typeof filterFields;

/** Whether a word is the name of a field. */
export const isFieldName = (word: string): word is FieldName => Object.hasOwn(filterFields, word);
