import { json } from "../answer/answer.ts";
import { structure, word } from "../openapi/schema.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { route } from "../route.ts";

/** Whether the server lives and can serve. */
export const healthRoutes = [
  route({
    id: "isAlive",
    method: "GET",
    path: "/healthz",
    tag: "Service",
    summary: "Whether the server lives",
    about: "Always, if it answers. Asks nothing of AWS.",
    operations: [],
    forms: [{ media: "application/json", schema: structure({ status: word(["ok"]) }) }],
    pathParameters: {},
    queryParameters: {},
    answer: async () => json({ status: "ok" }, "moving"),
  }),
  route({
    id: "isReady",
    method: "GET",
    path: "/readyz",
    tag: "Service",
    summary: "Whether the server can serve",
    about: "What that takes is the host's to say.",
    operations: [],
    forms: [{ media: "application/json", schema: structure({ status: word(["ready"]) }) }],
    pathParameters: {},
    queryParameters: {},
    problems: ["not-ready"],
    answer: async ({ isReady }) => {
      const ready = await isReady().catch(() => false);
      if (!ready) throw new ProblemError("not-ready", { detail: "The server cannot serve requests now." });
      return json({ status: "ready" }, "moving");
    },
  }),
];
