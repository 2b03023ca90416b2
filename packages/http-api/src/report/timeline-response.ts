import { timelineOf } from "@windowpane/report";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { freshnessOfReport } from "./read-report.ts";
import { readWindowedReport, scanClient } from "./window-of.ts";

/** Responds with the timeline of an execution. */
export const timelineResponse = async (
  request: RouteRequest,
  WindowExecutionId: string,
  query: { readonly patches: boolean; readonly windowId: string | undefined },
): Promise<RouteResponse> => {
  const options = { ...query, isRegistrationRead: true };
  const { report, window, windowGaps } = await readWindowedReport(
    request,
    scanClient(request),
    WindowExecutionId,
    options,
  );
  const gaps = publicGaps([...report.gaps, ...windowGaps], false);
  const complete = report.complete && windowGaps.length === 0;
  const timeline = timelineOf({ ...report, gaps, complete }, { now: request.now, window });
  const freshness = complete ? freshnessOfReport(report) : "moving";
  return request.media === NDJSON
    ? linesResponse(timeline.rows, gaps, freshness)
    : jsonResponse(timeline, freshness);
};
