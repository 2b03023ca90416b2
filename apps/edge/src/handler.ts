import { createApp, isEnvironmentError, type EnvironmentError } from "@windowpane/http-api";
import { readEnv, type Env } from "./env.ts";
import { openSource } from "./source.ts";
import type { Platform } from "./platform.ts";

/** Handles a request. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** Creates the app from the environment. If the environment is invalid, the handler refuses every request. */
export const createHandler = async (env: Env, platform: Platform): Promise<Handler> => {
  try {
    const { source, app } = readEnv(env, platform.now);
    const transport = await openSource(source, platform);
    const { now, randomUUID, sleep, log } = platform;
    const { fetch } = createApp({ ...app, transport, now, randomUUID, sleep, log });
    return (request) => fetch(request);
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    return refuseAll(error, platform);
  }
};

/**
 * Creates a handler that refuses every request with 503 and logs the reason. The problem document names the variables to set,
 * never their values, so that a first request after the deployment shows what is missing.
 */
const refuseAll =
  ({ message, advice }: EnvironmentError, { log, now }: Pick<Platform, "log" | "now">) =>
  (): Response => {
    const title = "The Worker is not configured.";
    const detail = `${message} ${advice}`;
    const entry = {
      time: now().toISOString(),
      level: "error",
      message: `${title} ${detail}`,
      status: 503,
    } as const;
    log(entry);
    return new Response(JSON.stringify({ type: "about:blank", title, status: 503, detail }), {
      status: 503,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    });
  };
