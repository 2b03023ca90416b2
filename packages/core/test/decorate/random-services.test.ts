import { describe, expect, it } from "vitest";
import { kinds, read, scenario } from "./random-services.ts";

/** Services of each kind. */
const COUNT = 40;

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** Times as multiples of the shortest possible time. */
const goals = {
  quota: { median: 1.1, ninetieth: 1.75, worst: 2.5 },
  chance: { median: 1.3, ninetieth: 2, worst: 3 },
  both: { median: 1.25, ninetieth: 2, worst: 3 },
  change: { median: 1.1, ninetieth: 1.75, worst: 2.5 },
  others: { median: 1.1, ninetieth: 2, worst: 4 },
};

describe("a learned rate with random services", () => {
  it.each(kinds)("reads all lists in about the shortest possible time: %s", async (kind) => {
    const outcomes = await Promise.all(
      Array.from({ length: COUNT }, (_, seed) => read(scenario(kind, seed), seed + COUNT)),
    );
    const ratios = outcomes.map(({ ratio }) => ratio);
    const refusals = outcomes.map(({ refusalsPerRequest }) => refusalsPerRequest);
    expect(quantile(ratios, 0.5)).toBeLessThan(goals[kind].median);
    expect(quantile(ratios, 0.9)).toBeLessThan(goals[kind].ninetieth);
    expect(Math.max(...ratios)).toBeLessThan(goals[kind].worst);
    expect(quantile(refusals, 0.5)).toBeLessThan(0.75);
    expect(Math.max(...refusals)).toBeLessThan(2.5);
    const lost = outcomes.reduce((sum, { listsLost }) => sum + listsLost, 0);
    const byChance = outcomes.reduce((sum, { lostByChance }) => sum + lostByChance, 0);
    expect(lost).toBeLessThanOrEqual(byChance + 2 * Math.sqrt(byChance));
  });
});
