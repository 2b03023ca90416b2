/** PASSED means passed: random passed executions with zero to two defects. */
import { createClient } from "@windowpane/core";
import { fixedClock, mockTransport, type ExecutionPlan } from "@windowpane/transport-mock";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportExecution, type ExecutionReport } from "../src/index.ts";
import { defects, withChanges, type Defect } from "./defects.ts";
import { passedExecutions } from "./passed-executions.ts";
import { account, now, WindowExecutionId } from "./small-plan.ts";

/** A defect, and the part of the execution that has it. */
interface Placed {
  readonly defect: Defect;
  readonly at: number;
}

const read = async (plan: ExecutionPlan, wrong: readonly Placed[]): Promise<ExecutionReport | undefined> => {
  const changes = wrong.flatMap(({ defect, at }) => defect.change(plan, at) ?? []);
  if (changes.length < wrong.length) return undefined;
  const mock = mockTransport({ scenario: account(plan), clock: fixedClock(now) });
  return reportExecution(createClient(withChanges(mock, changes)), { WindowExecutionId });
};

const placed = fc.record({ defect: fc.constantFrom(...defects), at: fc.nat(11) });

/** Mostly no defect, so that many executions pass. */
const mostlyNothing = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Placed[]>([]) },
  { weight: 1, arbitrary: fc.array(placed, { minLength: 1, maxLength: 2 }) },
);

const GREEN_AT_LEAST = 1000;
const WRONG_AT_LEAST = 300;

describe("green", () => {
  it("never covers a machine that failed, was unreachable, did not run or could not be read", async () => {
    let green = 0;
    let wrong = 0;
    await fc.assert(
      fc.asyncProperty(passedExecutions, mostlyNothing, async (plan, placements) => {
        const report = await read(plan, placements);
        fc.pre(report !== undefined);
        const what = placements.map(({ defect }) => defect.name);
        if (placements.length > 0) wrong += 1;
        if (report.verdict !== "PASSED") {
          expect(what, "not green, though nothing is wrong").not.toEqual([]);
          return;
        }
        green += 1;
        expect(what).toEqual([]);
        expect(report).toMatchObject({ Status: "SUCCESS", complete: true, falseGreen: false, groups: [] });
        expect(report.counts.results.passed).toBe(report.counts.total);
      }),
      { numRuns: 1600 },
    );
    expect(green).toBeGreaterThanOrEqual(GREEN_AT_LEAST);
    expect(wrong).toBeGreaterThanOrEqual(WRONG_AT_LEAST);
  });

  it.each(defects.map((defect) => [defect.name, defect] as const))("never covers %s", async (_, defect) => {
    // Draws again if the execution lacks the subject; the library fails if it cannot reach the number of runs.
    await fc.assert(
      fc.asyncProperty(passedExecutions, fc.nat(11), async (plan, at) => {
        const report = await read(plan, [{ defect, at }]);
        fc.pre(report !== undefined);
        expect(report.verdict).not.toBe("PASSED");
      }),
      { numRuns: 12 },
    );
  });
});
