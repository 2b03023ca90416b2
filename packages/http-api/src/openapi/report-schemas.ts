/** The report package's shapes as schemas. Their tables are complete by type: a member too many or too few does not compile. */
import {
  resultsWorstFirst,
  type AwsProgress,
  type Cause,
  type Counts,
  type ExecutionReport,
  gapKinds,
  type Gap,
  type InvocationReport,
  type Machine,
  type Progress,
  type Step,
  type TaskReport,
  verdictsWorstFirst,
} from "@windowpane/report";
import { groupSchemas, machineKinds } from "./group-schemas.ts";
import { patchSchemas } from "./patch-schemas.ts";
import {
  count,
  flag,
  listOf,
  ref,
  structure,
  text,
  time,
  word,
  type Members,
  type Schema,
} from "./schema.ts";

const progress: Members<AwsProgress> = {
  Status: text("AWS's own status at this level."),
  StatusDetails: text("AWS's own words."),
  StartTime: time(),
  EndTime: time("Absent while it runs."),
};
const progressNames = ["Status", "StatusDetails", "StartTime", "EndTime"] as const;

const judgement = {
  verdict: word(verdictsWorstFirst, "Windowpane's own word."),
  reason: text("Why, in a sentence or two."),
  falseGreen: flag("AWS says SUCCESS, and the verdict is PARTIAL, FAILED or EMPTY."),
};

const counts: Members<Counts> = {
  total: count(),
  exact: flag("False when the total is only what is known."),
  results: structure(
    Object.fromEntries(resultsWorstFirst.map((result) => [result, count()])),
    [],
    "How many stand in each result; the sum is the total.",
  ),
  stopped: count(
    "How many of `notRun` never ran because failures elsewhere reached MaxErrors. Absent: none.",
  ),
};

const cause: Members<Cause> = {
  slug: text("Which rule spoke; stable from release to release."),
  key: text("The same failure has the same key in every report."),
  title: text(),
  evidence: text("The line that shows it."),
  nextStep: text("What to do next."),
  weight: word(["failure", "consequence", "notice"]),
  from: word(["status", "output", "response-code", "message", "patch-state"]),
  certainty: word(["certain", "likely"], "Absent: certain."),
  otherwise: text("The second reading of a cause that is only likely."),
};

const step: Members<Step> = { Name: text(), ResponseCode: { type: "integer" }, ...progress };

const machine: Members<Machine> = {
  kind: word(machineKinds, "What counts as one row."),
  name: text("The InstanceId, or what was called."),
  result: word(resultsWorstFirst),
  reason: text("Why it stands in its result."),
  cause: ref("Cause"),
  ...progress,
  ResponseCode: { type: "integer", description: "The exit code that decides; -1: never started." },
  steps: listOf(ref("Step")),
  patch: ref("PatchResult"),
  WindowId: text(),
  WindowExecutionId: text(),
  TaskExecutionId: text(),
  InvocationId: text(),
  InstanceId: text(),
  InstanceName: text(),
};
const placeNames = ["WindowId", "TaskExecutionId", "InvocationId", "InstanceId"] as const;

const gap: Members<Gap> = {
  operation: text("What was asked of AWS."),
  count: count("How many requests met it."),
  ids: { type: "object", additionalProperties: { type: "string" }, description: "What was asked for." },
  kind: word(
    gapKinds,
    "What kept it from being read; each kind has its own next step. `not-sent`: no request was sent; `credentials`: AWS rejected the credentials; `foreign`: something other than AWS responded; `refused`: the permission is missing; `throttled`: too many requests; `broken`: no complete response; `fault`: AWS had an internal error; `not-found`: unknown ID or expired history; `list`: the list broke off; `invalid`: AWS rejected the request; `unreadable`: the response has another shape; `missing`: a response lacks what another one names; `unknown-status`: a status that is not known here; `limit`: a limit of this server.",
  ),
  code: text("AWS's error code, or Windowpane's word for it."),
  why: text("What is missing, and why."),
  message: text("AWS's own words; only with `includeSensitive`, as they name accounts and roles."),
  whatToDo: text(),
  resumeFrom: text("The token from which the rest of the list can be asked for."),
};

