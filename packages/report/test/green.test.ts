/** Green means green: drawn from executions that passed, with nothing wrong or one or two things, each of them counted. */
import { createClient } from "@windowpane/core";
import { fixedClock, mockTransport, type ExecutionPlan } from "@windowpane/transport-mock";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportExecution, type ExecutionReport } from "../src/index.ts";
import { defects, withChanges, type Defect } from "./defects.ts";
import { greenNights } from "./nights.ts";
import { account, now, WindowExecutionId } from "./small-plan.ts";

/** What is wrong, and which part of the execution it happens to. */
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

/** Mostly nothing: a property about green needs green. */
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
      fc.asyncProperty(greenNights, mostlyNothing, async (plan, placements) => {
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

  it.each(defects.map((defect) => [defect.name, defect] as const))(
    "never stands over %s",
    async (_, defect) => {
      // What an execution has nothing of is drawn again: the library fails when it cannot reach the number of runs.
      await fc.assert(
        fc.asyncProperty(greenNights, fc.nat(11), async (plan, at) => {
          const report = await read(plan, [{ defect, at }]);
          fc.pre(report !== undefined);
          expect(report.verdict).not.toBe("PASSED");
        }),
        { numRuns: 12 },
      );
    },
  );
});
