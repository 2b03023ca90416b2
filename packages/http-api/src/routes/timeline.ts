import { timelineOf } from "@windowpane/report";
import { patches } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { publicGaps } from "../report/public-gaps.ts";
import { freshnessOfReport, knownWindowId, reportOperations } from "../report/read-report.ts";
import { readWindowedReport, windowOperations } from "../report/window-of.ts";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse } from "../route/route-response.ts";
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
    handle: async (request) => {
      const client = request.client({ left: request.limits.requestsPerScan });
      const { report, window, windowGaps } = await readWindowedReport(
        request,
        client,
        request.path.windowExecutionId,
        { ...request.query, isRegistrationRead: true },
      );
      const gaps = publicGaps([...report.gaps, ...windowGaps], false);
      const complete = report.complete && windowGaps.length === 0;
      const timeline = timelineOf({ ...report, gaps, complete }, { now: request.now, window });
      const freshness = complete ? freshnessOfReport(report) : "moving";
      return request.media === NDJSON
        ? linesResponse(timeline.rows, gaps, freshness)
        : jsonResponse(timeline, freshness);
    },
  }),
];
