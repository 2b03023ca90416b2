import { diffFields } from "@windowpane/report";
import { patches } from "../parameters/common.ts";
import { listFilter } from "../parameters/filters.ts";
import { awsPathText, awsText } from "../parameters/parameter.ts";
import { knownWindowId, reportOperations } from "../report/read-report.ts";
import { windowOperations } from "../report/window-of.ts";
import { diffResponse } from "../report/diff-response.ts";
import { route } from "../route/route.ts";
import { ref } from "../schema/schema.ts";
import { documentFormats } from "./list-formats.ts";

const execution = "GetMaintenanceWindowExecution";

/** The comparison of two executions. */
export const diffRoutes = [
  route({
    id: "getDiff",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/diff",
    tag: "Executions",
    summary: "Compare two executions",
    about:
      "Every machine of either execution in exactly one class: newly failing, recovered, vanished, slower, and so on. By default, the execution is compared with the newest earlier one of its window that passed on every machine; without one, the response is 404 with the reason. The one that started first is `before`. `classes` and `total` count all machines, also with a filter. NDJSON contains only the machines.",
    role: "read",
    operations: [...reportOperations, ...windowOperations],
    formats: documentFormats(ref("ExecutionDiff"), ref("MachineDiff")),
    pathParameters: { windowExecutionId: awsPathText(execution, "WindowExecutionId") },
    queryParameters: {
      with: {
        ...awsText(execution, "WindowExecutionId"),
        about: "ID of the other execution. Default: the last earlier one that passed on every machine.",
      },
      filter: listFilter({
        fields: diffFields,
        noun: "machines",
        example: "change:newly_failing,vanished",
      }),
      patches,
      windowId: knownWindowId,
    },
    problems: ["not-found"],
    handle: (request) => diffResponse(request, request.path.windowExecutionId, request.query),
  }),
];
