/** Schemas of the report package's types. A missing or unknown member does not compile. */
import {
  resultsWorstFirst,
  type AccountRegion,
  type Cause,
  type Counts,
  type ExecutionReport,
  gapKinds,
  type Gap,
  type InvocationReport,
  type Machine,
  type Progress,
  type DocumentStep,
  type TaskReport,
} from "@windowpane/report";
import { groupSchemas, machineKinds } from "./group-schemas.ts";
import { judgement, originMembers, progress, progressNames } from "./judged-members.ts";
import { patchSchemas } from "./patch-schemas.ts";
import { count, flag, listOf, ref, structure, text, word, type Members, type Schema } from "./schema.ts";

const counts: Members<Counts> = {
  total: count(),
  exact: flag("False if the total includes only known machines."),
  results: structure(
    Object.fromEntries(resultsWorstFirst.map((result) => [result, count()])),
    [],
    "Number of items by result. The sum is the total.",
  ),
  stopped: count("Number of items in `notRun` because failures reached MaxErrors. Absent if 0."),
};

const cause: Members<Cause> = {
  slug: text("ID of the rule that found the cause, stable across releases."),
  key: text("Key of the failure, the same in all reports."),
  title: text(),
  evidence: text("Output line that shows the cause."),
  nextStep: text("Recommended action."),
  weight: word(["failure", "consequence", "notice"]),
  from: word(["status", "output", "response-code", "message", "patch-state"]),
  certainty: word(["certain", "likely"], "Absent if certain."),
  otherwise: text("Alternative explanation, if the cause is only likely."),
};

const step: Members<DocumentStep> = { Name: text(), ResponseCode: { type: "integer" }, ...progress };

/** A machine in one invocation. */
export const machine: Members<Machine> = {
  kind: word(
    machineKinds,
    "`machine`: a managed node; `call`: an invocation without machines, such as a Lambda function; `unnamed`: unknown machines, counted as one.",
  ),
  name: text("InstanceId, or the name of what was called."),
  result: word(resultsWorstFirst),
  reason: text("Reason for the result."),
  cause: ref("Cause"),
  ...progress,
  ResponseCode: {
    type: "integer",
    description: "Exit code that determines the result; -1 if the command did not start.",
  },
  steps: listOf(ref("Step")),
  patch: ref("PatchResult"),
  WindowId: text(),
  WindowExecutionId: text(),
  TaskExecutionId: text(),
  InvocationId: text(),
  InstanceId: text(),
  InstanceName: text(),
};
/** Optional members of a machine. */
export const optionalInMachine = [
  ...progressNames,
  "WindowId",
  "TaskExecutionId",
  "InvocationId",
  "InstanceId",
  "InstanceName",
  "cause",
  "ResponseCode",
  "patch",
] as const;

const origin: Members<AccountRegion> = {
  ...originMembers,
  profile: text("AWS profile. Not in responses of the API."),
};

const gap: Members<Gap> = {
  operation: text("AWS operation."),
  count: count("Number of requests with this error."),
  ids: { type: "object", additionalProperties: { type: "string" }, description: "IDs in the request." },
  kind: word(
    gapKinds,
    "Reason for the gap; each kind has its own next step. `not-sent`: no request was sent; `credentials`: AWS rejected the credentials; `foreign`: something other than AWS responded; `denied`: the permission is missing; `throttled`: too many requests; `no-response`: no complete response; `fault`: AWS had an internal error; `not-found`: unknown ID or expired history; `stalled-list`: the list is incomplete; `rejected`: AWS rejected the request; `invalid-response`: the response has an unexpected shape; `missing`: a response lacks data that another one refers to; `unknown-status`: a status that this version does not know; `limit`: the request limit of this server.",
  ),
  code: text("Error code of AWS or Windowpane."),
  why: text("What is missing and why, in one sentence."),
  message: text("AWS's error message. Only with `includeSensitive`, because it names accounts and roles."),
  nextStep: text("Recommended action."),
  affected: listOf(
    structure(
      {
        Name: text("Name of the window, in responses about several windows."),
        WindowId: text(),
        WindowExecutionId: text(),
        TaskExecutionId: text(),
        TaskArn: text("What the task runs."),
        InstanceId: text(),
        InstanceName: text(),
      },
      ["Name", "WindowId", "WindowExecutionId", "TaskExecutionId", "TaskArn", "InstanceId", "InstanceName"],
    ),
    "Machines, or else tasks, that the gap leaves unknown; at most 20.",
  ),
  affectedMore: count("Number of further ones. Absent if 0."),
  resumeFrom: text("Token to read the rest of the list from."),
  origin: ref("Origin"),
};

const invocation: Members<InvocationReport> = {
  ...progress,
  ...judgement,
  InvocationId: text(),
  TaskExecutionId: text(),
  WindowExecutionId: text(),
  TaskType: text(),
  ExecutionId: text("ID in the service that ran the task."),
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
  gaps: count("Number of the report's gaps in this invocation."),
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
  gaps: count("Number of the report's gaps in this task, without those of its invocations."),
  resumeFrom: text("Token to read the rest of the invocations from."),
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
  Name: text("Name of the window."),
  origin: ref("Origin"),
  WindowExecutionId: text(),
  cause: ref("Cause"),
  counts: ref("Counts"),
  patches: ref("PatchCounts"),
  machineCounts: ref("Counts"),
  tasks: listOf(ref("TaskReport")),
  groups: listOf(ref("Group"), "Failures by cause, worst first."),
  gaps: listOf(ref("Gap"), "Data that could not be read."),
  done: flag("Whether all data has been requested."),
  complete: flag("Whether the report is done and has no gaps."),
  tasksNotRead: count("Number of tasks that were not requested."),
  progress: ref("ReadingProgress"),
};

/** Schemas by their names in the document. */
export const reportSchemas: Readonly<Record<string, Schema>> = {
  Counts: structure(counts, ["stopped"]),
  Cause: structure(cause, ["evidence", "certainty", "otherwise"]),
  Step: structure(step, [...progressNames, "ResponseCode"]),
  Machine: structure(machine, optionalInMachine),
  ...patchSchemas,
  Origin: structure(origin, ["Account", "AccountName", "Region", "profile"]),
  Gap: structure(gap, ["message", "affected", "affectedMore", "resumeFrom", "origin"]),
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
    "origin",
    "cause",
    "patches",
    "tasksNotRead",
  ]),
  ...groupSchemas,
};
