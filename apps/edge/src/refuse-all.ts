import type { EnvironmentError } from "@windowpane/http-api";
import type { World } from "./world.ts";

/**
 * Refuses every request, as nothing may be served: 503 with a problem document that says what to set, and the same in the
 * log. It names variables, never what they hold, and whoever deploys the Worker reads it in the first answer they get.
 */
export const refuseAll =
  ({ message, advice }: EnvironmentError, { log, now }: Pick<World, "log" | "now">) =>
  (): Response => {
    const title = "This Worker is not set up.";
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
