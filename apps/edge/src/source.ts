/** Creates the transport of a source. The code of each source is loaded on demand. */
import { createPace, withPace, withRetry, type Signal, type Transport } from "@windowpane/core";
import type { AwsSource } from "./aws.ts";
import type { SourceSettings } from "./env.ts";
import type { Platform } from "./platform.ts";

/** Source of one account and region. */
export type AccountSource = Exclude<SourceSettings, { readonly kind: "fleet" }>;

/**
 * Opens the source of one account and region.
 *
 * @throws EnvironmentError if the scenario is unknown.
 */
export const openSource = async (settings: AccountSource, platform: Platform): Promise<Transport> => {
  if (settings.kind === "aws") return retried(await pacedSource(settings, platform), forViewers, platform);
  const { demoSource } = await import("./demo.ts");
  return demoSource(settings.scenario, platform);
};

/** An account and region of AWS, and its rate. */
export interface PacedSource extends AwsSource {
  /** Requests per second, never exceeded. Default: learned from what AWS accepts. */
  readonly rate?: number | undefined;
}

/** Opens an account and region of AWS at its rate, without retries. */
export const pacedSource = async (settings: PacedSource, platform: Platform): Promise<Transport> => {
  const { awsSource } = await import("./aws.ts");
  // In a Durable Object, a request may wait for the timers and responses of another one. In a Worker, it may not.
  const pace = createPace({
    now: () => platform.now().getTime(),
    sleep: sleepOf(platform),
    rate: settings.rate,
  });
  return withPace(awsSource(settings, platform), pace);
};

/** Retries for a client that waits. */
export const forViewers = {
  // A free plan allows 50 requests per incoming request, see `limits.ts`.
  attempts: 2,
  // The default of 20 seconds is too long for a web API; the client gets Retry-After instead.
  maxDelay: 2000,
} as const;

/** Retries for a collection, for which no client waits. */
export const forCollections = { attempts: 5, maxDelay: 20_000 } as const;

/** Adds retries to a paced transport. */
export const retried = (
  transport: Transport,
  limits: { readonly attempts: number; readonly maxDelay: number },
  platform: Platform,
): Transport =>
  withRetry(transport, { sleep: sleepOf(platform), random: platform.random, paced: true, ...limits });

/** Returns the platform's delay for signals of the core. */
export const sleepOf =
  (platform: Platform) =>
  (milliseconds: number, signal: Signal | undefined): Promise<void> =>
    platform.sleep(milliseconds, signal instanceof AbortSignal ? signal : new AbortController().signal);

/**
 * Checks a source without opening it.
 *
 * @throws EnvironmentError if the scenario is unknown.
 */
export const checkSource = async (settings: SourceSettings): Promise<void> => {
  if (settings.kind !== "demo" || settings.scenario === undefined) return;
  const { readScenario } = await import("./demo.ts");
  readScenario(settings.scenario);
};
