/** The response of a deployment that is not configured. */
import type { EnvironmentError } from "@windowpane/http-api";
import type { Platform } from "./platform.ts";

/** Handles a request. */
export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Creates a handler that refuses every request with 503 and logs the reason. The problem document names the variables to set,
 * never their values, so that a first request after the deployment shows what is missing.
 */
export const refuseAll =
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
