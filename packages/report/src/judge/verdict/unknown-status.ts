/** Gaps for statuses that Windowpane does not know, because their result is not certain. */
import type { OperationName } from "@windowpane/core";
import { isBad } from "../../model/result.ts";
import { gapText } from "../../model/gap-kind.ts";
import type { AwsProgress, Gap, InvocationReport, Machine, TaskReport } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { isKnownStatus, windowResult, type StatusKind } from "./status.ts";

interface ExecutionStatuses extends AwsProgress {
  readonly WindowExecutionId: string;
  readonly tasks: readonly Pick<TaskReport, "TaskExecutionId" | "Status" | "invocations">[];
}

/** The gaps of unknown statuses of an execution, its tasks, invocations, machines and steps. */
export const unknownStatuses = ({ WindowExecutionId, Status, tasks }: ExecutionStatuses): readonly Gap[] => [
  ...unknown("window", [Status], {
    operation: "GetMaintenanceWindowExecution",
    of: "the execution",
    ids: { WindowExecutionId },
  }),
  ...tasks.flatMap((task) => [
    ...unknown("window", [task.Status], {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      of: "a task",
      ids: { WindowExecutionId, TaskId: task.TaskExecutionId },
    }),
    ...task.invocations.flatMap(inInvocation),
  ]),
];

/**
 * The gaps of unknown statuses of a machine and its steps.
 *
 * @param TaskType - the type of its invocation.
 */
export const unknownOfMachine = (machine: Machine, TaskType: string | undefined): readonly Gap[] => {
  const { result, Status, StatusDetails, steps } = machine;
  // A bad result is certain, even with unknown statuses.
  if (isBad(result)) return none;
  const statuses = steps.map((step) => step.Status);
  const subject = subjectOf(machine);
  if (TaskType === "AUTOMATION") {
    const operation = "GetAutomationExecution";
    // An automation that could not be read has its invocation's status.
    const own = Status !== undefined && isKnownStatus("window", Status) ? undefined : Status;
    return [
      ...unknown("automation", [own], { ...subject, operation, of: "an automation" }),
      ...unknown("automation", statuses, { ...subject, operation, of: "an automation step" }),
    ];
  }
  // An unknown status makes the result of a command unknown. A call has the status of its invocation.
  if (result !== "unknown" || machine.kind === "call") return none;
  const operation = "ListCommandInvocations";
  const details = steps.map((step) => step.StatusDetails);
  return unknown("command", [StatusDetails, Status, ...details, ...statuses], {
    ...subject,
    operation,
    of: "a command on a machine",
  });
};

/** The gap of an invocation that passed by its status but has an unknown or missing type. */
export const unknownType = (ref: UnknownStatusRef, type: string | undefined): Gap =>
  statusGap(
    { ...subjectOf(ref), operation: "DescribeMaintenanceWindowExecutionTaskInvocations" },
    type === undefined
      ? "AWS reports an invocation without a type, so its result is not certain."
      : `AWS reports an invocation of the unknown type ${plainLine(type)}, so its result is not certain.`,
  );

const none: readonly Gap[] = [];

/** Cache of invocations that may have gaps: reports are assembled repeatedly from the same invocations. */
const known = new WeakMap<InvocationReport, readonly Gap[]>();

const inInvocation = (invocation: InvocationReport): readonly Gap[] => {
  if (hasPlainStatuses(invocation)) return none;
  const before = known.get(invocation);
  if (before !== undefined) return before;
  const { Status, TaskType, machines } = invocation;
  const found = [
    ...unknown("window", [Status], {
      ...subjectOf(invocation),
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      of: "an invocation",
    }),
    ...(hasUnknownType(invocation) ? [unknownType(invocation, TaskType)] : []),
    ...machines.flatMap((machine) => unknownOfMachine(machine, TaskType)),
  ];
  const gaps = found.length === 0 ? none : found;
  known.set(invocation, gaps);
  return gaps;
};

/** Whether an invocation certainly has no gap. True for nearly all of 100,000, which then need no entry in the cache. */
const hasPlainStatuses = ({ Status, TaskType, machines }: InvocationReport): boolean =>
  TaskType !== "AUTOMATION" &&
  Status !== undefined &&
  isKnownStatus("window", Status) &&
  machines.every(({ result }) => result !== "unknown");

/** Whether its type keeps its only row from being known. */
const hasUnknownType = ({ Status, StatusDetails, TaskType = "", machines }: InvocationReport): boolean =>
  !knownTypes.has(TaskType) &&
  windowResult(Status, StatusDetails) === "passed" &&
  machines.some(({ kind, result }) => kind === "call" && result === "unknown");

const knownTypes: ReadonlySet<string> = new Set(["RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"]);

const subjectOf = ({ WindowExecutionId, TaskExecutionId = "", InvocationId = "" }: UnknownStatusRef) => ({
  ids: { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
});

type UnknownStatusRef = Pick<Machine, "WindowExecutionId" | "TaskExecutionId" | "InvocationId">;

interface StatusSubject {
  readonly operation: OperationName;
  /** What has the status: `a task`. */
  readonly of: string;
  readonly ids: Readonly<Record<string, string>>;
}

const unknown = (
  kind: StatusKind,
  words: readonly (string | undefined)[],
  { operation, of, ids }: StatusSubject,
): readonly Gap[] => {
  const word = words.find((one) => one !== undefined && one !== "" && !isKnownStatus(kind, one));
  if (word === undefined) return none;
  return [
    statusGap(
      { operation, ids },
      `AWS reports the unknown status ${plainLine(word)} for ${of}, so its result is not certain.`,
    ),
  ];
};

const statusGap = ({ operation, ids }: Pick<StatusSubject, "operation" | "ids">, why: string): Gap => ({
  operation,
  count: 1,
  ids,
  kind: "unknown-status",
  code: "unknown-status",
  why,
  nextStep: gapText("unknown-status", operation).nextStep,
});
