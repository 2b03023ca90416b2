import { summariseExecutions, verdictsWorstFirst } from "@windowpane/report";
import { json } from "../answer/answer.ts";
import { cursor, writeCursor, type Position } from "../failures/cursor.ts";
import { readPage, type ReadPage } from "../failures/read-page.ts";
import type { Budget } from "../limits/with-budget.ts";
import { count, flag, listOf, ref, structure, text, time } from "../openapi/schema.ts";
import { includeSensitive, patches } from "../parameters/common.ts";
import { since } from "../parameters/since.ts";
import { invalidRequest } from "../problem/problem-error.ts";
import { reportOperations } from "../read-report.ts";
import { publicGaps } from "../report-body.ts";
import { route } from "../route.ts";

const DAY = 24 * 60 * 60 * 1000;

/** What failed, over all windows. */
export const failuresRoutes = [
  route({
    id: "listFailures",
    method: "GET",
    path: "/v1/failures",
    tag: "Failures",
    summary: "Everything that did not go well in a stretch of time, over all windows",
    about:
      "Every execution in the time is read down to its machines, as AWS's SUCCESS says nothing about them; those that passed are counted and left out. One request of yours costs a bounded number of requests to AWS, so a page holds what could be read with them, and `nextCursor` goes on. Counts and groups are those of the page; the same failure has the same `key` on every page. It is done when `done` is true, and whole when every page was `complete`.",
    role: "read",
    operations: ["DescribeMaintenanceWindows", "DescribeMaintenanceWindowExecutions", ...reportOperations],
    forms: [
      {
        media: "application/json",
        walks: true,
        schema: structure(
          {
            since: time(),
            now: time("When the first page was asked for."),
            windows: listOf(
              structure({ WindowId: text(), Name: text() }, ["Name"]),
              "The windows whose executions were looked at for this page.",
            ),
            executions: listOf(ref("ExecutionReport"), "Those that are not PASSED, worst first."),
            verdicts: structure(
              Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, count()])),
              [],
              "How many executions were read for this page, by verdict.",
            ),
            counts: ref("Counts"),
            groups: listOf(ref("Group"), "By cause, worst first."),
            gaps: listOf(ref("Gap"), "What could not be read."),
            complete: flag("Whether everything on this page could be read."),
            done: flag("Whether nothing follows."),
            nextCursor: text("Where to go on; absent when it is done."),
            requests: count("Requests to AWS that this page cost."),
          },
          ["nextCursor"],
        ),
      },
    ],
    pathParameters: {},
    queryParameters: { since, cursor, includeSensitive, patches },
    answer: async ({ query, client, limits, signal, now, clock }) => {
      if (query.cursor !== undefined && query.since !== undefined) {
        throw invalidRequest([{ parameter: "since", detail: "The cursor holds it already; leave it out." }]);
      }
      const start: Position = query.cursor ?? {
        since: query.since ?? new Date(now.getTime() - DAY),
        now,
        windows: [],
        done: 0,
      };
      const budget: Budget = { left: limits.requestsPerPage };
      const read = await readPage(
        {
          client: client(budget),
          budget,
          signal,
          concurrency: limits.concurrency,
          includeSensitive: query.includeSensitive,
          patches: query.patches,
          // An execution that is begun now has as much time left as all before it had.
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
      return json(body, "moving", nextCursor === undefined ? {} : { next: { cursor: nextCursor } });
    },
  }),
];

/** What was read, as others may see it. Counts and groups are those of this page. */
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
