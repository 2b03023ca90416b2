import { withoutSensitive } from "@windowpane/core";
import { jsonResponse } from "../route/route-response.ts";
import { ref, structure, text } from "../schema/schema.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { readJsonBody } from "../parameters/json-body.ts";
import { invalidRequest, type RequestFault } from "../problem/problem-error.ts";
import { route } from "../route/route.ts";

const operation = "CancelMaintenanceWindowExecution";

/** The only route that changes anything at AWS. */
export const cancelRoutes = [
  route({
    id: "cancelExecution",
    method: "POST",
    path: "/v1/executions/{windowExecutionId}/cancel",
    tag: "Executions",
    summary: "Cancel an execution",
    about:
      "Pending tasks will not start; running tasks finish. The body must repeat the execution ID, so that a wrong line in a script or shell history cannot cancel anything.",
    role: "cancel",
    operations: [operation],
    formats: [{ media: "application/json", schema: ref("CancelMaintenanceWindowExecutionResult") }],
    status: 202,
    body: structure(
      { WindowExecutionId: text("Execution ID, the same as in the path.") },
      [],
      "Confirmation.",
    ),
    pathParameters: { windowExecutionId: awsPathText(operation, "WindowExecutionId") },
    queryParameters: {},
    problems: ["not-allowed", "not-found", "body-too-large", "unsupported-media-type"],
    handle: async ({ path, body, headers, client, signal }) => {
      const { windowExecutionId: WindowExecutionId } = path;
      checkConfirmation(readJsonBody(headers, body), WindowExecutionId);
      const cancelled = await client({ left: 1 }).call(operation, { WindowExecutionId }, { signal });
      return jsonResponse(withoutSensitive(operation, cancelled), "moving", { status: 202 });
    },
  }),
];

const checkConfirmation = (body: object, WindowExecutionId: string): void => {
  const faults: RequestFault[] = Object.keys(body)
    .filter((name) => name !== "WindowExecutionId")
    .slice(0, 20)
    .map((name) => ({
      parameter: name.slice(0, 60),
      detail: "Unknown member. The body has only WindowExecutionId.",
    }));
  const confirmed: unknown = Object.hasOwn(body, "WindowExecutionId")
    ? Reflect.get(body, "WindowExecutionId")
    : undefined;
  if (confirmed !== WindowExecutionId) {
    const detail =
      confirmed === undefined
        ? "The member is missing. Set it to the execution ID in the path."
        : "The value differs from the execution ID in the path. Nothing was cancelled.";
    faults.unshift({ parameter: "WindowExecutionId", detail });
  }
  if (faults.length > 0) throw invalidRequest(faults);
};
