import type { Transport } from "@windowpane/core";
import { mockTransport, patchNight, scenarioNamed } from "@windowpane/transport-mock";
import type { Platform } from "./platform.ts";

/**
 * Creates a transport to the demo account. Cloudflare starts many instances of a Worker at different times. The scenario is
 * aligned to ten minutes instead of the start, so that instances that started close together show the same data. IDs and tokens
 * are the same in all instances.
 *
 * @throws RangeError if the scenario is unknown.
 */
export const demoSource = (name: string | undefined, { now }: Pick<Platform, "now">): Transport => {
  const { name: own, plan } = name === undefined || name === "" ? patchNight : scenarioNamed(name);
  return mockTransport({
    clock: { now },
    scenario: { name: own, plan: (options) => plan({ ...options, now: tenthMinuteOf(options.now) }) },
  });
};

const tenthMinuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / TEN_MINUTES) * TEN_MINUTES);

const TEN_MINUTES = 600_000;
