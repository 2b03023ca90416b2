import { jsonResponse } from "../route/route-response.ts";
import { structure, word } from "../schema/schema.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { route } from "../route/route.ts";

/** Liveness and readiness. */
export const healthRoutes = [
  route({
    id: "isAlive",
    method: "GET",
    path: "/healthz",
    tag: "Service",
    summary: "Check liveness",
    about: "Responds whenever the server runs. Sends no request to AWS.",
    operations: [],
    formats: [{ media: "application/json", schema: structure({ status: word(["ok"]) }) }],
    pathParameters: {},
    queryParameters: {},
    handle: async () => jsonResponse({ status: "ok" }, "moving"),
  }),
  route({
    id: "isReady",
    method: "GET",
    path: "/readyz",
    tag: "Service",
    summary: "Check readiness",
    about: "The host decides when the server is ready.",
    operations: [],
    formats: [{ media: "application/json", schema: structure({ status: word(["ready"]) }) }],
    pathParameters: {},
    queryParameters: {},
    problems: ["not-ready"],
    handle: async ({ isReady }) => {
      const ready = await isReady().catch(() => false);
      if (!ready)
        throw new ProblemError("not-ready", {
          detail: "The server cannot serve requests now. Retry in a moment.",
        });
      return jsonResponse({ status: "ready" }, "moving");
    },
  }),
];
