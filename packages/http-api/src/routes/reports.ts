import { reportWriters, timelineOf, withEarlierRuns, type ReportFormat } from "@windowpane/report";
import { budgetOf } from "../limits/with-budget.ts";
import { jsonResponse } from "../route/route-response.ts";
import { ref } from "../schema/schema.ts";
import { bom, includeSensitive, optionalWord, patches } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import {
  freshnessOfReport,
  windowIdOfExecution,
  readReport,
  readWindow,
  reportOperations,
} from "../report/read-report.ts";
import { searchWindow, windowOperations } from "../report/window-of.ts";
import { earlierRunsOf, freshnessWithEarlier } from "../archive/earlier-runs.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { route, type ResponseFormat } from "../route/route.ts";

/** Formats of a report, in order of preference. A new writer needs only a new row. */
const reportFormats = [
  { format: "json", media: "application/json", schema: ref("ExecutionReport") },
  {
    format: "html",
    media: "text/html",
    about: "A self-contained page with the timeline as an image. Output of machines is escaped.",
  },
  { format: "markdown", media: "text/markdown", about: "For tickets and chat." },
  {
    format: "csv",
    media: "text/csv",
    about:
      "One row per machine, for spreadsheets. A cell that a spreadsheet would run as a formula begins with an apostrophe.",
  },
  {
    format: "junit",
    media: "application/xml",
    about: "JUnit: one suite per task, one test per machine, and one for the verdict.",
  },
] as const satisfies readonly (ResponseFormat & { readonly format: ReportFormat })[];

const windowExecutionId = awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId");

/** Report of an execution. */
export const reportRoutes = [
  route({
    id: "getReport",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/report",
    tag: "Executions",
    summary: "Get the report of an execution",
    about:
      "Verdict with its reason, counts, causes, groups of failures, and gaps for data that could not be read. A report with gaps has `complete: false`.\n\nIf the server has an archive, groups tell since when their cause occurs (`recurrence`). Without `windowId`, the window of a report with causes is that of the archive; if the archive does not know the execution yet, it is searched, with a request to AWS for each window.\n\nMachines of patch runs have a patch result, with the operation that it is based on. If the command passed on a machine that is not patched, the verdict is PARTIAL. The report of a finished execution can be cached for one day, unless a machine has not reported its patch state.",
    role: "read",
    operations: [...reportOperations, ...windowOperations],
    formats: reportFormats.map(({ format: _, ...rest }) => ({ ...rest, scans: true })),
    formatParameter: "format",
    pathParameters: { windowExecutionId },
    queryParameters: {
      includeSensitive,
      patches,
      windowId: windowIdOfExecution,
      format: optionalWord(
        reportFormats.map(({ format }) => format),
        "Format of the response. Overrides `Accept`.",
      ),
      bom,
    },
    problems: ["not-found"],
    handle: async (request) => {
      const { now, path, query } = request;
      const client = request.client(budgetOf(request.limits, "requestsPerScan"));
      const window = await readWindow(request, client, query.windowId);
      const read = await readReport(request, client, path.windowExecutionId, {
        includeSensitive: query.includeSensitive,
        patches: query.patches,
        window,
      });
      const trends = earlierRunsOf(request);
      const windowOf = async () => (await searchWindow(request, client, read)).window;
      const compared = trends === undefined ? read : await withEarlierRuns(read, { ...trends, windowOf });
      const report = { ...compared, gaps: publicGaps(read.gaps, query.includeSensitive) };
      const reportFormat =
        reportFormats.find(({ format }) => format === query.format) ??
        reportFormats.find(({ media }) => media === request.media) ??
        reportFormats[0];
      const { format, media } = reportFormat;
      const freshness = freshnessWithEarlier(freshnessOfReport(report), report, request);
      if (format === "json") return jsonResponse(report, freshness);
      const { policy, write } = reportWriters[format];
      const timeline = timelineOf(report, { now, window });
      const { includeSensitive: isWhole, bom: csvBom } = query;
      const body = write(report, { now, includeSensitive: isWhole, timeline, csvBom });
      const headers =
        policy === undefined ? {} : { "content-security-policy": `${policy}; frame-ancestors 'none'` };
      return { kind: "whole", media, text: body, headers, freshness };
    },
  }),
];
