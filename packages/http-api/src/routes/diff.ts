import {
  diffFields,
  diffInOrder,
  diffWithLastGood,
  isFinalReport,
  type ExecutionDiff,
} from "@windowpane/report";
import { patches } from "../parameters/common.ts";
import { listFilter } from "../parameters/filters.ts";
import { awsPathText, awsText } from "../parameters/parameter.ts";
import { invalidRequest, ProblemError } from "../problem/problem-error.ts";
import { publicGaps } from "../report/public-gaps.ts";
import { knownWindowId, readReport, reportOperations } from "../report/read-report.ts";
import { readWindowedReport, windowOperations } from "../report/window-of.ts";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse } from "../route/route-response.ts";
import { route, type RouteRequest } from "../route/route.ts";
import { ref } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

const execution = "GetMaintenanceWindowExecution";

/** The comparison of two executions. */
export const diffRoutes = [
  route({
    id: "getDiff",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/diff",
    tag: "Executions",
    summary: "Compare two executions",
    about:
      "Every machine of either execution in exactly one class: newly failing, recovered, vanished, slower, and so on. By default, the execution is compared with the newest earlier one of its window that passed on every machine; if there is none, the response is 404 with the reason. The one that started first is `before`. `classes` and `total` count all machines, also with a filter. NDJSON contains only the machines.",
    role: "read",
    operations: [...reportOperations, ...windowOperations],
    formats: documentFormats(ref("ExecutionDiff"), ref("MachineDiff")),
    pathParameters: { windowExecutionId: awsPathText(execution, "WindowExecutionId") },
    queryParameters: {
      with: {
        ...awsText(execution, "WindowExecutionId"),
        about: "ID of the other execution. Default: the last earlier one that passed on every machine.",
      },
      filter: listFilter({
        fields: diffFields,
        noun: "machines",
        example: "change:newly_failing,vanished",
      }),
      patches,
      windowId: knownWindowId,
    },
    problems: ["not-found"],
    handle: async (request) => {
      const { diff, isFinal } = await compare(request, request.path.windowExecutionId, request.query);
      const gaps = publicGaps([...diff.after.gaps, ...diff.before.gaps], false);
      const body: ExecutionDiff = {
        ...diff,
        before: { ...diff.before, gaps: publicGaps(diff.before.gaps, false) },
        after: { ...diff.after, gaps: publicGaps(diff.after.gaps, false) },
        machines: diff.machines.filter(request.query.filter.matches),
      };
      const freshness = isFinal && diff.complete ? "final" : "moving";
      return request.media === NDJSON
        ? linesResponse(body.machines, gaps, freshness)
        : jsonResponse(body, freshness);
    },
  }),
];

interface DiffQuery {
  readonly with: string | undefined;
  readonly windowId: string | undefined;
  readonly patches: boolean;
}

const compare = async (
  request: RouteRequest,
  WindowExecutionId: string,
  { with: other, windowId, patches: isPatchRead }: DiffQuery,
): Promise<{ readonly diff: ExecutionDiff; readonly isFinal: boolean }> => {
  if (other === WindowExecutionId) {
    const detail =
      "The value is the execution itself. Use the ID of another execution, or remove the parameter.";
    throw invalidRequest([{ parameter: "with", detail }]);
  }
  const client = request.client({ left: request.limits.requestsPerScan });
  const options = { patches: isPatchRead, windowId };
  const { report, windowGaps } = await readWindowedReport(request, client, WindowExecutionId, options);
  if (other !== undefined) {
    const second = await readReport(request, client, other, { patches: isPatchRead });
    return { diff: diffInOrder(report, second), isFinal: isFinalReport(report) && isFinalReport(second) };
  }
  const { limits, signal } = request;
  const { concurrency } = limits;
  const { diff, reason } = await diffWithLastGood(client, report, { concurrency, signal });
  if (diff !== undefined) return { diff, isFinal: isFinalReport(report) };
  const [gap] = publicGaps(windowGaps, false);
  const why = gap === undefined ? "" : ` ${gap.why}`;
  throw new ProblemError("not-found", {
    detail: `${reason}${why} Set \`with\` to the ID of another execution.`,
  });
};
