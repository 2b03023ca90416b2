/** What a filter can ask about, as data: each field reads some of AWS's members and compares them in one way. */

/** How a field's values are compared. */
export type FieldKind =
  /** A status word, whatever its spelling: `timed_out`, `TimedOut` and `TIMED_OUT` are one. */
  | "status"
  /** One of AWS's words, whatever its spelling. */
  | "word"
  /** The beginning of an id. */
  | "id"
  /** Anywhere in a text, upper and lower case alike. */
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
  /** The members it reads; one of them is enough. */
  readonly members: readonly string[];
  /** One line for help and docs. */
  readonly about: string;
}

/** Members that say when something started or ended; items have at most one of each. */
const starts = ["StartTime", "ExecutionStartTime", "RequestedDateTime", "OperationStartTime"] as const;
const ends = ["EndTime", "ExecutionEndTime", "OperationEndTime"] as const;

/** Every field, by the word before the colon. */
export const filterFields = {
  status: {
    kind: "status",
    members: ["Status", "AutomationExecutionStatus", "StepStatus"],
    about: "one of these statuses, as status:failed,timed_out",
  },
  details: {
    kind: "text",
    members: ["StatusDetails", "FailureMessage"],
    about: "text in the status details",
  },
  type: {
    kind: "word",
    members: ["TaskType", "Type", "ResourceType", "Action"],
    about: "the kind of task, as type:run_command",
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
    about: "the beginning of any id",
  },
  target: {
    kind: "id",
    members: ["InstanceId", "WindowTargetId", "Parameters"],
    about: "the beginning of a machine's or target's id; Parameters are searched for machines",
  },
  owner: { kind: "text", members: ["OwnerInformation"], about: "text in the owner information" },
  patch: {
    kind: "word",
    // AWS's state of a patch, and what a patch run left on a machine.
    members: ["patch", "State"],
    about: "the patch result of a machine or the state of a patch, as patch:missing,failed",
  },
  basis: {
    kind: "word",
    members: ["patchBasis"],
    about: "what the patch result of a machine is based on, as basis:this_run",
  },
  severity: { kind: "word", members: ["Severity"], about: "severity of a patch, as severity:critical" },
  classification: {
    kind: "word",
    members: ["Classification"],
    about: "classification of a patch, as classification:security",
  },
  enabled: { kind: "flag", members: ["Enabled"], about: "enabled:true or enabled:false" },
  duration: {
    kind: "duration",
    members: starts,
    about: "how long it took or has been running, as duration>10m",
  },
  age: { kind: "duration", members: starts, about: "how long ago it started, as age<12h" },
  start: { kind: "time", members: starts, about: "when it started, as start>=2026-11-20" },
  end: { kind: "time", members: ends, about: "when it ended, as end<2026-11-20T04:00Z" },
} as const satisfies Record<string, Field>;

/** The word before the colon. */
export type FieldName = keyof typeof filterFields;

/** Whether a word names a field. */
export const isFieldName = (word: string): word is FieldName => Object.hasOwn(filterFields, word);
