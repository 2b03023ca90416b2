import { patches } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { knownWindowId, reportOperations } from "../report/read-report.ts";
import { windowOperations } from "../report/window-of.ts";
import { timelineResponse } from "../report/timeline-response.ts";
import { route } from "../route/route.ts";
import { ref } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

/** When what ran in an execution. */
export const timelineRoutes = [
  route({
    id: "getTimeline",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/timeline",
    tag: "Executions",
    summary: "Get the timeline of an execution",
    about:
      "The execution, its tasks, invocations and machines as rows with their times, in drawing order; what did not run, and why; and the cutoff and end of the window. A cutoff is the reason only if the times prove it. NDJSON contains only the rows. The report in HTML shows the timeline as an image.",
    role: "read",
    operations: [...reportOperations, ...windowOperations],
    formats: documentFormats(ref("Timeline"), ref("TimelineRow")),
    pathParameters: { windowExecutionId: awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId") },
    queryParameters: { patches, windowId: knownWindowId },
    problems: ["not-found"],
    handle: (request) => timelineResponse(request, request.path.windowExecutionId, request.query),
  }),
];
