import { createEndpoint } from "@windowpane/endpoint";
import { Hono } from "hono";
import type { AppOptions } from "./options.ts";

/**
 * The app: `POST /` speaks AWS's protocol, everything else is REST. It runs wherever a `Request` is answered with a
 * `Response`.
 *
 * @throws Error when nobody is said who may call.
 */
export const createApp = (options: AppOptions): Hono => {
  const { transport, access, open = false, randomUUID } = options;
  if (access.length === 0 && !open) {
    throw new Error(
      "Nobody may call this app: `access` is empty. Give it an authenticator, or say `open: true` for a mock.",
    );
  }
  const app = new Hono();
  const endpoint = createEndpoint(transport, { requestId: randomUUID });
  app.post("/", (context) => endpoint(context.req.raw));
  return app;
};
