import {
  historyFields,
  isManagedMachine,
  listMachines,
  patchListFields,
  readExecutionOutput,
  readPatchList,
  reportHistory,
  writeOutputText,
} from "@windowpane/report";
import { optionalWord, patches } from "../parameters/common.ts";
import { listFilter } from "../parameters/filters.ts";
import { awsPathText, awsText } from "../parameters/parameter.ts";
import { since } from "../parameters/since.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { publicGaps } from "../report/public-gaps.ts";
import { freshnessOfReport, readReport, reportOperations } from "../report/read-report.ts";
import { linesResponse } from "../response/lines-response.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse, type Freshness } from "../route/route-response.ts";
import { route, type RouteRequest } from "../route/route.ts";
import { ref } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

const patchesOperation = "DescribeInstancePatches";
const outputOperation = "GetMaintenanceWindowExecutionTaskInvocation";
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;

/** One machine: what ran on it, its patches, and what it printed. */
export const machineRoutes = [
  route({
    id: "getHistory",
    method: "GET",
    path: "/v1/machines/{instanceId}/history",
    tag: "Machines",
    summary: "Get the history of a machine",
    about:
      "What windows ran on the machine in a period, newest first, with results and causes, and since when a cause occurs. The default period is the last 30 days, which is how long AWS keeps history. `counts` and `groups` cover all runs, also with a filter. NDJSON contains only the runs.",
    role: "read",
    operations: [
      "DescribeMaintenanceWindows",
      "DescribeMaintenanceWindowExecutions",
      "DescribeInstanceInformation",
      ...reportOperations,
    ],
    formats: documentFormats(ref("HistoryReport"), ref("HistoryRun")),
    pathParameters: { instanceId: awsPathText("ListCommandInvocations", "InstanceId") },
    queryParameters: {
      since,
      filter: listFilter({ fields: historyFields, noun: "runs", example: "result:failed window:nightly" }),
      patches,
    },
    problems: ["not-found"],
    handle: async (request) => {
      const { now, signal, limits, query, path } = request;
      const { instanceId: InstanceId } = path;
      const client = request.client({ left: limits.requestsPerScan });
      const history = await reportHistory(client, {
        InstanceId,
        since: query.since ?? new Date(now.getTime() - THIRTY_DAYS),
        now,
        signal,
        concurrency: limits.concurrency,
        patches: query.patches,
      });
      if (
        history.runs.length === 0 &&
        history.complete &&
        !(await isManagedMachine(client, InstanceId, { signal }))
      )
        throw unknownMachine(InstanceId);
      const gaps = publicGaps(history.gaps, false);
      const runs = history.runs.filter(query.filter.matches);
      // The period ends now, so the next response differs.
      return request.media === NDJSON
        ? linesResponse(runs, gaps, "moving")
        : jsonResponse({ ...history, runs, gaps }, "moving");
    },
  }),
  route({
    id: "listPatches",
    method: "GET",
    path: "/v1/machines/{instanceId}/patches",
    tag: "Machines",
    summary: "List the patches of a machine",
    about:
      "Patches that are failed, missing, rejected or pending a reboot, worst first, with the counts of the machine's patch state. They are as of the latest patch operation on the machine: a later scan or installation replaces the state of earlier runs. `complete` is false if the list does not match the counts. NDJSON contains only the patches.",
    role: "read",
    operations: [patchesOperation, "DescribeInstancePatchStates", "DescribeInstanceInformation"],
    formats: documentFormats(ref("PatchList"), ref("ListedPatch")),
    pathParameters: { instanceId: awsPathText(patchesOperation, "InstanceId") },
    queryParameters: {
      states: optionalWord(
        ["open", "all"],
        "`open`: patches that are failed, missing, rejected or pending a reboot. `all`: also installed and not applicable patches. Default: `open`.",
      ),
      filter: listFilter({
        fields: patchListFields,
        noun: "patches",
        example: "patch:missing severity:critical",
      }),
    },
    problems: ["not-found"],
    handle: async (request) => {
      const { signal, limits, query, path } = request;
      const { instanceId: InstanceId } = path;
      const client = request.client({ left: limits.requestsPerScan });
      const { concurrency } = limits;
      const { states } = query;
      const list = await readPatchList(client, { machines: [{ InstanceId }], states, concurrency, signal });
      const isKnown = list.patches.length > 0 || list.machines[0]?.state !== undefined;
      if (!isKnown && list.gaps.length === 0 && !(await isManagedMachine(client, InstanceId, { signal })))
        throw unknownMachine(InstanceId);
      const gaps = publicGaps(list.gaps, false);
      const listed = list.patches.filter(query.filter.matches);
      const freshness = list.complete ? "registered" : "moving";
      return request.media === NDJSON
        ? linesResponse(listed, gaps, freshness)
        : jsonResponse({ ...list, patches: listed, gaps }, freshness);
    },
  }),
  route({
    id: "getOutput",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/machines/{instanceId}/output",
    tag: "Executions",
    summary: "Get the output of a machine",
    about:
      "What the machine printed in each task of the execution that ran on it: up to 24,000 characters of output and 8,000 of errors for each step, or 2,500 characters of each if the machine ran several times in one invocation. Each text has its source, its limit, whether it was cut, and where the whole is stored. The texts are unchanged in JSON; plain text has no control characters. With `taskId` and `invocationId`, only that invocation is read.",
    role: "read",
    operations: [...reportOperations, outputOperation, "GetCommandInvocation"],
    formats: [
      { media: "application/json", schema: ref("ExecutionOutput"), scans: true },
      { media: "text/plain", about: "For people.", scans: true },
    ],
    formatParameter: "format",
    pathParameters: {
      windowExecutionId: awsPathText(outputOperation, "WindowExecutionId"),
      instanceId: awsPathText("ListCommandInvocations", "InstanceId"),
    },
    queryParameters: {
      taskId: { ...awsText(outputOperation, "TaskId"), about: "Only this task. Default: all tasks." },
      invocationId: {
        ...awsText(outputOperation, "InvocationId"),
        about: "Only this invocation. Default: all invocations.",
      },
      format: optionalWord(["json", "text"], "Format of the response. Overrides `Accept`."),
    },
    problems: ["not-found"],
    handle: async (request) => {
      const { limits, signal, path, query } = request;
      const client = request.client({ left: limits.requestsPerScan });
      const ref = { ...path, ...query };
      const { known, machines, freshness } = await findRows(request, client, ref);
      const read = await readExecutionOutput(client, known, {
        machines,
        isOne: true,
        concurrency: limits.concurrency,
        signal,
      });
      if (read.machines.length + read.notes.length + read.gaps.length === 0) throw absentMachine(ref);
      const output = { ...read, gaps: publicGaps(read.gaps, false) };
      const isText =
        query.format === "text" || (query.format === undefined && request.media === "text/plain");
      return isText
        ? { kind: "whole", media: "text/plain", text: writeOutputText(output), freshness }
        : jsonResponse(output, read.complete ? freshness : "moving");
    },
  }),
];