const invocation: Members<InvocationReport> = {
  ...progress,
  ...judgement,
  InvocationId: text(),
  TaskExecutionId: text(),
  WindowExecutionId: text(),
  TaskType: text(),
  ExecutionId: text("The id in the service that did the work."),
  WindowTargetId: text(),
  DocumentName: text(),
  Parameters: { ...text("Only with `includeSensitive`."), "x-sensitive": true },
  OwnerInformation: { ...text("Only with `includeSensitive`."), "x-sensitive": true },
  cause: ref("Cause"),
  counts: ref("Counts"),
  patchRun: ref("PatchRun"),
  patches: ref("PatchCounts"),
  machines: listOf(ref("Machine")),
  read: flag(),
  gaps: count("How many of the report's gaps are here."),
};

const task: Members<TaskReport> = {
  ...progress,
  ...judgement,
  TaskExecutionId: text(),
  WindowExecutionId: text(),
  TaskArn: text(),
  TaskType: text(),
  MaxErrors: text(),
  MaxConcurrency: text(),
  Priority: { type: "integer" },
  cause: ref("Cause"),
  counts: ref("Counts"),
  patches: ref("PatchCounts"),
  invocations: listOf(ref("InvocationReport")),
  read: flag(),
  gaps: count("How many of the report's gaps are here, beside those of its invocations."),
  resumeFrom: text("The token from which the rest of its invocations can be asked for."),
};

const reading: Members<Progress> = {
  tasks: count(),
  tasksRead: count(),
  invocations: count(),
  invocationsRead: count(),
  requests: count("Requests sent to AWS."),
};

const execution: Members<ExecutionReport> = {
  ...progress,
  ...judgement,
  WindowId: text(),
  Name: text("The name of the window."),
  WindowExecutionId: text(),
  cause: ref("Cause"),
  counts: ref("Counts"),
  patches: ref("PatchCounts"),
  machineCounts: ref("Counts"),
  tasks: listOf(ref("TaskReport")),
  groups: listOf(ref("Group"), "Everything that did not pass, by cause, worst first."),
  gaps: listOf(ref("Gap"), "What could not be read."),
  done: flag("Whether everything was asked for."),
  complete: flag("Whether it is done and has no gap."),
  tasksLeftOut: count("How many tasks were not asked for."),
  progress: ref("ReadingProgress"),
};

/** By the names under which they stand in the document. */
export const reportSchemas: Readonly<Record<string, Schema>> = {
  Counts: structure(counts, ["stopped"]),
  Cause: structure(cause, ["evidence", "certainty", "otherwise"]),
  Step: structure(step, [...progressNames, "ResponseCode"]),
  Machine: structure(machine, [
    ...progressNames,
    ...placeNames,
    "InstanceName",
    "cause",
    "ResponseCode",
    "patch",
  ]),
  ...patchSchemas,
  Gap: structure(gap, ["message", "resumeFrom"]),
  InvocationReport: structure(invocation, [
    ...progressNames,
    "TaskType",
    "ExecutionId",
    "WindowTargetId",
    "DocumentName",
    "Parameters",
    "OwnerInformation",
    "cause",
    "patchRun",
    "patches",
    "gaps",
  ]),
  TaskReport: structure(task, [
    ...progressNames,
    "TaskArn",
    "TaskType",
    "MaxErrors",
    "MaxConcurrency",
    "Priority",
    "cause",
    "patches",
    "gaps",
    "resumeFrom",
  ]),
  ReadingProgress: structure(reading),
  ExecutionReport: structure(execution, [
    ...progressNames,
    "WindowId",
    "Name",
    "cause",
    "patches",
    "tasksLeftOut",
  ]),
  ...groupSchemas,
};
