import { followEvents } from "../events/follow.ts";
import { patches } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { reportOperations } from "../read-report.ts";
import { route } from "../route.ts";

/** A running execution, as it goes on. */
export const eventRoutes = [
  route({
    id: "followExecution",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/events",
    tag: "Executions",
    summary: "An execution as it goes on",
    about:
      "Server-sent events. `execution`, `task` and `invocation` bring AWS's rows that are new or have changed, each whole; `progress` ends each look, and its id stands for the state; `done` brings the verdict with its counts and is the last; `problem` says why the stream ends early. Comments in between keep the connection open. If AWS calls the execution over although something in it has no end, `done` comes after a minute without a change (two hours for CANCELLED and TIMED_OUT, which let running work finish), and what has no end counts as unknown. A client that comes again with the id of the last state is told only what has changed since; with the id of `done` it gets 204, which ends an EventSource. A stream that has used up its requests to AWS ends without `done`, and an EventSource comes again by itself.",
    role: "read",
    operations: [...reportOperations, "GetMaintenanceWindowExecutionTaskInvocation"],
    forms: [{ media: "text/event-stream", walks: true }],
    pathParameters: { windowExecutionId: awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId") },
    queryParameters: { patches },
    problems: ["no-such-thing"],
    answer: (asked) => followEvents(asked, asked.path.windowExecutionId, asked.query),
  }),
];
