import { withoutSensitive } from "@windowpane/core";
import { json } from "../answer/answer.ts";
import { ref, structure, text } from "../openapi/schema.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { invalidRequest, ProblemError, type RequestFault } from "../problem/problem-error.ts";
import { route } from "../route.ts";
import { shown } from "../parameters/common.ts";

const operation = "CancelMaintenanceWindowExecution";

/** The one route that changes something. */
export const cancelRoutes = [
  route({
    id: "cancelExecution",
    method: "POST",
    path: "/v1/executions/{windowExecutionId}/cancel",
    tag: "Executions",
    summary: "Stop an execution",
    about:
      "Tasks that have not begun never will; what runs on machines goes on to its end. Needs the role `cancel`, and the id once more in the body, so that no wrong line of a script or history stops anything.",
    role: "cancel",
    operations: [operation],
    forms: [{ media: "application/json", schema: ref("CancelMaintenanceWindowExecutionResult") }],
    status: 202,
    body: structure(
      { WindowExecutionId: text("The id of the execution, as it stands in the path.") },
      [],
      "The confirmation.",
    ),
    pathParameters: { windowExecutionId: awsPathText(operation, "WindowExecutionId") },
    queryParameters: {},
    problems: ["not-allowed", "no-such-thing", "body-too-large", "unsupported-media-type"],
    answer: async ({ path, body, headers, client, signal }) => {
      const { windowExecutionId: WindowExecutionId } = path;
      checkConfirmation(readJson(headers, body), WindowExecutionId);
      const cancelled = await client({ left: 1 }).call(operation, { WindowExecutionId }, { signal });
      return json(withoutSensitive(operation, cancelled), "moving", { status: 202 });
    },
  }),
];

const readJson = (headers: Headers, body: Uint8Array): unknown => {
  const media = headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (media !== "application/json") {
    throw new ProblemError("unsupported-media-type", {
      detail: media === "" ? "The body has no content type." : `The body is said to be ${shown(media)}.`,
      headers: { "accept-post": "application/json" },
    });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw invalidRequest([{ parameter: "body", detail: "It is no JSON in UTF-8." }]);
  }
};

const checkConfirmation = (body: unknown, WindowExecutionId: string): void => {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalidRequest([{ parameter: "body", detail: "It is no JSON object." }]);
  }
  const faults: RequestFault[] = Object.keys(body)
    .filter((name) => name !== "WindowExecutionId")
    .slice(0, 20)
    .map((name) => ({
      parameter: name.slice(0, 60),
      detail: "There is no such member; it has WindowExecutionId.",
    }));
  const confirmed: unknown = Object.hasOwn(body, "WindowExecutionId")
    ? Reflect.get(body, "WindowExecutionId")
    : undefined;
  if (confirmed !== WindowExecutionId) {
    const detail =
      confirmed === undefined
        ? "It is missing; repeat the id of the execution here."
        : "It is not the id in the path; nothing was stopped.";
    faults.unshift({ parameter: "WindowExecutionId", detail });
  }
  if (faults.length > 0) throw invalidRequest(faults);
};
