/** The label before an ID in a text tells what the ID belongs to. */
import type { LocatedIds } from "./located.ts";

/** What a label says about the UUID after it. */
export interface Label {
  /** Absent: the UUID belongs to something that is not in the history. */
  readonly member?: keyof LocatedIds;
  readonly kind?: "command" | "automation";
}

/**
 * The label before a position in a text, with any punctuation between: `"window-execution-id":"`, `--task-id `, `WindowExecutionId | `,
 * `/history/`, also with the quotes of a JSON document inside another. Undefined without a label.
 *
 * @param nouns - whether nouns count as labels, as in `task 4d1c...`; in our command lines they are command names.
 */
export const labelBefore = (text: string, at: number, nouns: boolean): Label | undefined => {
  const before = text.slice(Math.max(0, at - LONGEST), at);
  const letters = before
    .toLowerCase()
    .replace(/[^a-z0-9]+$/, "")
    .replace(/[\s_/-]/g, "");
  const [, label] = labels.find(([word]) => letters.endsWith(word)) ?? [];
  if (label !== undefined) return label;
  const [, noun] = (nouns ? nounLabels.find(([word]) => letters.endsWith(word)) : undefined) ?? [];
  if (noun !== undefined) return noun;
  // `MessageId`, `request-id`: an ID of something else. `id` alone does not count.
  return /[a-z]id$/.test(letters) && /[a-z][_-]?id[^a-z0-9]*$/i.test(before) ? {} : undefined;
};

/** Whether the UUID at a position is the value of a member `id`, as in the envelope of an event or a message. */
export const isEnvelopeId = (text: string, at: number): boolean =>
  /(?:^|[^a-z0-9_-])id["'\\]{0,12}\s{0,4}[:=]\s{0,4}["'\\]{0,12}$/i.test(
    text.slice(Math.max(0, at - LONGEST), at),
  );

/** Longer than any label with its punctuation. */
const LONGEST = 48;

/**
 * Longer words before those that they end with. `history` and `executions` come from URLs: the console's page of an execution
 * and our own API. That `.../maintenance-windows/ID/history/ID` contains the execution is known from links in the wild, not
 * from AWS's documentation.
 */
const labels: readonly (readonly [string, Label])[] = [
  ["windowexecutionid", { member: "WindowExecutionId" }],
  ["automationexecutionid", { member: "ExecutionId", kind: "automation" }],
  ["taskexecutionid", { member: "TaskExecutionId" }],
  ["stepexecutionid", {}],
  ["windowtaskid", { member: "WindowTaskId" }],
  ["windowtargetid", { member: "WindowTargetId" }],
  ["invocationid", { member: "InvocationId" }],
  ["commandid", { member: "ExecutionId", kind: "command" }],
  // Requests use this name for the ID of a task's execution.
  ["taskid", { member: "TaskExecutionId" }],
  // AWS uses it for what an invocation started, users for the execution of a window: only the service can tell.
  ["executionid", { member: "ExecutionId" }],
  ["automationexecution", { member: "ExecutionId", kind: "automation" }],
  ["runcommand", { member: "ExecutionId", kind: "command" }],
  ["v1executions", { member: "WindowExecutionId" }],
  ["history", { member: "WindowExecutionId" }],
  ["windowtask", { member: "WindowTaskId" }],
  ["windowtarget", { member: "WindowTargetId" }],
];

const nounLabels: readonly (readonly [string, Label])[] = [
  ["windowexecution", { member: "WindowExecutionId" }],
  ["taskexecution", { member: "TaskExecutionId" }],
  ["invocations", { member: "InvocationId" }],
  ["invocation", { member: "InvocationId" }],
  ["tasks", { member: "TaskExecutionId" }],
  ["task", { member: "TaskExecutionId" }],
  ["command", { member: "ExecutionId", kind: "command" }],
  ["automation", { member: "ExecutionId", kind: "automation" }],
];
