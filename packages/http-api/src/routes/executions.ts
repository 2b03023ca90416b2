import { isFinalStatus, isWindowpaneError, withoutSensitive } from "@windowpane/core";
import { listResponse } from "../response/list-response.ts";
import { jsonResponse, type Freshness } from "../route/route-response.ts";
import { ref } from "../schema/schema.ts";
import { filterOf, status } from "../parameters/filters.ts";
import { awsNumber, awsPathText, awsText } from "../parameters/parameter.ts";
import { includeSensitive } from "../parameters/common.ts";
import { route, type RouteRequest } from "../route/route.ts";
import { listFormats } from "./list-formats.ts";

const tasks = "DescribeMaintenanceWindowExecutionTasks";
const invocations = "DescribeMaintenanceWindowExecutionTaskInvocations";
const task = "GetMaintenanceWindowExecutionTask";

/** Executions, their tasks and the invocations of a task. */
export const executionRoutes = [
  route({
    id: "getExecution",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}",
    tag: "Executions",
    summary: "Get an execution",
    about: "The status is AWS's: it can be SUCCESS although machines failed. See the report for the verdict.",
    role: "read",
    operations: ["GetMaintenanceWindowExecution"],
    formats: [{ media: "application/json", schema: ref("GetMaintenanceWindowExecutionResult") }],
    pathParameters: {
      windowExecutionId: awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId"),
    },
    queryParameters: {},
    problems: ["not-found"],
    handle: async ({ path, client, signal }) => {
      const operation = "GetMaintenanceWindowExecution";
      const { windowExecutionId: WindowExecutionId } = path;
      const execution = await client({ left: 1 }).call(operation, { WindowExecutionId }, { signal });
      return jsonResponse(withoutSensitive(operation, execution), freshnessOf(execution));
    },
  }),
  route({
    id: "listTasks",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks",
    tag: "Executions",
    summary: "List the tasks of an execution",
    about:
      "The cache headers of a page depend on the status of the execution, so this route also reads the execution, until it is final.",
    role: "read",
    operations: [tasks, "GetMaintenanceWindowExecution"],
    formats: listFormats(tasks, "MaintenanceWindowExecutionTaskIdentity"),
    pathParameters: { windowExecutionId: awsPathText(tasks, "WindowExecutionId") },
    queryParameters: {
      status,
      filter: filterOf(tasks),
      maxResults: awsNumber(tasks, "MaxResults"),
      nextToken: awsText(tasks, "NextToken"),
    },
    problems: ["not-found"],
    handle: (request) => {
      const { status: statuses, filter: terms, ...query } = request.query;
      const { windowExecutionId: WindowExecutionId } = request.path;
      return listResponse(request, {
        operation: tasks,
        input: { WindowExecutionId },
        terms: [...terms, ...statuses],
        includeSensitive: false,
        freshness: freshnessIn(request, tasks),
        ...query,
      });
    },
  }),
  route({
    id: "getTask",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks/{taskId}",
    tag: "Executions",
    summary: "Get a task of an execution",
    about: "Includes MaxConcurrency, MaxErrors and Priority.",
    role: "read",
    operations: [task],
    formats: [{ media: "application/json", schema: ref("GetMaintenanceWindowExecutionTaskResult") }],
    pathParameters: {
      windowExecutionId: awsPathText(task, "WindowExecutionId"),
      taskId: awsPathText(task, "TaskId"),
    },
    queryParameters: { includeSensitive },
    problems: ["not-found"],
    handle: async ({ path, query, client, signal }) => {
      const input = { WindowExecutionId: path.windowExecutionId, TaskId: path.taskId };
      const output = await client({ left: 1 }).call(task, input, { signal });
      return jsonResponse(
        query.includeSensitive ? output : withoutSensitive(task, output),
        freshnessOf(output),
      );
    },
  }),
  route({
    id: "listInvocations",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations",
    tag: "Executions",
    summary: "List the invocations of a task",
    about:
      "One invocation per target, which can be many machines for Run Command; `/targets` lists the machines. `taskId` is the TaskExecutionId of a task, not its WindowTaskId.",
    role: "read",
    operations: [invocations, "GetMaintenanceWindowExecution"],
    formats: listFormats(invocations, "MaintenanceWindowExecutionTaskInvocationIdentity"),
    pathParameters: {
      windowExecutionId: awsPathText(invocations, "WindowExecutionId"),
      taskId: awsPathText(invocations, "TaskId"),
    },
    queryParameters: {
      status,
      filter: filterOf(invocations),
      maxResults: awsNumber(invocations, "MaxResults"),
      nextToken: awsText(invocations, "NextToken"),
      includeSensitive,
    },
    problems: ["not-found"],
    handle: (request) => {
      const { status: statuses, filter: terms, ...query } = request.query;
      const { windowExecutionId: WindowExecutionId, taskId: TaskId } = request.path;
      return listResponse(request, {
        operation: invocations,
        input: { WindowExecutionId, TaskId },
        terms: [...terms, ...statuses],
        freshness: freshnessIn(request, invocations),
        ...query,
      });
    },
  }),
];

/** Returns how long an object with this status stays valid: a final one can no longer change. */
export const freshnessOf = ({ Status }: { readonly Status?: string | undefined }): Freshness =>
  isFinalStatus(Status) ? "final" : "moving";

/** Decides how long a page of an execution's lists stays valid. Reads the execution first, unless it is known to be final. */
const freshnessIn =
  ({ client, signal, final }: RouteRequest, operation: typeof tasks | typeof invocations) =>
  async (input: { readonly WindowExecutionId: string }): Promise<(output: object) => Freshness> => {
    const { WindowExecutionId } = input;
    try {
      if (!final.hasSeen(WindowExecutionId))
        await client({ left: 1 }).call("GetMaintenanceWindowExecution", { WindowExecutionId }, { signal });
    } catch (error) {
      // The list reports its own errors; this request only decides its cache headers.
      if (!isWindowpaneError(error)) throw error;
    }
    const judge = final.request(operation, input);
    return (output) => (judge(output).isFinal ? "final" : "moving");
  };
