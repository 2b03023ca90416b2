/** From settings to a transport. Each is loaded when it is wanted. */
import { withCache, withRetry, type Transport } from "@windowpane/core";
import { EnvironmentError } from "@windowpane/http-api";
import type { SourceSettings } from "./env.ts";
import type { World } from "./world.ts";

/**
 * Opens what stands behind the app.
 *
 * @throws EnvironmentError when there is no such scenario.
 */
export const openSource = async (settings: SourceSettings, world: World): Promise<Transport> => {
  if (settings.kind === "aws") {
    const { awsSource } = await import("./aws.ts");
    // Without the pace that the terminal has: whoever waits in its line is woken by another request's timer, which
    // workerd forbids.
    const transport = withRetry(awsSource(settings, world), {
      sleep: (milliseconds) => world.sleep(milliseconds, new AbortController().signal),
      random: world.random,
      // A free Worker may send 50 requests while it answers one, see `freePlan`.
      attempts: 2,
      // Nobody waits 20 seconds for a page of a web API; its client is told to come again.
      maxDelay: 2000,
    });
    return withCache(transport, kept);
  }
  const { demoSource } = await import("./demo.ts");
  try {
    // Not over AWS: a response about an execution's end could outlive the request that caused it, which workerd forbids.
    return withCache(demoSource(settings.scenario, world), { ...kept, confirmEnds: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EnvironmentError(error.message, "Set WINDOWPANE_SOURCE to demo for a night of patching.");
  }
};

/** Kept as long as Cloudflare keeps this instance of the Worker, in its memory of 128 MB only. */
const kept = { maxEntries: 100 };
