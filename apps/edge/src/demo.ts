import type { Transport } from "@windowpane/core";
import { mockTransport, patchNight, scenarioNamed } from "@windowpane/transport-mock";
import type { World } from "./world.ts";

/**
 * The made-up account. Cloudflare runs many instances of a Worker, each started when it pleases; laid around every tenth
 * minute instead of around its own start, those that started together tell the same story. Ids and tokens are the same
 * in all of them.
 *
 * @throws RangeError when there is no such scenario.
 */
export const demoSource = (name: string | undefined, { now }: Pick<World, "now">): Transport => {
  const { name: own, plan } = name === undefined || name === "" ? patchNight : scenarioNamed(name);
  return mockTransport({
    clock: { now },
    scenario: { name: own, plan: (options) => plan({ ...options, now: tenthMinuteOf(options.now) }) },
  });
};

const tenthMinuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / TEN_MINUTES) * TEN_MINUTES);

const TEN_MINUTES = 600_000;
