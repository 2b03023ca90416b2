import { followEvents } from "../events/follow.ts";
import { patches } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { reportOperations } from "../report/read-report.ts";
import { route } from "../route/route.ts";
import { eventData } from "../schema/event-schemas.ts";

/** Events of a running execution. */
export const eventRoutes = [
  route({
    id: "followExecution",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/events",
    tag: "Executions",
    summary: "Follow an execution",
    about:
      "Server-sent events. `execution`, `task` and `invocation` contain AWS's items that are new or changed, each in full. `progress` follows each read; its ID identifies the state. `done` is the last event and contains the verdict with its counts. `problem` explains why a stream ends early. Comments keep the connection open.\n\nIf AWS reports a final status although a task or invocation has none, `done` follows after one minute without a change (two hours for CANCELLED and TIMED_OUT, because running work finishes), and the result of the unfinished work is unknown.\n\nA client that reconnects with the ID of the last `progress` gets only later changes; with the ID of `done` it gets 204, which stops an EventSource. A stream that has used up its requests to AWS ends without `done`, and an EventSource reconnects.",
    role: "read",
    operations: [...reportOperations, "GetMaintenanceWindowExecutionTaskInvocation"],
    formats: [{ media: "text/event-stream", schema: eventData, scans: true, streams: "shared" }],
    pathParameters: { windowExecutionId: awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId") },
    queryParameters: { patches },
    problems: ["not-found"],
    handle: (request) => followEvents(request, request.path.windowExecutionId, request.query),
  }),
];
