/** What stands before an id in a text says what it belongs to. */
import type { LocatedIds } from "./located.ts";

/** What a label makes of the UUID behind it. */
export interface Label {
  /** Absent: it belongs to something that is no place in the history. */
  readonly member?: keyof LocatedIds;
  readonly kind?: "command" | "automation";
}

/**
 * The label before a place in a text, whatever stands in between: `"window-execution-id":"`, `--task-id `, `WindowExecutionId | `,
 * `/history/`, also with the quotes of a JSON document inside another. Undefined where nothing tells.
 *
 * @param nouns - whether bare nouns count, as in `task 4d1c...`; in a command line of ours they are the command's name.
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
  // `MessageId`, `request-id`: an id of something else. A bare `id` says nothing.
  return /[a-z]id$/.test(letters) && /[a-z][_-]?id[^a-z0-9]*$/i.test(before) ? {} : undefined;
};

/** Longer than any label with what stands around it. */
const LONGEST = 48;

/**
 * Longer words before those that they end with. `history` and `executions` come from addresses: the console's page of an execution
 * and our own API. That `.../maintenance-windows/ID/history/ID` holds the execution is known from links that people build, not
 * from AWS's documentation.
 */
const labels: readonly (readonly [string, Label])[] = [
  ["windowexecutionid", { member: "WindowExecutionId" }],
  ["automationexecutionid", { member: "ExecutionId", kind: "automation" }],
  ["taskexecutionid", { member: "TaskExecutionId" }],
  ["stepexecutionid", {}],
  // Registrations have ids too, and nothing in the history is found by them.
  ["windowtaskid", {}],
  ["windowtargetid", { member: "WindowTargetId" }],
  ["invocationid", { member: "InvocationId" }],
  ["commandid", { member: "ExecutionId", kind: "command" }],
  // Requests call the id of a task's execution so.
  ["taskid", { member: "TaskExecutionId" }],
  // AWS's word for what an invocation started, and people's for the execution of a window: only the service can tell.
  ["executionid", { member: "ExecutionId" }],
  ["automationexecution", { member: "ExecutionId", kind: "automation" }],
  ["runcommand", { member: "ExecutionId", kind: "command" }],
  ["v1executions", { member: "WindowExecutionId" }],
  ["history", { member: "WindowExecutionId" }],
  ["windowtask", {}],
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
