import type { ExecutionReport, Trends } from "@windowpane/report";
import type { Freshness } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";

/**
 * Tells since when causes occur, from the server's archive; undefined without one. Errors of the archive do not end a report of
 * AWS's data: the causes then have no `recurrence`, and the routes of the archive show the error.
 */
export const earlierRunsOf = ({
  history,
}: Pick<RouteRequest, "history">): Pick<Trends, "earlier"> | undefined =>
  history === undefined
    ? undefined
    : { earlier: (queries) => history.trends.earlier(queries).catch(() => []) };

/** How long a report with such causes stays valid: the archive can get runs that were before it. */
export const freshnessWithEarlier = (
  freshness: Freshness,
  { groups }: Pick<ExecutionReport, "groups">,
  { history }: Pick<RouteRequest, "history">,
): Freshness => {
  const isSettled = groups.every(
    ({ recurrence }) =>
      recurrence?.every(({ open, unknown, missing = 0 }) => !open && unknown + missing === 0) === true,
  );
  return freshness === "final" && history !== undefined && !isSettled ? "registered" : freshness;
};
