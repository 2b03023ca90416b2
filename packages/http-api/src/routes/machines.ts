import { historyFields, patchListFields } from "@windowpane/report";
import { optionalWord, patches } from "../parameters/common.ts";
import { listFilter } from "../parameters/filters.ts";
import { awsPathText, awsText } from "../parameters/parameter.ts";
import { account, region } from "../parameters/selection.ts";
import { since } from "../parameters/since.ts";
import { reportOperations } from "../report/read-report.ts";
import { historyResponse, patchesResponse } from "../report/machine-responses.ts";
import { outputResponse } from "../report/output-response.ts";
import { route } from "../route/route.ts";
import { ref } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

const patchesOperation = "DescribeInstancePatches";
const outputOperation = "GetMaintenanceWindowExecutionTaskInvocation";

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
      account,
      region,
      filter: listFilter({ fields: historyFields, noun: "runs", example: "result:failed window:nightly" }),
      patches,
    },
    problems: ["not-found"],
    handle: (request) => historyResponse(request, request.path.instanceId, request.query),
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
    handle: (request) => patchesResponse(request, request.path.instanceId, request.query),
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
      // Output of programs can contain secrets that AWS's model does not mark.
      { media: "application/json", schema: ref("ExecutionOutput"), scans: true, stored: false },
      { media: "text/plain", about: "For people.", scans: true, stored: false },
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
    handle: (request) =>
      outputResponse(request, {
        ...request.path,
        ...request.query,
      }),
  }),
];
