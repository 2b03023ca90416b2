import { withoutSensitive } from "@windowpane/core";
import { answerList } from "../answer/answer-list.ts";
import { json } from "../answer/answer.ts";
import { ref } from "../openapi/schema.ts";
import { includeSensitive } from "../parameters/common.ts";
import { filter, status } from "../parameters/filters.ts";
import { awsNumber, awsPathText, awsText } from "../parameters/parameter.ts";
import { since } from "../parameters/since.ts";
import { route } from "../route.ts";
import { listForms } from "./list-forms.ts";

const windows = "DescribeMaintenanceWindows";
const executions = "DescribeMaintenanceWindowExecutions";

/** Windows and their executions. */
export const windowRoutes = [
  route({
    id: "listWindows",
    method: "GET",
    path: "/v1/windows",
    tag: "Windows",
    summary: "The maintenance windows of the account",
    about: "As AWS lists them; nothing promises an order.",
    role: "read",
    operations: [windows],
    forms: listForms(windows, "MaintenanceWindowIdentity"),
    pathParameters: {},
    queryParameters: {
      filter,
      maxResults: awsNumber(windows, "MaxResults"),
      nextToken: awsText(windows, "NextToken"),
      includeSensitive,
    },
    answer: (asked) => {
      const { filter: terms, ...query } = asked.query;
      return answerList(asked, { operation: windows, input: {}, terms, ...query });
    },
  }),
  route({
    id: "getWindow",
    method: "GET",
    path: "/v1/windows/{windowId}",
    tag: "Windows",
    summary: "One maintenance window",
    about: "Its registration: schedule, duration, cutoff.",
    role: "read",
    operations: ["GetMaintenanceWindow"],
    forms: [{ media: "application/json", schema: ref("MaintenanceWindow") }],
    pathParameters: { windowId: awsPathText("GetMaintenanceWindow", "WindowId") },
    queryParameters: { includeSensitive },
    problems: ["no-such-thing"],
    answer: async ({ path, query, client, signal }) => {
      const operation = "GetMaintenanceWindow";
      const window = await client({ left: 1 }).call(operation, { WindowId: path.windowId }, { signal });
      return json(query.includeSensitive ? window : withoutSensitive(operation, window), "registered");
    },
  }),
  route({
    id: "listExecutions",
    method: "GET",
    path: "/v1/windows/{windowId}/executions",
    tag: "Windows",
    summary: "The executions of a window",
    about:
      "Newest first, as far as AWS has been seen to list them. AWS cannot filter them by status, so that is done here: a page may come short or empty although more follow. For a window that it does not know AWS may give an empty list instead of an error.",
    role: "read",
    operations: [executions],
    forms: listForms(executions, "MaintenanceWindowExecution"),
    pathParameters: { windowId: awsPathText(executions, "WindowId") },
    queryParameters: {
      status,
      since,
      filter,
      maxResults: awsNumber(executions, "MaxResults"),
      nextToken: awsText(executions, "NextToken"),
    },
    answer: (asked) => {
      const { status: statuses, since: from, filter: terms, ...query } = asked.query;
      return answerList(asked, {
        operation: executions,
        input: { WindowId: asked.path.windowId },
        terms: [...terms, ...statuses, ...startedSince(from)],
        includeSensitive: false,
        ...query,
      });
    },
  }),
];

const startedSince = (from: Date | undefined) =>
  from === undefined
    ? []
    : ([
        { kind: "compare", field: "start", comparison: ">=", bound: from.getTime(), negated: false },
      ] as const);
