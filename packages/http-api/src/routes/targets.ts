import {
  listMachines,
  machineFields,
  patchOutcomes,
  resultsWorstFirst,
  type ListedMachine,
  type MachineResult,
  type PatchOutcome,
} from "@windowpane/report";
import { maxResults, patches, words } from "../parameters/common.ts";
import { decodePosition, encodePosition, MAX_POSITION } from "../parameters/encoded.ts";
import { listFilter, machineStatus, type ItemFilter } from "../parameters/filters.ts";
import { awsPathText, ParameterError, type Parameter } from "../parameters/parameter.ts";
import { invalidRequest } from "../problem/problem-error.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { freshnessOfReport, knownWindowId, reportOperations } from "../report/read-report.ts";
import { readWindowedReport, scanClient, windowOperations } from "../report/window-of.ts";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { hexDigest } from "../response/entity-tag.ts";
import { jsonResponse } from "../route/route-response.ts";
import { route } from "../route/route.ts";
import { judgement } from "../schema/judged-members.ts";
import { count, flag, listOf, ref, structure, text } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

/** A page of machines: the number of machines before it, and a digest of the list that it belongs to. */
interface TargetsPosition {
  readonly before: number;
  readonly list: string;
}

const cursor: Parameter<TargetsPosition | undefined> = {
  about:
    "The `nextCursor` of the previous page, with the same other parameters. The pages of a finished execution are stable. Those of a running one can repeat or miss machines whose result changes.",
  schema: { type: "string", maxLength: MAX_POSITION },
  read: ([given]) => {
    if (given === undefined) return undefined;
    const [version, before, list, ...rest] = listIn(decodePosition(given));
    const isValid =
      version === 1 &&
      rest.length === 0 &&
      typeof before === "number" &&
      Number.isSafeInteger(before) &&
      before > 0 &&
      typeof list === "string";
    if (!isValid) throw new ParameterError("The cursor is invalid. Start again without it.");
    return { before, list };
  },
};

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Machines of an execution. */
export const targetRoutes = [
  route({
    id: "listTargets",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/targets",
    tag: "Executions",
    summary: "List the machines of an execution",
    about:
      "One item per machine and invocation, worst first, with its result from Run Command and Automation. `verdict`, `counts` and `machineCounts` are those of the whole execution, `shown` is the number of items that match all parameters, on all pages. Without `windowId`, the window is searched for its name. NDJSON contains only the items.",
    role: "read",
    operations: [...reportOperations, ...windowOperations],
    formats: documentFormats(
      structure(
        {
          WindowId: text(),
          Name: text("Name of the window. Absent if it could not be found."),
          WindowExecutionId: text(),
          ...judgement,
          counts: ref("Counts"),
          machineCounts: ref("Counts"),
          patches: ref("PatchCounts"),
          machines: listOf(ref("ListedMachine")),
          shown: count(
            "Number of items that match the parameters, on all pages; `counts.total` is the number without them.",
          ),
          nextCursor: text("Cursor of the next page; absent on the last one."),
          gaps: listOf(ref("Gap")),
          complete: flag("Whether the response has no gaps."),
        },
        ["WindowId", "Name", "patches", "nextCursor"],
      ),
      ref("ListedMachine"),
    ),
    pathParameters: { windowExecutionId: awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId") },
    queryParameters: {
      result: words(resultsWorstFirst, "Return only machines with this result. Repeat it for alternatives."),
      patch: words(patchOutcomes, "Return only machines with this patch result. Repeat it for alternatives."),
      status: machineStatus,
      filter: listFilter({ fields: machineFields, noun: "machines", example: "result:failed cause:disk" }),
      maxResults: maxResults("Maximum number of machines on the page. Default: all.", 10_000),
      cursor,
      patches,
      windowId: knownWindowId,
    },
    problems: ["not-found"],
    handle: async (request) => {
      const { windowExecutionId } = request.path;
      const list = await digestOf(windowExecutionId, request.query);
      const { cursor: position, maxResults: most = Infinity, ...options } = request.query;
      if (position !== undefined && position.list !== list) {
        const detail =
          "The cursor belongs to a list with other parameters. Use the same ones, or start again.";
        throw invalidRequest([{ parameter: "cursor", detail }]);
      }
      const { report, windowGaps } = await readWindowedReport(
        request,
        scanClient(request),
        windowExecutionId,
        options,
      );
      const matching = listMachines(report, { matches: (machine) => isWanted(machine, request.query) });
      const before = position?.before ?? 0;
      const end = before + most;
      const machines = matching.slice(before, end);
      const gaps = publicGaps(report.gaps, false);
      // A later response may have the name of the window.
      const freshness = windowGaps.length === 0 ? freshnessOfReport(report) : "moving";
      const next = end < matching.length ? { next: { cursor: encodePosition([1, end, list]) } } : {};
      if (request.media === NDJSON) return { ...linesResponse(machines, gaps, freshness), ...next };
      const { WindowId, Name, WindowExecutionId, verdict, reason, falseGreen } = report;
      const { counts, machineCounts, complete } = report;
      const body = {
        WindowId,
        Name,
        ...{ WindowExecutionId, verdict, reason, falseGreen, counts, machineCounts },
        patches: report.patches,
        machines,
        shown: matching.length,
        nextCursor: next.next?.cursor,
        gaps,
        complete,
      };
      return jsonResponse(body, freshness, next);
    },
  }),
];

interface TargetsQuery {
  readonly result: readonly MachineResult[];
  readonly patch: readonly PatchOutcome[];
  readonly status: ItemFilter<ListedMachine>;
  readonly filter: ItemFilter<ListedMachine>;
  readonly patches: boolean;
}

const isWanted = (machine: ListedMachine, { result, patch, status, filter }: TargetsQuery): boolean =>
  (result.length === 0 || result.includes(machine.result)) &&
  (patch.length === 0 || (machine.patch !== undefined && patch.includes(machine.patch.result))) &&
  status.matches(machine) &&
  filter.matches(machine);

/** Identifies the list of a cursor, so that a cursor of another list is rejected. */
const digestOf = (WindowExecutionId: string, query: TargetsQuery): Promise<string> => {
  const { result, patch, status, filter, patches: isPatchRead } = query;
  return hexDigest(
    JSON.stringify([WindowExecutionId, result, patch, status.text, filter.text, isPatchRead]),
    4,
  );
};
