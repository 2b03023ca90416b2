import { isFinalStatus, withoutSensitive } from "@windowpane/core";
import { answerList } from "../answer/answer-list.ts";
import { json, type Freshness } from "../answer/answer.ts";
import { ref } from "../openapi/schema.ts";
import { filter, status } from "../parameters/filters.ts";
import { awsNumber, awsPathText, awsText } from "../parameters/parameter.ts";
import { includeSensitive } from "../parameters/common.ts";
import { route, type Asked } from "../route.ts";
import { listForms } from "./list-forms.ts";

const tasks = "DescribeMaintenanceWindowExecutionTasks";
const invocations = "DescribeMaintenanceWindowExecutionTaskInvocations";
const task = "GetMaintenanceWindowExecutionTask";

/** An execution, its tasks and the invocations of a task. */
export const executionRoutes = [
  route({
    id: "getExecution",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}",
    tag: "Executions",
    summary: "One execution",
    about:
      "AWS's own status of it, which can be SUCCESS although machines failed; the report has the verdict.",
    role: "read",
    operations: ["GetMaintenanceWindowExecution"],
    forms: [{ media: "application/json", schema: ref("GetMaintenanceWindowExecutionResult") }],
    pathParameters: {
      windowExecutionId: awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId"),
    },
    queryParameters: {},
    problems: ["no-such-thing"],
    answer: async ({ path, client, signal, finished }) => {
      const operation = "GetMaintenanceWindowExecution";
      const { windowExecutionId: WindowExecutionId } = path;
      const execution = await client({ left: 1 }).call(operation, { WindowExecutionId }, { signal });
      finished.note(WindowExecutionId, execution.Status);
      return json(withoutSensitive(operation, execution), freshnessOf(execution));
    },
  }),
  route({
    id: "listTasks",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks",
    tag: "Executions",
    summary: "The tasks of an execution",
    about:
      "Whether a page can be kept depends on the execution, so AWS is asked once whether it is finished; that is then remembered.",
    role: "read",
    operations: [tasks, "GetMaintenanceWindowExecution"],
    forms: listForms(tasks, "MaintenanceWindowExecutionTaskIdentity"),
    pathParameters: { windowExecutionId: awsPathText(tasks, "WindowExecutionId") },
    queryParameters: {
      status,
      filter,
      maxResults: awsNumber(tasks, "MaxResults"),
      nextToken: awsText(tasks, "NextToken"),
    },
    problems: ["no-such-thing"],
    answer: (asked) => {
      const { status: statuses, filter: terms, ...query } = asked.query;
      const { windowExecutionId: WindowExecutionId } = asked.path;
      return answerList(asked, {
        operation: tasks,
        input: { WindowExecutionId },
        terms: [...terms, ...statuses],
        includeSensitive: false,
        freshness: freshnessIn(asked, WindowExecutionId),
        ...query,
      });
    },
  }),
  route({
    id: "getTask",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks/{taskId}",
    tag: "Executions",
    summary: "One task of an execution",
    about: "With its limits: MaxConcurrency, MaxErrors, Priority.",
    role: "read",
    operations: [task],
    forms: [{ media: "application/json", schema: ref("GetMaintenanceWindowExecutionTaskResult") }],
    pathParameters: {
      windowExecutionId: awsPathText(task, "WindowExecutionId"),
      taskId: awsPathText(task, "TaskId"),
    },
    queryParameters: { includeSensitive },
    problems: ["no-such-thing"],
    answer: async ({ path, query, client, signal }) => {
      const input = { WindowExecutionId: path.windowExecutionId, TaskId: path.taskId };
      const one = await client({ left: 1 }).call(task, input, { signal });
      return json(query.includeSensitive ? one : withoutSensitive(task, one), freshnessOf(one));
    },
  }),
  route({
    id: "listInvocations",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations",
    tag: "Executions",
    summary: "The invocations of a task",
    about:
      "One for each target that the task ran on, which for Run Command can be many machines; `/targets` has the machines. `taskId` is the TaskExecutionId of a task, not its WindowTaskId.",
    role: "read",
    operations: [invocations, "GetMaintenanceWindowExecution"],
    forms: listForms(invocations, "MaintenanceWindowExecutionTaskInvocationIdentity"),
    pathParameters: {
      windowExecutionId: awsPathText(invocations, "WindowExecutionId"),
      taskId: awsPathText(invocations, "TaskId"),
    },
    queryParameters: {
      status,
      filter,
      maxResults: awsNumber(invocations, "MaxResults"),
      nextToken: awsText(invocations, "NextToken"),
      includeSensitive,
    },
    problems: ["no-such-thing"],
    answer: (asked) => {
      const { status: statuses, filter: terms, ...query } = asked.query;
      const { windowExecutionId: WindowExecutionId, taskId: TaskId } = asked.path;
      return answerList(asked, {
        operation: invocations,
        input: { WindowExecutionId, TaskId },
        terms: [...terms, ...statuses],
        freshness: freshnessIn(asked, WindowExecutionId),
        ...query,
      });
    },
  }),
];

/** What came to its end changes no more. */
export const freshnessOf = ({ Status }: Progressing): Freshness =>
  isFinalStatus(Status) ? "settled" : "moving";

/** A list is settled when its items are and nothing can join them: a cancelled execution lets running tasks finish. */
const freshnessIn =
  ({ client, signal, finished }: Asked, WindowExecutionId: string) =>
  async (): Promise<(items: readonly Progressing[]) => Freshness> => {
    const isOver = await finished.knows(client({ left: 1 }), WindowExecutionId, signal);
    return (items) => (isOver && items.every(({ Status }) => isFinalStatus(Status)) ? "settled" : "moving");
  };

interface Progressing {
  readonly Status?: string | undefined;
}
