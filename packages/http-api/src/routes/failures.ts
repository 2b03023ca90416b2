import { summariseExecutions, verdictsWorstFirst, type Gap } from "@windowpane/report";
import { jsonResponse } from "../route/route-response.ts";
import { cursor, writeCursor, type CursorPosition } from "../failures/cursor.ts";
import type { ReadPage } from "../failures/read-page.ts";
import { pageIsLate } from "../limits/deadline.ts";
import { budgetOf } from "../limits/with-budget.ts";
import { count, flag, listOf, ref, structure, text, time } from "../schema/schema.ts";
import { includeSensitive, patches } from "../parameters/common.ts";
import { pageStart, since } from "../parameters/since.ts";
import { reportOperations } from "../report/read-report.ts";
import { account, region } from "../parameters/selection.ts";
import { earlierRunsOf } from "../archive/earlier-runs.ts";
import { originMembers, originNames } from "../schema/judged-members.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { route } from "../route/route.ts";

/** Failures of all windows. */
export const failuresRoutes = [
  route({
    id: "listFailures",
    method: "GET",
    path: "/v1/failures",
    tag: "Failures",
    summary: "List the failures of all windows in a period",
    about:
      "Reads every execution in the period down to its machines, because AWS's SUCCESS says nothing about them. The default period is the last 24 hours. A page is limited by its number of requests to AWS and its time, so the first page is often not the whole period: it is only if `complete` is true. Otherwise continue with `nextCursor` until `done` is true. On the last page, `complete` tells whether all pages together have no gaps.\n\n`page` has the counts and groups of this page. Add up the counts of all pages; the same failure has the same `key` on every page. An execution that is larger than a page is on several pages, each with other machines of it. Its verdict is counted on the page of its last machines; before, its item has `done: false`. Executions that passed are counted, but not listed.",
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
              structure({ WindowId: text(), Name: text(), ...originMembers }, ["Name", ...originNames]),
              "Windows whose executions were read for this page.",
            ),
            executions: listOf(ref("ExecutionReport"), "Executions that are not PASSED, worst first."),
            summary: text("What the page covers, in one or two sentences."),
            page: structure(
              {
                verdicts: structure(
                  Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, count()])),
                  [],
                  "Number of executions whose last machines are on this page, by verdict, including PASSED.",
                ),
                counts: ref("Counts"),
                groups: listOf(ref("Group"), "Failures by cause, worst first."),
              },
              [],
              "Counts and failures of this page only.",
            ),
            gaps: listOf(ref("Gap"), "Data of this page that could not be read."),
            complete: flag(
              "Whether the pages up to this one contain the whole period: this is the last one, and none of them has gaps.",
            ),
            done: flag("Whether this is the last page."),
            unfinishedExecution: text("WindowExecutionId of the execution that continues on the next page."),
            nextCursor: text("Cursor of the next page; absent on the last one."),
            requests: count("Requests sent to AWS for this page."),
          },
          ["nextCursor", "unfinishedExecution"],
        ),
      },
    ],
    pathParameters: {},
    queryParameters: { since, account, region, cursor, includeSensitive, patches },
    handle: async ({ query, client, limits, signal, now, clock, history }) => {
      const start: CursorPosition = {
        ...{ windows: [], done: 0, hasGaps: false },
        ...pageStart(query, { now, days: 1 }),
      };
      const budget = budgetOf(limits, "requestsPerPage");
      // Loaded when it is needed: a Worker loads its modules before the first request.
      const { readPage } = await import("../failures/read-page.ts");
      const page = await readPage(
        {
          client: client(budget),
          budget,
          signal,
          concurrency: limits.concurrency,
          includeSensitive: query.includeSensitive,
          patches: query.patches,
          trends: earlierRunsOf({ history }),
          isLate: pageIsLate({ limits, now, clock }),
        },
        start,
      );
      const nextCursor = page.next === undefined ? undefined : writeCursor(page.next);
      const isCut = page.next !== undefined && nextCursor === undefined;
      const read = isCut
        ? { ...page, next: undefined, unfinishedExecution: undefined, gaps: [...page.gaps, restOfPeriod] }
        : page;
      const body = {
        since: start.since,
        now: start.now,
        ...pageOf(
          read,
          { isFirst: query.cursor === undefined, hadGaps: start.hasGaps },
          query.includeSensitive,
        ),
        done: nextCursor === undefined,
        unfinishedExecution: read.unfinishedExecution,
        nextCursor,
        requests: limits.requestsPerPage - budget.left,
      };
      return jsonResponse(body, "moving", nextCursor === undefined ? {} : { next: { cursor: nextCursor } });
    },
  }),
];

/** The gap of a position that does not fit into a cursor. */
const restOfPeriod: Gap = {
  operation: "DescribeMaintenanceWindowExecutions",
  count: 1,
  ids: {},
  kind: "limit",
  code: "cursor-too-long",
  why: "The rest of the period could not be read: AWS's tokens are too long for a cursor.",
  nextStep:
    "Read the executions of each window and their reports instead, and report this to the maintainers of Windowpane.",
};

/** Where a page is in the sequence of pages. */
interface PagePlace {
  readonly isFirst: boolean;
  /** Whether an earlier page has gaps. */
  readonly hadGaps: boolean;
}

/** Builds the body of a page. Counts and groups refer to this page only. */
const pageOf = (
  { executions, windows, gaps: ofLists, next }: ReadPage,
  { isFirst, hadGaps }: PagePlace,
  isSensitive: boolean,
) => {
  const { executions: notable, verdicts, counts, groups } = summariseExecutions(executions);
  const allGaps = [...ofLists, ...executions.flatMap((execution) => execution.gaps)];
  const gaps = publicGaps(allGaps, isSensitive);
  const isLast = next === undefined;
  const complete = isLast && !hadGaps && gaps.length === 0;
  return {
    summary: summaryOf({ isFirst, isLast, complete }),
    windows,
    executions: notable.map((execution) => ({
      ...execution,
      gaps: publicGaps(execution.gaps, isSensitive),
    })),
    page: { verdicts, counts, groups },
    gaps,
    complete,
  };
};

const summaryOf = (page: {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly complete: boolean;
}): string => {
  const { isFirst, isLast, complete } = page;
  if (!isLast) return "Not the whole period: more pages follow. Continue with nextCursor until done is true.";
  const gaps = complete ? "" : " Some data could not be read: see the gaps.";
  return isFirst
    ? `This page is the whole period.${gaps}`
    : `This is the last page. Add up the counts of all pages.${gaps}`;
};
