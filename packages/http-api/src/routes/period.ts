import { executionFields, latestFields, verdictsWorstFirst } from "@windowpane/report";
import { includeSensitive, maxResults, optionalWord, patches } from "../parameters/common.ts";
import { listFilter } from "../parameters/filters.ts";
import { since } from "../parameters/since.ts";
import { account, region } from "../parameters/selection.ts";
import { timeZone } from "../parameters/time-zone.ts";
import { periodCursor, windowCursor } from "../period/cursor.ts";
import { countsResponse, executionsResponse, latestResponse } from "../period/responses.ts";
import { reportOperations } from "../report/read-report.ts";
import { route } from "../route/route.ts";
import { count, flag, listOf, ref, structure, text, time, word } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

const operations = [
  "DescribeMaintenanceWindows",
  "DescribeMaintenanceWindowExecutions",
  ...reportOperations,
] as const;

const PAGES =
  "A page is limited by its number of requests to AWS; continue with `nextCursor` until `done` is true. The list is complete if every page has `complete: true`.";

const pageMembers = {
  gaps: listOf(ref("Gap"), "Data that could not be read."),
  complete: flag("Whether nothing is missing: no gaps on this page, nor in its executions."),
  done: flag("Whether this is the last page."),
  nextCursor: text("Cursor of the next page; absent on the last one."),
};

const periodMembers = {
  since: time("Start of the period."),
  now: time("End of the period: the time of the first request."),
};

const dayCounts = {
  executions: structure(
    Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, count()])),
    [],
    "Number of executions by verdict.",
  ),
  machines: ref("Counts", "Machines by result, each counted once for each execution."),
  complete: flag("Whether all these executions were read completely."),
};

/** Executions of all windows. */
export const periodRoutes = [
  route({
    id: "listAllExecutions",
    method: "GET",
    path: "/v1/executions",
    tag: "Executions",
    summary: "List the executions of all windows in a period",
    about: `Executions that started in the period, newest first, with verdicts and counts of machines. Reads every execution down to its machines, because AWS's SUCCESS says nothing about them. The default period is the last 24 hours. ${PAGES} If the lists of all windows need more requests than half a page, the first pages have the executions of some windows, and later ones those of the others. The filter applies to a page after it was read, so a page can be empty although more follow.`,
    role: "read",
    operations,
    formats: documentFormats(
      structure(
        {
          ...periodMembers,
          executions: listOf(ref("ExecutionSummary"), "Newest first."),
          read: count("Number of executions that were read for this page."),
          ...pageMembers,
        },
        ["nextCursor"],
      ),
      ref("ExecutionSummary"),
    ),
    pathParameters: {},
    queryParameters: {
      since,
      account,
      region,
      filter: listFilter({
        fields: executionFields,
        noun: "executions",
        example: "verdict:failed,partial window:nightly",
      }),
      maxResults: maxResults("Maximum number of executions to read for the page. Default: 50.", 500),
      cursor: periodCursor,
      patches,
    },
    handle: (request) => executionsResponse(request, request.query),
  }),
  route({
    id: "listLatestExecutions",
    method: "GET",
    path: "/v1/windows/latest",
    tag: "Windows",
    summary: "List all windows with their latest executions",
    about: `Each window with the verdict and the counts of its latest execution, in the order of the window IDs. A window without executions has none. ${PAGES} The filter applies to a page after it was read.`,
    role: "read",
    operations,
    formats: documentFormats(
      structure(
        {
          windows: listOf(ref("WindowLatest")),
          ...pageMembers,
        },
        ["nextCursor"],
      ),
      ref("WindowLatest"),
    ),
    pathParameters: {},
    queryParameters: {
      account,
      region,
      filter: listFilter({ fields: latestFields, noun: "windows", example: "verdict:failed enabled:true" }),
      cursor: windowCursor,
      patches,
      includeSensitive,
    },
    handle: (request) => latestResponse(request, request.query),
  }),
  route({
    id: "getCounts",
    method: "GET",
    path: "/v1/counts",
    tag: "Failures",
    summary: "Count executions and machines by day",
    about: `Executions by verdict and machines by result, for each day and window. An execution belongs to the day of its start, in \`timeZone\`. Days without executions are absent. The default period is the last 7 days. ${PAGES} A day can be on several pages: add up its counts.`,
    role: "read",
    operations,
    formats: [
      {
        media: "application/json",
        scans: true,
        schema: structure(
          {
            ...periodMembers,
            timeZone: text("Time zone of the days."),
            per: word(["day"]),
            days: listOf(
              structure({
                day: text("Date, such as `2026-11-29`."),
                ...dayCounts,
                windows: listOf(structure({ WindowId: text(), Name: text(), ...dayCounts }, ["Name"])),
              }),
              "Newest first.",
            ),
            ...pageMembers,
          },
          ["nextCursor"],
        ),
      },
    ],
    pathParameters: {},
    queryParameters: {
      since,
      account,
      region,
      per: optionalWord(["day"], "Period to count by. Default: `day`."),
      timeZone,
      cursor: periodCursor,
      patches,
    },
    handle: (request) => countsResponse(request, request.query),
  }),
];
