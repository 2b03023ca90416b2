/** Creates the transport of a source. The code of each source is loaded on demand. */
import { withCache, withRetry, type Transport } from "@windowpane/core";
import { EnvironmentError } from "@windowpane/http-api";
import type { SourceSettings } from "./env.ts";
import type { Platform } from "./platform.ts";

/**
 * Opens the source of the data.
 *
 * @throws EnvironmentError if the scenario is unknown.
 */
export const openSource = async (settings: SourceSettings, platform: Platform): Promise<Transport> => {
  if (settings.kind === "aws") {
    const { awsSource } = await import("./aws.ts");
    // No pacing as in the terminal: it wakes one request by another request's timer, which workerd forbids.
    const transport = withRetry(awsSource(settings, platform), {
      sleep: (milliseconds) => platform.sleep(milliseconds, new AbortController().signal),
      random: platform.random,
      // A free Worker may send 50 requests per incoming request, see `limits.ts`.
      attempts: 2,
      // The default of 20 seconds is too long for a web API; the client gets Retry-After instead.
      maxDelay: 2000,
    });
    return withCache(transport, cacheOptions);
  }
  const { demoSource } = await import("./demo.ts");
  try {
    // Demo only: the confirming request could outlive the request that caused it, which workerd forbids for `fetch`.
    return withCache(demoSource(settings.scenario, platform), { ...cacheOptions, confirmEnds: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EnvironmentError(error.message, "Set WINDOWPANE_SOURCE to demo for the default scenario.");
  }
};

/** Cached in the memory of the instance (128 MB), as long as Cloudflare runs it. */
const cacheOptions = { maxEntries: 100 };
