import { isFinalStatus, isWindowpaneError, withoutSensitive } from "@windowpane/core";
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
    answer: async ({ path, client, signal }) => {
      const operation = "GetMaintenanceWindowExecution";
      const { windowExecutionId: WindowExecutionId } = path;
      const execution = await client({ left: 1 }).call(operation, { WindowExecutionId }, { signal });
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
      "Whether a page can be kept depends on the execution, so AWS is asked once whether it has ended; that is then remembered.",
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
        freshness: freshnessIn(asked, tasks),
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
        freshness: freshnessIn(asked, invocations),
        ...query,
      });
    },
  }),
];

/** What has a final status can no longer change. */
export const freshnessOf = ({ Status }: { readonly Status?: string | undefined }): Freshness =>
  isFinalStatus(Status) ? "final" : "moving";

/** How long a page of an execution's lists holds. AWS is asked once, before the page, whether the execution has ended. */
const freshnessIn =
  ({ client, signal, final }: Asked, operation: typeof tasks | typeof invocations) =>
  async (input: { readonly WindowExecutionId: string }): Promise<(output: object) => Freshness> => {
    const { WindowExecutionId } = input;
    try {
      if (!final.hasSeen(WindowExecutionId))
        await client({ left: 1 }).call("GetMaintenanceWindowExecution", { WindowExecutionId }, { signal });
    } catch (error) {
      // The list itself says what is wrong; how long it may be kept is no reason to refuse it.
      if (!isWindowpaneError(error)) throw error;
    }
    const judge = final.request(operation, input);
    return (output) => (judge(output).isFinal ? "final" : "moving");
  };
