/** Schemas of timelines and comparisons. */
import {
  diffClasses,
  resultsWorstFirst,
  verdictsWorstFirst,
  type ExecutionDiff,
  type ExecutionSummary,
  type MachineDiff,
  type MachineSide,
  type NotRunReason,
  type Timeline,
  type TimelineRow,
} from "@windowpane/report";
import { machineKinds } from "./group-schemas.ts";
import { judgement, progress, progressNames } from "./judged-members.ts";
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

const reasons: Readonly<Record<NotRunReason, string>> = {
  "max-errors": "too many errors elsewhere",
  cutoff: "not started before the window's cutoff",
  cancelled: "the execution, the task or the command was cancelled",
  "not-started": "AWS did not start it",
  unknown: "nothing proves one of these",
};

const notRun = {
  why: word(
    Object.keys(reasons),
    `${Object.entries(reasons)
      .map(([name, about]) => `\`${name}\`: ${about}`)
      .join("; ")}.`,
  ),
  reason: text("In one sentence."),
};

const row: Members<TimelineRow> = {
  level: word(["execution", "task", "invocation", "machine"]),
  depth: { type: "integer", minimum: 0, maximum: 3, description: "0 for the execution, 3 for a machine." },
  key: text("Unique among the rows, and stable."),
  WindowId: text(),
  WindowExecutionId: text(),
  TaskExecutionId: text(),
  InvocationId: text(),
  InstanceId: text(),
  InstanceName: text(),
  name: text("Name of the window, document, function or machine."),
  TaskType: text(),
  kind: word(machineKinds, "Only for machines."),
  ...progress,
  verdict: word(verdictsWorstFirst, "Only for the levels above machines."),
  result: word(resultsWorstFirst, "Only for machines."),
  patch: ref("PatchResult"),
  reason: text(),
  cause: ref("Cause"),
  open: flag("Whether it has started and not ended. Its bar ends at `now`."),
  notRun: structure(notRun, [], "Present if it did not run. It then has no bar, even if AWS reports times."),
};

const timeline: Members<Timeline> = {
  WindowId: text(),
  Name: text("Name of the window."),
  WindowExecutionId: text(),
  ...progress,
  ...judgement,
  now: time("Time of the response."),
  running: flag("Whether anything has not ended."),
  from: time("First start. Absent if nothing has started."),
  to: time("Last end; `now` while it runs."),
  limits: structure(
    {
      end: time("Start of the execution plus the window's Duration."),
      cutoff: time("No tasks start after this time."),
      changedSince: flag("Whether the window was changed after the execution began."),
    },
    ["cutoff"],
    "Times of the window. Absent if the window is unknown.",
  ),
  rows: listOf(ref("TimelineRow"), "In drawing order."),
  notRun: listOf(
    structure({
      ...notRun,
      rows: count("Number of machines and calls."),
      tasks: count("Number of tasks that did not run and have no rows."),
    }),
    "What did not run, most frequent reason first.",
  ),
  counts: ref("Counts"),
  gaps: listOf(ref("Gap")),
  done: flag(),
  complete: flag(),
};

const summary: Members<ExecutionSummary> = {
  ...progress,
  ...judgement,
  WindowId: text(),
  Name: text("Name of the window."),
  WindowExecutionId: text(),
  origin: ref("Origin"),
  machineCounts: ref("Counts", "Machines, each counted once."),
  patches: ref("PatchCounts"),
  done: flag(),
  complete: flag("Whether the execution was read completely."),
  gaps: listOf(ref("Gap")),
};

const side: Members<MachineSide> = {
  result: word(resultsWorstFirst),
  reason: text(),
  cause: ref("Cause"),
  patch: ref("PatchResult"),
  ref: structure(
    {
      WindowId: text(),
      WindowExecutionId: text(),
      TaskExecutionId: text(),
      InvocationId: text(),
      InstanceId: text(),
    },
    ["WindowId", "TaskExecutionId", "InvocationId", "InstanceId"],
    "IDs of its worst row.",
  ),
  milliseconds: count("Duration in the tasks that both executions have."),
};

const machineDiff: Members<MachineDiff> = {
  class: word(diffClasses, "Change of the machine."),
  kind: word(machineKinds),
  name: text(),
  InstanceId: text(),
  InstanceName: text(),
  before: ref("MachineSide"),
  after: ref("MachineSide"),
  reason: text("What changed, in one sentence."),
};

const taskSide = structure(
  {
    TaskExecutionId: text(),
    verdict: word(verdictsWorstFirst),
    reason: text(),
    milliseconds: count(),
  },
  ["milliseconds"],
);

const diff: Members<ExecutionDiff> = {
  before: ref("ExecutionSummary", "The execution that started first."),
  after: ref("ExecutionSummary"),
  reason: text("In one or two sentences."),
  worse: flag("Whether anything is worse than before."),
  classes: structure(
    Object.fromEntries(diffClasses.map((name) => [name, count()])),
    [],
    "Number of machines by change. The sum is the total.",
  ),
  total: count("Number of machines in either execution."),
  machines: listOf(ref("MachineDiff"), "In the order of the classes, then by name."),
  tasks: listOf(structure({ name: text(), before: taskSide, after: taskSide }, ["before", "after"])),
  appeared: listOf(ref("Group"), "Causes only in the later execution."),
  gone: listOf(ref("Group"), "Causes only in the earlier execution."),
  threshold: structure(
    { factor: { type: "number" }, least: count("In milliseconds.") },
    [],
    "A machine is slower if its duration exceeds both.",
  ),
  notes: listOf(text(), "What limits the comparison."),
  complete: flag("Whether both executions have ended and were read completely."),
};

/** Schemas by their names in the document. */
export const timelineSchemas: Readonly<Record<string, Schema>> = {
  TimelineRow: structure(row, [
    ...progressNames,
    "WindowId",
    "TaskExecutionId",
    "InvocationId",
    "InstanceId",
    "InstanceName",
    "TaskType",
    "kind",
    "verdict",
    "result",
    "patch",
    "cause",
    "notRun",
  ]),
  Timeline: structure(timeline, [...progressNames, "WindowId", "Name", "from", "to", "limits"]),
  ExecutionSummary: structure(summary, [...progressNames, "WindowId", "Name", "origin", "patches"]),
  WindowLatest: structure(
    {
      window: ref("MaintenanceWindowIdentity"),
      execution: ref("ExecutionSummary", "Latest execution. Absent if AWS lists none."),
    },
    ["execution"],
  ),
  MachineSide: structure(side, ["cause", "patch", "milliseconds"]),
  MachineDiff: structure(machineDiff, ["InstanceId", "InstanceName", "before", "after"]),
  ExecutionDiff: structure(diff),
};
