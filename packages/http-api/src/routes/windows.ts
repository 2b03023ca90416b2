import { withoutSensitive } from "@windowpane/core";
import { listResponse } from "../response/list-response.ts";
import { jsonResponse } from "../route/route-response.ts";
import { ref } from "../schema/schema.ts";
import { includeSensitive } from "../parameters/common.ts";
import { filterOf, status } from "../parameters/filters.ts";
import { awsNumber, awsPathText, awsText } from "../parameters/parameter.ts";
import { account, region } from "../parameters/selection.ts";
import { since } from "../parameters/since.ts";
import { route } from "../route/route.ts";
import { listFormats } from "./list-formats.ts";

const windows = "DescribeMaintenanceWindows";
const executions = "DescribeMaintenanceWindowExecutions";
const targets = "DescribeMaintenanceWindowTargets";
const tasks = "DescribeMaintenanceWindowTasks";
const schedule = "DescribeMaintenanceWindowSchedule";

/** Maintenance windows and their executions. */
export const windowRoutes = [
  route({
    id: "listWindows",
    method: "GET",
    path: "/v1/windows",
    tag: "Windows",
    summary: "List maintenance windows",
    about:
      "Lists all windows of the account and region, or of all accounts and regions that the server reads. Items of several have `Account` and `Region`. AWS does not document their order. If some of them cannot be read, the last page has a `NextToken` that leads to the problem `unread-locations`.",
    role: "read",
    operations: [windows],
    formats: listFormats(windows, "MaintenanceWindowIdentity"),
    pathParameters: {},
    queryParameters: {
      account,
      region,
      filter: filterOf(windows),
      maxResults: awsNumber(windows, "MaxResults"),
      nextToken: awsText(windows, "NextToken"),
      includeSensitive,
    },
    problems: ["unread-locations"],
    handle: (request) => {
      const { filter: terms, account: _, region: __, ...query } = request.query;
      return listResponse(request, { operation: windows, input: {}, terms, ...query });
    },
  }),
  route({
    id: "getWindow",
    method: "GET",
    path: "/v1/windows/{windowId}",
    tag: "Windows",
    summary: "Get a maintenance window",
    about: "Includes the schedule, duration and cutoff.",
    role: "read",
    operations: ["GetMaintenanceWindow"],
    formats: [{ media: "application/json", schema: ref("MaintenanceWindow") }],
    pathParameters: { windowId: awsPathText("GetMaintenanceWindow", "WindowId") },
    queryParameters: { includeSensitive },
    problems: ["not-found"],
    handle: async ({ path, query, client, signal }) => {
      const operation = "GetMaintenanceWindow";
      const window = await client({ left: 1 }).call(operation, { WindowId: path.windowId }, { signal });
      return jsonResponse(
        query.includeSensitive ? window : withoutSensitive(operation, window),
        "registered",
      );
    },
  }),
  route({
    id: "listExecutions",
    method: "GET",
    path: "/v1/windows/{windowId}/executions",
    tag: "Windows",
    summary: "List the executions of a window",
    about:
      "AWS lists them newest first, but does not document the order. AWS cannot filter executions by status, so Windowpane does: a page can be short or empty although more pages follow. For an unknown window, AWS may return an empty list instead of an error.",
    role: "read",
    operations: [executions],
    formats: listFormats(executions, "MaintenanceWindowExecution"),
    pathParameters: { windowId: awsPathText(executions, "WindowId") },
    queryParameters: {
      status,
      since,
      filter: filterOf(executions),
      maxResults: awsNumber(executions, "MaxResults"),
      nextToken: awsText(executions, "NextToken"),
    },
    handle: (request) => {
      const { status: statuses, since: from, filter: terms, ...query } = request.query;
      return listResponse(request, {
        operation: executions,
        input: { WindowId: request.path.windowId },
        terms: [...terms, ...statuses, ...startedSince(from)],
        includeSensitive: false,
        ...query,
      });
    },
  }),
  route({
    id: "listWindowTargets",
    method: "GET",
    path: "/v1/windows/{windowId}/targets",
    tag: "Windows",
    summary: "List the registered targets of a window",
    about:
      "What the window is registered to run on: instance IDs, tags or resource groups. The machines of an execution are in `/v1/executions/{windowExecutionId}/targets`.",
    role: "read",
    operations: [targets],
    formats: listFormats(targets, "MaintenanceWindowTarget"),
    pathParameters: { windowId: awsPathText(targets, "WindowId") },
    queryParameters: {
      filter: filterOf(targets),
      maxResults: awsNumber(targets, "MaxResults"),
      nextToken: awsText(targets, "NextToken"),
      includeSensitive,
    },
    problems: ["not-found"],
    handle: (request) => {
      const { filter: terms, ...query } = request.query;
      const { windowId: WindowId } = request.path;
      return listResponse(request, { operation: targets, input: { WindowId }, terms, ...query });
    },
  }),
  route({
    id: "listWindowTasks",
    method: "GET",
    path: "/v1/windows/{windowId}/tasks",
    tag: "Windows",
    summary: "List the registered tasks of a window",
    about:
      "What the window is registered to run, with MaxConcurrency, MaxErrors, Priority and CutoffBehavior. The tasks of an execution are in `/v1/executions/{windowExecutionId}/tasks`.",
    role: "read",
    operations: [tasks],
    formats: listFormats(tasks, "MaintenanceWindowTask"),
    pathParameters: { windowId: awsPathText(tasks, "WindowId") },
    queryParameters: {
      filter: filterOf(tasks),
      maxResults: awsNumber(tasks, "MaxResults"),
      nextToken: awsText(tasks, "NextToken"),
      includeSensitive,
    },
    problems: ["not-found"],
    handle: (request) => {
      const { filter: terms, ...query } = request.query;
      const { windowId: WindowId } = request.path;
      return listResponse(request, { operation: tasks, input: { WindowId }, terms, ...query });
    },
  }),
  route({
    id: "listWindowSchedule",
    method: "GET",
    path: "/v1/windows/{windowId}/schedule",
    tag: "Windows",
    summary: "List the upcoming executions of a window",
    about:
      "Times at which AWS will start the window, as AWS lists them. A disabled window has none. AWS does not document how far ahead the list reaches.",
    role: "read",
    operations: [schedule],
    formats: listFormats(schedule, "ScheduledWindowExecution"),
    pathParameters: { windowId: awsPathText(schedule, "WindowId") },
    queryParameters: {
      filter: filterOf(schedule),
      maxResults: awsNumber(schedule, "MaxResults"),
      nextToken: awsText(schedule, "NextToken"),
    },
    problems: ["not-found"],
    handle: (request) => {
      const { filter: terms, ...query } = request.query;
      const { windowId: WindowId } = request.path;
      const input = { WindowId };
      return listResponse(request, { operation: schedule, input, terms, includeSensitive: false, ...query });
    },
  }),
];

const startedSince = (from: Date | undefined) =>
  from === undefined
    ? []
    : ([
        { kind: "compare", field: "start", comparison: ">=", bound: from.getTime(), negated: false },
      ] as const);
