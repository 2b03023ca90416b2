import type { EarlierRuns } from "@windowpane/report";
import { maxResults } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { account, cause, machine, region, window } from "../parameters/selection.ts";
import { DAY, since, timeUntilNow } from "../parameters/since.ts";
import { invalidRequest, ProblemError } from "../problem/problem-error.ts";
import { NDJSON } from "../response/list-response.ts";
import { route, type ResponseFormat } from "../route/route.ts";
import { ref, structure } from "../schema/schema.ts";
import { archiveOf, archiveResponse } from "../archive/archive-response.ts";
import { trendParameters, trendQuery } from "../archive/trend-query.ts";

/** Formats of an answer from history: the answer as JSON, or its rows as NDJSON. */
const answerFormats = (answer: string, row: string): readonly ResponseFormat[] => [
  { media: "application/json", schema: ref(answer) },
  {
    media: NDJSON,
    about: 'One row per line. For each period that the archive lacks, a line `{"missing": ...}` follows.',
    schema: { anyOf: [ref(row), structure({ missing: ref("MissingPeriod") })] },
  },
];

const NIGHTS =
  "A night is the local day, in `timeZone`, on which runs started. A night without a known run is unknown, never passed: `missingDays` tells whether the archive lacks it or nothing ran.";

/** Answers from the archive. */
export const trendRoutes = [
  route({
    id: "listWindowTrends",
    method: "GET",
    path: "/v1/trends/windows",
    tag: "Trends",
    summary: "List windows over time",
    about: `Runs, machines and mean duration of each window in each step, and since when its runs do not pass. ${NIGHTS}`,
    role: "read",
    operations: [],
    formats: answerFormats("WindowTrends", "WindowTrend"),
    pathParameters: {},
    queryParameters: { ...trendParameters, window },
    problems: ["no-archive"],
    handle: async (request) => {
      const trends = archiveOf(request).trends;
      const answer = await trends.windows(trendQuery(request, request.query));
      return archiveResponse(request, answer, answer.rows, answer);
    },
  }),
  route({
    id: "listMachineTrends",
    method: "GET",
    path: "/v1/trends/machines",
    tag: "Trends",
    summary: "List machines over time",
    about: `The worst result of each machine in each step, and since when it fails, those with the most failed runs first. ${NIGHTS}`,
    role: "read",
    operations: [],
    formats: answerFormats("MachineTrends", "MachineTrend"),
    pathParameters: {},
    queryParameters: { ...trendParameters, window, machine, cause },
    problems: ["no-archive"],
    handle: async (request) => {
      const answer = await archiveOf(request).trends.machines(trendQuery(request, request.query));
      return archiveResponse(request, answer, answer.rows, answer);
    },
  }),
  route({
    id: "listCauseTrends",
    method: "GET",
    path: "/v1/trends/causes",
    tag: "Trends",
    summary: "List causes over time",
    about: "Number of machines and runs with each cause in each step, those with the most machines first.",
    role: "read",
    operations: [],
    formats: answerFormats("CauseTrends", "CauseTrend"),
    pathParameters: {},
    queryParameters: { ...trendParameters, window, machine, cause },
    problems: ["no-archive"],
    handle: async (request) => {
      const answer = await archiveOf(request).trends.causes(trendQuery(request, request.query));
      return archiveResponse(request, answer, answer.rows, answer);
    },
  }),
  route({
    id: "listPatchedMachines",
    method: "GET",
    path: "/v1/trends/patched",
    tag: "Trends",
    summary: "List machines by the time of their last patching",
    about:
      "When each machine was last patched, and how many were patched within a number of days. This is the age of the last run that left the machine patched. It is not the age of a patch, because the results of runs have no release dates.",
    role: "read",
    operations: [],
    formats: answerFormats("PatchedMachines", "PatchedMachine"),
    pathParameters: {},
    queryParameters: {
      since: trendParameters.since,
      until: trendParameters.until,
      timeZone: trendParameters.timeZone,
      account,
      region,
      window,
      machine,
      within: { ...maxResults("Maximum age in days. Default: 14.", 1000), example: 14 },
      maxResults: trendParameters.maxResults,
    },
    problems: ["no-archive"],
    handle: async (request) => {
      const query = { ...trendQuery(request, request.query), within: request.query.within };
      const answer = await archiveOf(request).trends.patched(query);
      return archiveResponse(request, answer, answer.rows, answer);
    },
  }),
  route({
    id: "getNights",
    method: "GET",
    path: "/v1/windows/{windowId}/nights",
    tag: "Trends",
    summary: "Get the nights of a window by machine",
    about: `The results of each machine of a window in each night, as a matrix. ${NIGHTS}`,
    role: "read",
    operations: [],
    formats: answerFormats("NightMatrix", "MatrixMachine"),
    pathParameters: { windowId: awsPathText("GetMaintenanceWindow", "WindowId") },
    queryParameters: { ...trendParameters, machine },
    problems: ["no-archive", "not-found"],
    handle: async (request) => {
      const WindowId = request.path.windowId;
      const answer = await archiveOf(request).trends.nights({
        ...trendQuery(request, request.query),
        WindowId,
      });
      if (answer.runs === 0 && answer.missing.length === 0 && answer.Name === undefined) {
        throw new ProblemError("not-found", {
          detail: `The archive has no runs of ${WindowId} in this period. Check the ID, or use an earlier start.`,
        });
      }
      return archiveResponse(request, answer, answer.machines, answer);
    },
  }),
  route({
    id: "listEarlierRuns",
    method: "GET",
    path: "/v1/windows/{windowId}/earlier",
    tag: "Trends",
    summary: "List the earlier runs of a window",
    about:
      "Runs in the archive before a time, newest first, with the machines of each requested cause: what tells since when a cause occurs. Reports and failures contain the result as `recurrence`. A server without an archive responds with 204.",
    role: "read",
    operations: [],
    formats: answerFormats("EarlierRuns", "EarlierRun"),
    pathParameters: { windowId: awsPathText("GetMaintenanceWindow", "WindowId") },
    queryParameters: {
      before: timeUntilNow("before", "Only runs that started before this time"),
      cause: { ...cause, about: "Key of a cause. Repeat it for several. Default: none, only the runs." },
      account,
      region,
      maxResults: maxResults("Maximum number of runs. Default: 400.", 1000),
    },
    handle: async (request) => {
      // Pages ask for every failing window: a server without an archive has no earlier runs, which is not an error.
      if (request.history === undefined) return { kind: "empty" };
      const { before, cause: causes, maxResults: limit } = request.query;
      const { accounts: [Account, other] = [], regions: [Region, another] = [] } = request.selection ?? {};
      if (other !== undefined || another !== undefined) {
        const parameter = other === undefined ? "region" : "account";
        const detail = `A window is in one account and region. Use one value of \`${parameter}\`.`;
        throw invalidRequest([{ parameter, detail }]);
      }
      // The archive may not know the window yet.
      const unknown: EarlierRuns = { WindowId: request.path.windowId, runs: [], missing: [] };
      const [found = unknown] = await request.history.trends.earlier([
        {
          ...(Account === undefined ? {} : { Account }),
          ...(Region === undefined ? {} : { Region }),
          WindowId: request.path.windowId,
          before: before ?? request.now,
          ...{ causes, limit, signal: request.signal },
        },
      ]);
      const runs = found.runs.map((run) => ({
        ...run,
        causes: Object.fromEntries([...run.causes].map(([key, machines]) => [key, [...machines]])),
      }));
      return archiveResponse(request, { ...found, runs }, runs, found);
    },
  }),
  route({
    id: "listCollections",
    method: "GET",
    path: "/v1/collections",
    tag: "Trends",
    summary: "List what the archive has",
    about:
      "Until when the executions of each account and region were collected, the runs in the archive, and the periods that it lacks. The default period of `missing` is the last 30 days.",
    role: "read",
    operations: [],
    formats: answerFormats("Collections", "CollectedLocation"),
    pathParameters: {},
    queryParameters: { since, account, region },
    problems: ["no-archive"],
    handle: async (request) => {
      const { collections } = archiveOf(request);
      if (collections === undefined) {
        throw new ProblemError("no-archive", {
          detail:
            "This server has an archive, but does not know when it was collected. Ask its operator about the collector.",
        });
      }
      const { since: from } = request.query;
      const answer = await collections({
        since: from ?? new Date(request.now.getTime() - 30 * DAY),
        ...request.selection,
        signal: request.signal,
      });
      return archiveResponse(request, answer, answer.locations, answer);
    },
  }),
  route({
    id: "listUndeliveredMessages",
    method: "GET",
    path: "/v1/messages",
    tag: "Trends",
    summary: "List messages that were not delivered",
    about:
      "Messages whose attempts are used up, or that wait because an attempt failed or their destination cannot be used, newest first. `windowpane messages retry` sends the former again.",
    role: "admin",
    operations: [],
    formats: [{ media: "application/json", schema: ref("UndeliveredMessages") }],
    pathParameters: {},
    queryParameters: { maxResults: maxResults("Maximum number of messages. Default: 100.", 1000) },
    problems: ["no-archive"],
    handle: async (request) => {
      const { messages } = archiveOf(request);
      if (messages === undefined) {
        throw new ProblemError("no-archive", {
          detail: "This server sends no messages. Ask its operator to configure a destination.",
        });
      }
      const answer = await messages({ limit: request.query.maxResults, signal: request.signal });
      return archiveResponse(request, answer, answer.messages);
    },
  }),
];
