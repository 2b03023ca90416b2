import { describe, expect, it } from "vitest";
import { quietCosts, ROW_BYTES, runCosts, type CalculatedCosts } from "./model.ts";
import { isFailed, simulate, type Costs } from "./simulate.ts";
import { readCosts, withTable } from "./table.ts";

/** Largest difference between calculation and simulation. */
const TOLERANCE = 0.03;

const expectClose = (calculated: CalculatedCosts, simulated: Costs): void => {
  for (const name of ["requests", "rowsWritten", "rowsRead", "r2Writes"] as const) {
    const difference = Math.abs(calculated[name] - simulated[name]);
    expect(difference, `${name}: ${calculated[name]} calculated, ${simulated[name]} in the simulation`)
      // Of few rows, a single one is more than the tolerance.
      .toBeLessThanOrEqual(Math.max(1, simulated[name] * TOLERANCE));
  }
};

describe("costs of collecting", () => {
  it.each([
    { windows: 1, machines: 20 },
    { windows: 6, machines: 130 },
    { windows: 12, machines: 1000 },
  ])(
    "are as calculated in D1 and R2, with $windows windows and $machines machines",
    async ({ windows, machines }) => {
      const failed = Array.from({ length: machines }, (_, index) => index).filter(isFailed).length;
      const { quiet, first, run, databaseBytes, stored } = await simulate({ windows, machines });
      expect(stored).toBe(2);
      expectClose(quietCosts({ windows }), quiet);
      expectClose(runCosts({ machines, failed, isFirst: true }), first);
      expectClose(runCosts({ machines, failed }), run);
      if (machines < 1000) return;
      expect(databaseBytes / machines).toBeGreaterThan(ROW_BYTES * 0.8);
      expect(databaseBytes / machines).toBeLessThan(ROW_BYTES * 1.2);
    },
    120_000,
  );

  it("are in docs/costs.md as calculated", () => {
    const document = readCosts();
    expect(withTable(document)).toBe(document);
  });
});