interface OutputRef {
  readonly windowExecutionId: string;
  readonly instanceId: string;
  readonly taskId: string | undefined;
  readonly invocationId: string | undefined;
}

/** Finds where the machine is in the execution. With the IDs of an invocation, nothing needs to be read. */
const findRows = async (
  request: RouteRequest,
  client: ReturnType<RouteRequest["client"]>,
  ref: OutputRef,
): Promise<{
  readonly known: Parameters<typeof readExecutionOutput>[1];
  readonly machines: Parameters<typeof readExecutionOutput>[2]["machines"];
  readonly freshness: Freshness;
}> => {
  const { windowExecutionId: WindowExecutionId, instanceId: InstanceId, taskId, invocationId } = ref;
  if (taskId !== undefined && invocationId !== undefined) {
    const ids = { TaskExecutionId: taskId, InvocationId: invocationId, InstanceId };
    return { known: { WindowExecutionId, gaps: [] }, machines: [ids], freshness: "registered" };
  }
  const report = await readReport(request, client, WindowExecutionId, { patches: false });
  const machines = listMachines(report).filter(
    (machine) =>
      machine.InstanceId === InstanceId &&
      (taskId === undefined || machine.TaskExecutionId === taskId) &&
      (invocationId === undefined || machine.InvocationId === invocationId),
  );
  if (machines.length === 0 && report.complete) throw absentMachine(ref);
  return { known: report, machines, freshness: freshnessOfReport(report) };
};

const absentMachine = ({ windowExecutionId, instanceId, taskId, invocationId }: OutputRef): ProblemError => {
  const where =
    invocationId !== undefined
      ? `Invocation ${invocationId}`
      : taskId !== undefined
        ? `Task ${taskId}`
        : `Execution ${windowExecutionId}`;
  return new ProblemError("not-found", {
    detail: `${where} does not include the machine ${instanceId}. See /v1/executions/${windowExecutionId}/targets for the machines of the execution.`,
  });
};

const unknownMachine = (InstanceId: string): ProblemError =>
  new ProblemError("not-found", {
    detail: `Nothing is recorded for ${InstanceId}, and Systems Manager does not list it as a managed node in this account and region. Check the ID, the account and the region.`,
  });
