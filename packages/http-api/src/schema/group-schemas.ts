/** Schemas of failures by cause. */
import { resultsWorstFirst, type Group, type GroupMember, type Recurrence } from "@windowpane/report";
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

/** Kinds of items in a report's list of machines. */
export const machineKinds = ["machine", "call", "unnamed"] as const;

const groupMember: Members<GroupMember> = {
  WindowId: text(),
  WindowExecutionId: text(),
  TaskExecutionId: text(),
  InvocationId: text(),
  InstanceId: text(),
  InstanceName: text(),
  kind: word([...machineKinds, "invocation", "task", "execution"]),
  name: text(),
  result: word(
    resultsWorstFirst,
    "Result of a machine. `passed`: the command passed, but the machine is not patched.",
  ),
  evidence: text("Output line of this member, unchanged."),
  origin: ref("Origin"),
  recurrence: ref(
    "Recurrence",
    "Whether the cause is new on this machine, up to this execution. Absent for others, and if no earlier execution was read.",
  ),
};

const group: Members<Group> = {
  key: text(),
  slug: text(),
  title: text(),
  nextStep: text(),
  weight: word(["failure", "consequence", "notice"]),
  error: text("Output line with placeholders for numbers, IDs, paths, times and hosts."),
  evidence: text("Output line of one member, unchanged."),
  certainty: word(["certain", "likely"], "Absent if the cause is certain for at least one member."),
  otherwise: text("Alternative explanation, if the cause is certain for no member."),
  machines: count("Number of different machines in the group."),
  stopped: count(
    "Number of machines that never ran because failures with this and other causes in their task reached `MaxErrors`, counted for each execution. Absent: none.",
  ),
  recurrence: listOf(
    ref("Recurrence"),
    "Whether the cause is new, for each window of which earlier executions were read. Absent: not known.",
  ),
  members: listOf(ref("GroupMember")),
};

const recurrence: Members<Recurrence> = {
  WindowId: text(),
  since: time("Start of the first execution in a row with it, up to the newest one that has it."),
  latest: time("Start of the newest execution that has it."),
  consecutive: count("Number of executions in a row with it, the newest one included."),
  open: flag("Whether the row may be longer, because what was before `since` is not known."),
  nightly: flag(
    "Whether the executions in the row, and the one before it, started about a day apart (20 to 28 hours).",
  ),
  affected: count(
    "Number of the earlier executions that have it. 0: it is new, unless `open`: the execution before it is not known.",
  ),
  before: time(
    "Start of the newest earlier execution that has it and is not in the row. Absent: none is known.",
  ),
  compared: count("Number of earlier executions that are known."),
  comparedSince: time("Start of the earliest of them. What was before is not known."),
  unknown: count("Number of those without it that were not read completely, and so may have it."),
  missing: count(
    "Number of periods between them that the archive lacks, in which it may have occurred. Absent: none.",
  ),
};

/** Schemas by their names in the document. */
export const groupSchemas: Readonly<Record<string, Schema>> = {
  GroupMember: structure(groupMember, [
    "WindowId",
    "TaskExecutionId",
    "InvocationId",
    "InstanceId",
    "InstanceName",
    "result",
    "evidence",
    "origin",
    "recurrence",
  ]),
  Group: structure(group, ["evidence", "certainty", "otherwise", "stopped", "recurrence"]),
  Recurrence: structure(recurrence, ["before", "missing"]),
};
