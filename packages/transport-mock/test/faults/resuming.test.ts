/** A list under a fault returns every item once and in order, or fails with the token to resume from. */
import { createClient, isWindowpaneError, type Input } from "@windowpane/core";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fleet, fleetIds, mockTransport, type MockFault } from "../../src/index.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

const timing = fc.record(
  {
    after: fc.integer({ min: 0, max: 6 }),
    every: fc.integer({ min: 1, max: 4 }),
    times: fc.integer({ min: 1, max: 3 }),
    probability: fc.constantFrom(0.3, 0.7, 1),
  },
  { requiredKeys: ["times"] },
);

const fault: fc.Arbitrary<MockFault> = fc
  .tuple(
    fc.constantFrom(
      "server-error",
      "dropped-response",
      "access-denied",
      "empty-page",
      "trailing-empty-page",
      "repeated-token",
      "expired-token",
    ),
    timing,
  )
  .map(([kind, when]) => ({ kind, ...when }));

const throttling: fc.Arbitrary<MockFault> = fc
  .record({ burst: fc.integer({ min: 0, max: 5 }), times: fc.integer({ min: 1, max: 5 }) })
  .map((bucket) => ({ kind: "throttling", rate: 0, ...bucket }));

/** Number of failures, before and after the first page. */
const breaks = { atTheStart: 0, later: 0 };

/** Reads a list to its end, resuming after each failure; returns the IDs in order. */
const readToTheEnd = async (
  invocations: number,
  MaxResults: number,
  faults: readonly MockFault[],
): Promise<readonly unknown[]> => {
  const client = createClient(mockTransport({ scenario: fleet({ invocations }), faults }));
  const { WindowExecutionId, TaskId } = fleetIds;
  const ids: unknown[] = [];
  let from: string | undefined;
  // Every fault ends after a few requests.
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const start: Input<typeof LIST> = { WindowExecutionId, TaskId, MaxResults };
    const input = from === undefined ? start : { ...start, NextToken: from };
    try {
      for await (const { InvocationId } of client.items(LIST, input)) ids.push(InvocationId);
      return ids;
    } catch (error) {
      if (!isWindowpaneError(error)) throw error;
      // Without a token, the first page failed.
      breaks[error.resumeFrom === undefined ? "atTheStart" : "later"] += 1;
      if (error.resumeFrom === undefined) expect(ids).toEqual([]);
      from = error.resumeFrom;
    }
  }
  throw new Error("the list did not end");
};

it("resumes under every fault, and under two together", async () => {
  const whole = new Map<number, readonly unknown[]>();
  const faults = fc.array(fc.oneof(fault, throttling), { minLength: 1, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 95 }),
      fc.integer({ min: 10, max: 100 }),
      faults,
      async (size, page, wrong) => {
        const expected = whole.get(size) ?? (await readToTheEnd(size, 100, []));
        whole.set(size, expected);
        expect(expected).toHaveLength(size);
        expect(await readToTheEnd(size, page, wrong)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
  expect(Math.min(breaks.atTheStart, breaks.later)).toBeGreaterThanOrEqual(50);
});
