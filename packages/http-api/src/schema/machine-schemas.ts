/** Schemas of the report package's types about one machine, and of the list of machines. */
import {
  resultsWorstFirst,
  type ExecutionOutput,
  type HistoryReport,
  type HistoryRun,
  type ListedMachine,
  type ListedPatch,
  type LocatedOutput,
  type OutputText,
  type PatchList,
  type PatchListMachine,
  type StepOutput,
} from "@windowpane/report";
import { progress, progressNames } from "./judged-members.ts";
import { machine, optionalInMachine } from "./report-schemas.ts";
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

const listed: Members<ListedMachine> = {
  ...machine,
  Name: text("Name of the window."),
  TaskArn: text("What the task runs."),
};

const run: Members<HistoryRun> = {
  ...machine,
  Name: text("Name of the window."),
  TaskArn: text(),
  TaskType: text(),
  DocumentName: text(),
  patchRun: ref("PatchRun"),
  at: time("Start of the run, or else of its invocation, task or execution."),
};

const history: Members<HistoryReport> = {
  InstanceId: text(),
  InstanceName: text("Newest name that AWS returns."),
  since: time("Start of the period."),
  now: time("End of the period."),
  reason: text("In one sentence."),
  runs: listOf(ref("HistoryRun"), "Newest first."),
  counts: ref("Counts"),
  groups: listOf(ref("Group"), "Runs that did not pass, by cause, worst first."),
  gaps: listOf(ref("Gap"), "Data that could not be read."),
  done: flag(),
  complete: flag("Whether there are no gaps."),
  progress: structure({
    windows: count(),
    executions: count(),
    executionsRead: count(),
    requests: count("Requests sent to AWS."),
  }),
};

const patch: Members<ListedPatch> = {
  InstanceId: text(),
  InstanceName: text(),
  Title: text(),
  KBId: text(),
  Classification: text(),
  Severity: text(),
  State: text("AWS's state of the patch."),
  InstalledTime: time("Absent if the patch is not installed."),
  CVEIds: text("Separated by commas."),
};

const patchMachine: Members<PatchListMachine> = {
  InstanceId: text(),
  InstanceName: text(),
  patch: ref("PatchResult"),
  state: ref("PatchState", "Newest patch state, which the list reflects. Absent if AWS has no state."),
  hasNoState: flag("Whether no patch operation has reported a state."),
  read: flag("Whether all patches were read and match the counts of the state."),
};

const patchList: Members<PatchList> = {
  machines: listOf(ref("PatchListMachine"), "The machine."),
  patches: listOf(ref("ListedPatch"), "Failed and missing ones first, then by severity."),
  gaps: listOf(ref("Gap")),
  complete: flag("Whether there are no gaps."),
};

const outputText: Members<OutputText> = {
  stream: word(
    ["stdout", "stderr", "output", "message"],
    "`output`: stdout and stderr together; `message`: a message of an automation step.",
  ),
  text: text("Unchanged: can contain control characters and markup."),
  from: text("AWS operation that returned the text."),
  limit: count("Maximum number of characters that `from` returns."),
  cut: flag("Whether the text reached the limit and its end is missing."),
  rest: structure(
    { url: text("Object in S3."), logGroup: text("Log group in CloudWatch Logs.") },
    ["url", "logGroup"],
    "Where the whole text is stored, unless the upload failed.",
  ),
};

const step: Members<StepOutput> = {
  Name: text(),
  ResponseCode: { type: "integer" },
  ...progress,
  texts: listOf(ref("OutputText")),
};

const output: Members<LocatedOutput> = {
  TaskExecutionId: text(),
  InvocationId: text(),
  name: text("The InstanceId, or the automation's document if no machine is named."),
  InstanceId: text(),
  InstanceName: text(),
  DocumentName: text(),
  Status: text(),
  StatusDetails: text(),
  result: word(resultsWorstFirst),
  steps: listOf(ref("StepOutput")),
};

const executionOutput: Members<ExecutionOutput> = {
  WindowExecutionId: text(),
  machines: listOf(ref("MachineOutput"), "The machine in each invocation that has it."),
  notes: listOf(
    structure({ TaskExecutionId: text(), InvocationId: text(), note: text() }),
    "Invocations without output, and why they have none.",
  ),
  gaps: listOf(ref("Gap")),
  complete: flag("Whether there are no gaps."),
};

/** Schemas by their names in the document. */
export const machineSchemas: Readonly<Record<string, Schema>> = {
  ListedMachine: structure(listed, [...optionalInMachine, "Name", "TaskArn"]),
  HistoryRun: structure(run, [
    ...optionalInMachine,
    "Name",
    "TaskArn",
    "TaskType",
    "DocumentName",
    "patchRun",
    "at",
  ]),
  HistoryReport: structure(history, ["InstanceName"]),
  ListedPatch: structure(patch, [
    "InstanceName",
    "Title",
    "KBId",
    "Classification",
    "Severity",
    "State",
    "InstalledTime",
    "CVEIds",
  ]),
  PatchListMachine: structure(patchMachine, ["InstanceName", "patch", "state"]),
  PatchList: structure(patchList),
  OutputText: structure(outputText, ["limit", "rest"]),
  StepOutput: structure(step, [...progressNames, "ResponseCode"]),
  MachineOutput: structure(output, ["InstanceId", "InstanceName", "DocumentName", "Status", "StatusDetails"]),
  ExecutionOutput: structure(executionOutput),
};
