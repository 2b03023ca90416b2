import { withoutSensitive } from "@windowpane/core";
import { jsonResponse } from "../route/route-response.ts";
import { ref, structure, text } from "../schema/schema.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { invalidRequest, ProblemError, type RequestFault } from "../problem/problem-error.ts";
import { route } from "../route/route.ts";
import { shown } from "../parameters/common.ts";

const operation = "CancelMaintenanceWindowExecution";

/** The only route that changes anything. */
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
      checkConfirmation(readJson(headers, body), WindowExecutionId);
      const cancelled = await client({ left: 1 }).call(operation, { WindowExecutionId }, { signal });
      return jsonResponse(withoutSensitive(operation, cancelled), "moving", { status: 202 });
    },
  }),
];

const readJson = (headers: Headers, body: Uint8Array): unknown => {
  const media = headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (media !== "application/json") {
    throw new ProblemError("unsupported-media-type", {
      detail: `The content type of the body is ${media === "" ? "missing" : shown(media)}. Use application/json.`,
      headers: { "accept-post": "application/json" },
    });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw invalidRequest([{ parameter: "body", detail: "The body is not valid JSON in UTF-8." }]);
  }
};

const checkConfirmation = (body: unknown, WindowExecutionId: string): void => {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalidRequest([{ parameter: "body", detail: "The body is not a JSON object." }]);
  }
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
