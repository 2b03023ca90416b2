import type { Transport } from "@windowpane/core";
import { EnvironmentError } from "@windowpane/http-api";
import { mockTransport, patchNight, scenarioNamed, type Scenario } from "@windowpane/transport-mock";
import type { Platform } from "./platform.ts";

/**
 * Creates a transport to the demo account. Its object can move to another machine and start again at any time. The scenario is
 * aligned to ten minutes instead of the start, so that objects that started close together show the same data. IDs and tokens
 * are always the same.
 *
 * @throws EnvironmentError if the scenario is unknown.
 */
export const demoSource = (name: string | undefined, { now }: Pick<Platform, "now">): Transport => {
  const { name: own, plan } = readScenario(name);
  return mockTransport({
    clock: { now },
    scenario: { name: own, plan: (options) => plan({ ...options, now: tenthMinuteOf(options.now) }) },
  });
};

/**
 * Returns a scenario by its name, by default the demo's.
 *
 * @throws EnvironmentError if the scenario is unknown.
 */
export const readScenario = (name: string | undefined): Scenario => {
  if (name === undefined || name === "") return patchNight;
  try {
    return scenarioNamed(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EnvironmentError(error.message, "Set WINDOWPANE_SOURCE to demo for the default scenario.");
  }
};

const tenthMinuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / TEN_MINUTES) * TEN_MINUTES);

const TEN_MINUTES = 600_000;
