import {
  errorMeaning,
  isWindowpaneError,
  withoutSensitive,
  type Client,
  type Output,
} from "@windowpane/core";
import { json } from "../answer/answer.ts";
import { ref } from "../openapi/schema.ts";
import { includeSensitive } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { route } from "../route.ts";
import { freshnessOf } from "./executions.ts";

const operation = "GetMaintenanceWindowExecutionTaskInvocation";
const forms = [
  { media: "application/json", schema: ref("MaintenanceWindowExecutionTaskInvocationIdentity") },
];

/** One invocation, by its task or without. */
export const invocationRoutes = [
  route({
    id: "getInvocation",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations/{invocationId}",
    tag: "Executions",
    summary: "One invocation",
    about: "What the task did for one target.",
    role: "read",
    operations: [operation],
    forms,
    pathParameters: {
      windowExecutionId: awsPathText(operation, "WindowExecutionId"),
      taskId: awsPathText(operation, "TaskId"),
      invocationId: awsPathText(operation, "InvocationId"),
    },
    queryParameters: { includeSensitive },
    problems: ["no-such-thing"],
    answer: async ({ path, query, client, signal }) => {
      const input = {
        WindowExecutionId: path.windowExecutionId,
        TaskId: path.taskId,
        InvocationId: path.invocationId,
      };
      const invocation = await client({ left: 1 }).call(operation, input, { signal });
      return json(
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
    summary: "One invocation, when its task is not known",
    about:
      "AWS wants the task, so its tasks are asked one after the other: one request for the list and up to one for each task.",
    role: "read",
    operations: ["DescribeMaintenanceWindowExecutionTasks", operation],
    forms,
    pathParameters: {
      windowExecutionId: awsPathText(operation, "WindowExecutionId"),
      invocationId: awsPathText(operation, "InvocationId"),
    },
    queryParameters: { includeSensitive },
    problems: ["no-such-thing", "too-much-work"],
    answer: async ({ path, query, client, signal, limits }) => {
      const { windowExecutionId: WindowExecutionId, invocationId: InvocationId } = path;
      const bounded = client({ left: limits.requestsPerPage });
      const invocation = await find(bounded, { WindowExecutionId, InvocationId }, signal);
      if (invocation === undefined) {
        throw new ProblemError("no-such-thing", {
          detail: "None of the execution's tasks has this invocation.",
          members: { operation },
        });
      }
      return json(
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
      // Not this task's.
      if (!isWindowpaneError(error) || errorMeaning(error) !== "not-found") throw error;
    }
  }
  return undefined;
};
