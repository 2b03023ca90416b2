import {
  errorMeaning,
  isWindowpaneError,
  withoutSensitive,
  type Client,
  type Output,
} from "@windowpane/core";
import { jsonResponse } from "../route/route-response.ts";
import { ref } from "../schema/schema.ts";
import { budgetOf } from "../limits/with-budget.ts";
import { includeSensitive } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { route } from "../route/route.ts";
import { freshnessOf } from "./executions.ts";

const operation = "GetMaintenanceWindowExecutionTaskInvocation";
const formats = [
  { media: "application/json", schema: ref("MaintenanceWindowExecutionTaskInvocationIdentity") },
];

/** One invocation, with or without the ID of its task. */
export const invocationRoutes = [
  route({
    id: "getInvocation",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations/{invocationId}",
    tag: "Executions",
    summary: "Get an invocation",
    about: "The invocation of a task on one target.",
    role: "read",
    operations: [operation],
    formats,
    pathParameters: {
      windowExecutionId: awsPathText(operation, "WindowExecutionId"),
      taskId: awsPathText(operation, "TaskId"),
      invocationId: awsPathText(operation, "InvocationId"),
    },
    queryParameters: { includeSensitive },
    problems: ["not-found"],
    handle: async ({ path, query, client, signal }) => {
      const input = {
        WindowExecutionId: path.windowExecutionId,
        TaskId: path.taskId,
        InvocationId: path.invocationId,
      };
      const invocation = await client({ left: 1 }).call(operation, input, { signal });
      return jsonResponse(
        query.includeSensitive ? invocation : withoutSensitive(operation, invocation),
        freshnessOf(invocation),
      );
    },
  }),
  route({
    id: "findInvocation",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/invocations/{invocationId}",
    tag: "Executions",
    summary: "Find an invocation without its task",
    about:
      "AWS requires the task ID, so this route tries the tasks of the execution in turn: one request to AWS for the list, and up to one per task.",
    role: "read",
    operations: ["DescribeMaintenanceWindowExecutionTasks", operation],
    formats,
    pathParameters: {
      windowExecutionId: awsPathText(operation, "WindowExecutionId"),
      invocationId: awsPathText(operation, "InvocationId"),
    },
    queryParameters: { includeSensitive },
    problems: ["not-found", "too-many-aws-requests"],
    handle: async ({ path, query, client, signal, limits }) => {
      const { windowExecutionId: WindowExecutionId, invocationId: InvocationId } = path;
      const bounded = client(budgetOf(limits, "requestsPerPage"));
      const invocation = await find(bounded, { WindowExecutionId, InvocationId }, signal);
      if (invocation === undefined) {
        throw new ProblemError("not-found", {
          detail: "No task of the execution has this invocation. Check the invocation ID.",
          members: { operation },
        });
      }
      return jsonResponse(
        query.includeSensitive ? invocation : withoutSensitive(operation, invocation),
        freshnessOf(invocation),
      );
    },
  }),
];

const find = async (
  client: Client,
  ids: { readonly WindowExecutionId: string; readonly InvocationId: string },
  signal: AbortSignal,
): Promise<Output<typeof operation> | undefined> => {
  const { WindowExecutionId } = ids;
  const tasks = client.items(
    "DescribeMaintenanceWindowExecutionTasks",
    { WindowExecutionId, MaxResults: 100 },
    { signal },
  );
  for await (const { TaskExecutionId } of tasks) {
    if (TaskExecutionId === undefined) continue;
    try {
      return await client.call(operation, { ...ids, TaskId: TaskExecutionId }, { signal });
    } catch (error) {
      // The invocation belongs to another task.
      if (!isWindowpaneError(error) || errorMeaning(error) !== "not-found") throw error;
    }
  }
  return undefined;
};
