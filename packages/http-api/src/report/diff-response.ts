import {
  diffInOrder,
  diffWithLastGood,
  isFinalReport,
  type ExecutionDiff,
  type MachineDiff,
} from "@windowpane/report";
import type { ItemFilter } from "../parameters/filters.ts";
import { invalidRequest, ProblemError } from "../problem/problem-error.ts";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { readWindowedReport, scanClient } from "./window-of.ts";

interface DiffQuery {
  /** The other execution. Default: the last earlier one that passed. */
  readonly with: string | undefined;
  readonly filter: ItemFilter<MachineDiff>;
  readonly windowId: string | undefined;
  readonly patches: boolean;
}

/** Responds with the comparison of an execution with another one. */
export const diffResponse = async (
  request: RouteRequest,
  WindowExecutionId: string,
  query: DiffQuery,
): Promise<RouteResponse> => {
  const { diff, isFinal } = await compare(request, WindowExecutionId, query);
  const machines = diff.machines.filter(query.filter.matches);
  const freshness = isFinal && diff.complete ? "final" : "moving";
  if (request.media === NDJSON)
    return linesResponse(machines, publicGaps([...diff.after.gaps, ...diff.before.gaps], false), freshness);
  const body: ExecutionDiff = {
    ...diff,
    before: { ...diff.before, gaps: publicGaps(diff.before.gaps, false) },
    after: { ...diff.after, gaps: publicGaps(diff.after.gaps, false) },
    machines,
  };
  return jsonResponse(body, freshness);
};

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
  const scan = scanClient(request);
  const options = { patches: isPatchRead, windowId };
  const { report, windowGaps } = await readWindowedReport(request, scan, WindowExecutionId, options);
  if (other !== undefined) {
    // It can be one of another window.
    const second = await readWindowedReport(request, scan, other, { ...options, windowId: undefined });
    const isKnown = windowGaps.length + second.windowGaps.length === 0;
    const isFinal = isKnown && isFinalReport(report) && isFinalReport(second.report);
    return { diff: diffInOrder(report, second.report), isFinal };
  }
  const { limits, signal } = request;
  const { concurrency } = limits;
  const { diff, reason } = await diffWithLastGood(scan.client, report, { concurrency, signal });
  if (diff !== undefined) return { diff, isFinal: isFinalReport(report) };
  const [gap] = publicGaps(windowGaps, false);
  const why = gap === undefined ? "" : ` ${gap.why}`;
  throw new ProblemError("not-found", {
    detail: `${reason}${why} Set \`with\` to the ID of another execution.`,
  });
};
