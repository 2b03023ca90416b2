/** Responses about one machine. */
import {
  machineCanExist,
  readPatchList,
  reportHistory,
  type HistoryRun,
  type ListedPatch,
} from "@windowpane/report";
import type { Client } from "@windowpane/core";
import { budgetOf } from "../limits/with-budget.ts";
import type { ItemFilter } from "../parameters/filters.ts";
import { DAY } from "../parameters/since.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";
import { publicGaps } from "../problem/public-gaps.ts";

interface HistoryQuery {
  /** Default: 30 days ago. */
  readonly since: Date | undefined;
  readonly filter: ItemFilter<HistoryRun>;
  readonly patches: boolean;
}

/** Responds with the history of a machine. */
export const historyResponse = async (
  request: RouteRequest,
  InstanceId: string,
  query: HistoryQuery,
): Promise<RouteResponse> => {
  const { now, signal, limits } = request;
  const client = request.client(budgetOf(limits, "requestsPerScan"));
  const history = await reportHistory(client, {
    InstanceId,
    since: query.since ?? new Date(now.getTime() - 30 * DAY),
    now,
    signal,
    concurrency: limits.concurrency,
    patches: query.patches,
  });
  if (history.runs.length === 0) await requireMachine(client, InstanceId, history.complete, signal);
  const gaps = publicGaps(history.gaps, false);
  const runs = history.runs.filter(query.filter.matches);
  // The period ends now, so the next response differs.
  return request.media === NDJSON
    ? linesResponse(runs, gaps, "moving")
    : jsonResponse({ ...history, runs, gaps }, "moving");
};

interface PatchesQuery {
  /** Default: `open`. */
  readonly states: "open" | "all" | undefined;
  readonly filter: ItemFilter<ListedPatch>;
}

/** Responds with the patches of a machine. */
export const patchesResponse = async (
  request: RouteRequest,
  InstanceId: string,
  { states, filter }: PatchesQuery,
): Promise<RouteResponse> => {
  const { signal, limits } = request;
  const { concurrency } = limits;
  const client = request.client(budgetOf(limits, "requestsPerScan"));
  const list = await readPatchList(client, { machines: [{ InstanceId }], states, concurrency, signal });
  const isKnown = list.patches.length > 0 || list.machines[0]?.state !== undefined;
  if (!isKnown) await requireMachine(client, InstanceId, list.gaps.length === 0, signal);
  const gaps = publicGaps(list.gaps, false);
  const patches = list.patches.filter(filter.matches);
  const freshness = list.complete ? "registered" : "moving";
  return request.media === NDJSON
    ? linesResponse(patches, gaps, freshness)
    : jsonResponse({ ...list, patches, gaps }, freshness);
};

/** Rejects a machine about which nothing was found, if it cannot exist. */
const requireMachine = async (
  client: Client,
  InstanceId: string,
  complete: boolean,
  signal: AbortSignal,
): Promise<void> => {
  if (await machineCanExist(client, InstanceId, { complete, signal })) return;
  throw new ProblemError("not-found", {
    detail: `Nothing is recorded for ${InstanceId}, and Systems Manager does not list it as a managed node in this account and region. Check the ID, the account and the region.`,
  });
};
