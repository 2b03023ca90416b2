import { summariseExecutions, verdictsWorstFirst } from "@windowpane/report";
import { jsonResponse } from "../route/route-response.ts";
import { cursor, writeCursor, type CursorPosition } from "../failures/cursor.ts";
import { readPage, type ReadPage } from "../failures/read-page.ts";
import type { Budget } from "../limits/with-budget.ts";
import { count, flag, listOf, ref, structure, text, time } from "../schema/schema.ts";
import { includeSensitive, patches } from "../parameters/common.ts";
import { since } from "../parameters/since.ts";
import { invalidRequest } from "../problem/problem-error.ts";
import { reportOperations } from "../report/read-report.ts";
import { publicGaps } from "../report/public-gaps.ts";
import { route } from "../route/route.ts";

const DAY = 24 * 60 * 60 * 1000;

/** Failures of all windows. */
export const failuresRoutes = [
  route({
    id: "listFailures",
    method: "GET",
    path: "/v1/failures",
    tag: "Failures",
    summary: "List the failures of all windows in a period",
    about:
      "Reads every execution in the period down to its machines, because AWS's SUCCESS says nothing about them. Executions that passed are counted, but not listed. The default period is the last 24 hours. A page is limited by its number of requests to AWS; continue with `nextCursor` until `done` is true. Counts and groups refer to the page, and the same failure has the same `key` on every page. An execution that is larger than a page is on several pages, each with other machines of it: add up their counts. The list is complete if every page has `complete: true`.",
    role: "read",
    operations: ["DescribeMaintenanceWindows", "DescribeMaintenanceWindowExecutions", ...reportOperations],
    formats: [
      {
        media: "application/json",
        scans: true,
        schema: structure(
          {
            since: time("Start of the period."),
            now: time("End of the period: the time of the first request."),
            windows: listOf(
              structure({ WindowId: text(), Name: text() }, ["Name"]),
              "Windows whose executions were read for this page.",
            ),
            executions: listOf(ref("ExecutionReport"), "Executions that are not PASSED, worst first."),
            verdicts: structure(
              Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, count()])),
              [],
              "Number of executions on this page by verdict, including PASSED.",
            ),
            counts: ref("Counts"),
            groups: listOf(ref("Group"), "Failures by cause, worst first."),
            gaps: listOf(ref("Gap"), "Data that could not be read."),
            complete: flag("Whether this page has no gaps."),
            done: flag("Whether this is the last page."),
            nextCursor: text("Cursor of the next page; absent on the last one."),
            requests: count("Requests sent to AWS for this page."),
          },
          ["nextCursor"],
        ),
      },
    ],
    pathParameters: {},
    queryParameters: { since, cursor, includeSensitive, patches },
    handle: async ({ query, client, limits, signal, now, clock }) => {
      if (query.cursor !== undefined && query.since !== undefined) {
        throw invalidRequest([
          {
            parameter: "since",
            detail: "The cursor already contains the start of the period. Remove since.",
          },
        ]);
      }
      const start: CursorPosition = query.cursor ?? {
        since: query.since ?? new Date(now.getTime() - DAY),
        now,
        windows: [],
        done: 0,
      };
      const budget: Budget = { left: limits.requestsPerPage, limit: "requestsPerPage" };
      const read = await readPage(
        {
          client: client(budget),
          budget,
          signal,
          concurrency: limits.concurrency,
          includeSensitive: query.includeSensitive,
          patches: query.patches,
          // Leaves half of the time limit for the last execution.
          isLate: () => clock().getTime() - now.getTime() > limits.timeoutMs / 2,
        },
        start,
      );
      const nextCursor = read.next === undefined ? undefined : writeCursor(read.next);
      const body = {
        since: start.since,
        now: start.now,
        ...pageOf(read, query.includeSensitive),
        done: nextCursor === undefined,
        nextCursor,
        requests: limits.requestsPerPage - budget.left,
      };
      return jsonResponse(body, "moving", nextCursor === undefined ? {} : { next: { cursor: nextCursor } });
    },
  }),
];

/** Builds the body of a page. Counts and groups refer to this page only. */
const pageOf = ({ executions, windows, gaps: ofLists }: ReadPage, isSensitive: boolean) => {
  const { executions: notable, ...summary } = summariseExecutions(executions);
  const allGaps = [...ofLists, ...executions.flatMap((execution) => execution.gaps)];
  const gaps = publicGaps(allGaps, isSensitive);
  return {
    windows,
    executions: notable.map((execution) => ({
      ...execution,
      gaps: publicGaps(execution.gaps, isSensitive),
    })),
    ...summary,
    gaps,
    complete: gaps.length === 0,
  };
};
