/** Creates the transport of a source. The code of each source is loaded on demand. */
import { createPace, withPace, withRetry, type Signal, type Transport } from "@windowpane/core";
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
    const sleep = (milliseconds: number, signal: Signal | undefined): Promise<void> =>
      platform.sleep(milliseconds, signal instanceof AbortSignal ? signal : new AbortController().signal);
    // In a Durable Object, a request may wait for the timers and responses of another one. In a Worker, it may not.
    const pace = createPace({ now: () => platform.now().getTime(), sleep });
    return withRetry(withPace(awsSource(settings, platform), pace), {
      sleep,
      random: platform.random,
      paced: true,
      // A free plan allows 50 requests per incoming request, see `limits.ts`.
      attempts: 2,
      // The default of 20 seconds is too long for a web API; the client gets Retry-After instead.
      maxDelay: 2000,
    });
  }
  const { demoSource } = await import("./demo.ts");
  return demoSource(settings.scenario, platform);
};

/**
 * Checks a source without opening it.
 *
 * @throws EnvironmentError if the scenario is unknown.
 */
export const checkSource = async (settings: SourceSettings): Promise<void> => {
  if (settings.kind === "aws" || settings.scenario === undefined) return;
  const { readScenario } = await import("./demo.ts");
  readScenario(settings.scenario);
};
