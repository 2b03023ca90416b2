/** The shapes of failures by cause as schemas. */
import { resultsWorstFirst, type Group, type GroupMember } from "@windowpane/report";
import { count, listOf, ref, structure, text, word, type Members, type Schema } from "./schema.ts";

/** What counts as one row. */
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
    "Of a machine. `passed`: its command passed, but the machine is not patched.",
  ),
  evidence: text("Its own line, as read."),
};

const group: Members<Group> = {
  key: text(),
  slug: text(),
  title: text(),
  nextStep: text(),
  weight: word(["failure", "consequence", "notice"]),
  error: text("The line with numbers, ids, paths, times and hosts replaced by what they are."),
  evidence: text("One member's line as it was read."),
  certainty: word(["certain", "likely"], "Absent: certain for at least one member."),
  otherwise: text("The second reading, where no member's cause is certain."),
  machines: count("How many different machines are in it."),
  members: listOf(ref("GroupMember")),
};

/** By the names under which they stand in the document. */
export const groupSchemas: Readonly<Record<string, Schema>> = {
  GroupMember: structure(groupMember, [
    "WindowId",
    "TaskExecutionId",
    "InvocationId",
    "InstanceId",
    "InstanceName",
    "result",
    "evidence",
  ]),
  Group: structure(group, ["evidence", "certainty", "otherwise"]),
};
