/** The AWS CLI calls that give an ID which users left out or named otherwise. Each assigns a shell variable. */
import type { Located } from "../locate/located.ts";
import type { Calls } from "../model/cli-call.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { callsBehind } from "./behind.ts";
import type { ViewOptions } from "../model/view-calls.ts";
import { placeholder } from "./command-line.ts";

/** The calls that lead to an item. */
export const callsToFind = {
  /** The ID of a window with a name. AWS does not document whether its Name filter is exact. */
  windowNamed: (name: string): Calls => [
    {
      operation: "DescribeMaintenanceWindows",
      input: { Filters: [{ Key: "Name", Values: [name] }] },
      gives: { name: "WindowId", query: `WindowIdentities[?Name==${queryText(name)}].WindowId | [0]` },
    },
  ],

  /** The ID of a machine with a name, which AWS returns only with the results of commands. */
  machineNamed: (name: string): Calls => [
    {
      operation: "ListCommandInvocations",
      input: {},
      flags: ["--no-paginate"],
      gives: {
        name: "InstanceId",
        query: `CommandInvocations[?InstanceName==${queryText(name)}].InstanceId | [0]`,
      },
    },
  ],

  /** The ID of the newest execution of a window. AWS lists the newest first, but does not document it. */
  newestExecution: ({ WindowId = placeholder("WindowId") }: ItemRef): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutions",
      input: { WindowId },
      flags: ["--no-paginate"],
      gives: { name: "WindowExecutionId", query: "WindowExecutions[0].WindowExecutionId" },
    },
  ],

  /** The ID of the first task of an execution. */
  firstTask: ({ WindowExecutionId = placeholder("WindowExecutionId") }: ItemRef): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId },
      flags: ["--no-paginate"],
      gives: { name: "TaskExecutionId", query: "WindowExecutionTaskIdentities[0].TaskExecutionId" },
    },
  ],

  /** The ID of the task that runs a document, function or state machine. */
  taskNamed: ({ WindowExecutionId = placeholder("WindowExecutionId") }: ItemRef, name: string): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId },
      flags: ["--no-paginate"],
      gives: {
        name: "TaskExecutionId",
        query:
          `WindowExecutionTaskIdentities[?TaskArn==${queryText(name)} || ` +
          `ends_with(TaskArn, ${queryText(`:${name}`)})].TaskExecutionId | [0]`,
      },
    },
  ],

  /** The ID of the first invocation of a task. */
  firstInvocation: ({
    WindowExecutionId = placeholder("WindowExecutionId"),
    TaskExecutionId = placeholder("TaskExecutionId"),
  }: ItemRef): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: { WindowExecutionId, TaskId: TaskExecutionId },
      flags: ["--no-paginate"],
      gives: {
        name: "InvocationId",
        query: "WindowExecutionTaskInvocationIdentities[0].InvocationId",
      },
    },
  ],

  /** What `open` reads for an item. */
  item: ({ kind, ids, uuid }: Located, options: ViewOptions = {}): Calls => {
    if (ids.WindowExecutionId !== undefined) return callsBehind.execution(ids, options);
    const ExecutionId = uuid ?? ids.ExecutionId ?? placeholder("ExecutionId");
    const command = { operation: "ListCommandInvocations", input: { CommandId: ExecutionId } } as const;
    const automation = {
      operation: "GetAutomationExecution",
      input: { AutomationExecutionId: ExecutionId },
    } as const;
    switch (kind) {
      case "window": {
        const { WindowId = placeholder("WindowId") } = ids;
        return [{ operation: "GetMaintenanceWindow", input: { WindowId } }, ...callsBehind.executions(ids)];
      }
      case "machine":
        return callsBehind.history(ids);
      case "screen":
        return callsBehind.failures(options);
      case "command":
        return [command, SEARCH, ...callsBehind.failures(options)];
      case "automation":
        return [automation, SEARCH, ...callsBehind.failures(options)];
      default:
        return [
          { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId: ExecutionId } },
          "# if that fails:",
          command,
          "# if that lists nothing:",
          automation,
          SEARCH,
          ...callsBehind.failures(options),
        ];
    }
  },
};

const SEARCH = "# to find the task and the invocation that the ID belongs to:";

/** A raw string of JMESPath. */
const queryText = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
