/** Statuses that Windowpane does not know: what they mean for the result is not known, so each is a gap. */
import type { OperationName } from "@windowpane/core";
import { isBad } from "../../model/result.ts";
import { gapText } from "../../model/gap-kind.ts";
import type { AwsProgress, Gap, InvocationReport, Machine, TaskReport } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { isKnownStatus, windowResult, type StatusKind } from "./status.ts";

interface Levels extends AwsProgress {
  readonly WindowExecutionId: string;
  readonly tasks: readonly Pick<TaskReport, "TaskExecutionId" | "Status" | "invocations">[];
}

/** The gaps of an execution's unknown statuses: its own, its tasks', its invocations', its machines' and their steps'. */
export const unknownStatuses = ({ WindowExecutionId, Status, tasks }: Levels): readonly Gap[] => [
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

/** The gaps of a machine's unknown statuses, and of its steps'. `TaskType`: that of its invocation. */
export const unknownOfMachine = (machine: Machine, TaskType: string | undefined): readonly Gap[] => {
  const { result, Status, StatusDetails, steps } = machine;
  // What is known to be bad is bad, whatever else is unknown.
  if (isBad(result)) return none;
  const statuses = steps.map((step) => step.Status);
  const place = placeOf(machine);
  if (TaskType === "AUTOMATION") {
    const operation = "GetAutomationExecution";
    // An automation that could not be read has its invocation's status.
    const own = Status !== undefined && isKnownStatus("window", Status) ? undefined : Status;
    return [
      ...unknown("automation", [own], { ...place, operation, of: "an automation" }),
      ...unknown("automation", statuses, { ...place, operation, of: "a step of an automation" }),
    ];
  }
  // An unknown word makes the result of a command unknown. A call has the status of its invocation.
  if (result !== "unknown" || machine.kind === "call") return none;
  const operation = "ListCommandInvocations";
  const details = steps.map((step) => step.StatusDetails);
  return unknown("command", [StatusDetails, Status, ...details, ...statuses], {
    ...place,
    operation,
    of: "a command on a machine",
  });
};

/** The gap of an invocation that passed by its status, but whose type is unknown or absent. */
export const unknownType = (place: UnknownPlace, type: string | undefined): Gap =>
  statusGap(
    { ...placeOf(place), operation: "DescribeMaintenanceWindowExecutionTaskInvocations" },
    type === undefined
      ? "AWS gives an invocation no type, so its result is not certain."
      : `AWS gives an invocation the type ${plainLine(type)}, which Windowpane does not know, so its result is not certain.`,
  );

const none: readonly Gap[] = [];

/** Reports are assembled again and again from the same invocations. */
const known = new WeakMap<InvocationReport, readonly Gap[]>();

const inInvocation = (invocation: InvocationReport): readonly Gap[] => {
  const before = known.get(invocation);
  if (before !== undefined) return before;
  const { Status, TaskType, machines } = invocation;
  const found = [
    ...unknown("window", [Status], {
      ...placeOf(invocation),
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

/** Whether its type keeps its only row from being known. */
const hasUnknownType = ({ Status, StatusDetails, TaskType = "", machines }: InvocationReport): boolean =>
  !knownTypes.has(TaskType) &&
  windowResult(Status, StatusDetails) === "passed" &&
  machines.some(({ kind, result }) => kind === "call" && result === "unknown");

const knownTypes: ReadonlySet<string> = new Set(["RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"]);

const placeOf = ({ WindowExecutionId, TaskExecutionId = "", InvocationId = "" }: UnknownPlace) => ({
  ids: { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
});

type UnknownPlace = Pick<Machine, "WindowExecutionId" | "TaskExecutionId" | "InvocationId">;

interface StatusPlace {
  readonly operation: OperationName;
  /** What has the status: `a task`. */
  readonly of: string;
  readonly ids: Readonly<Record<string, string>>;
}

const unknown = (
  kind: StatusKind,
  words: readonly (string | undefined)[],
  { operation, of, ids }: StatusPlace,
): readonly Gap[] => {
  const word = words.find((one) => one !== undefined && one !== "" && !isKnownStatus(kind, one));
  if (word === undefined) return none;
  return [
    statusGap(
      { operation, ids },
      `AWS gives ${of} the status ${plainLine(word)}, which Windowpane does not know, so its result is not certain.`,
    ),
  ];
};

const statusGap = ({ operation, ids }: Pick<StatusPlace, "operation" | "ids">, why: string): Gap => ({
  operation,
  count: 1,
  ids,
  kind: "unknown-status",
  code: "unknown-status",
  why,
  whatToDo: gapText("unknown-status", operation).whatToDo,
});
