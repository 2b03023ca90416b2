import { createClient, type Input } from "@windowpane/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fleet, fleetIds, mockTransport, type MockFault } from "../src/index.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const { WindowExecutionId, TaskId } = fleetIds;

const mock = (invocations: number, faults: readonly MockFault[] = []) =>
  createClient(mockTransport({ scenario: fleet({ invocations, failureRate: 0.3 }), faults }));

const walk = async (client: ReturnType<typeof mock>, more: Partial<Input<typeof LIST>>) => {
  const found: string[] = [];
  for await (const item of client.items(LIST, { WindowExecutionId, TaskId, ...more })) {
    found.push(`${item.InvocationId} ${item.Status}`);
  }
  return found;
};

const statuses = ["PENDING", "IN_PROGRESS", "SUCCESS", "FAILED", "TIMED_OUT", "CANCELLING", "CANCELLED"];

/** A list of any length, with any page size, filter and harmless faults. */
const walks = {
  count: fc.nat({ max: 350 }),
  MaxResults: fc.integer({ min: 10, max: 100 }),
  Values: fc.option(fc.subarray(statuses, { minLength: 1 }), { nil: undefined }),
  faults: fc.subarray<MockFault>([
    { kind: "empty-page", every: 2 },
    { kind: "trailing-empty-page" },
    { kind: "empty-page", probability: 0.3 },
  ]),
};

describe("reading all pages", () => {
  it("returns every item once and in order, for any page size, filter and harmless fault", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record(walks), async ({ count, MaxResults, Values, faults }) => {
        const whole = await walk(mock(count), { MaxResults: 100 });
        expect(whole).toHaveLength(count);
        expect(new Set(whole).size).toBe(count);
        const Filters = Values === undefined ? undefined : [{ Key: "STATUS", Values }];
        const wanted = whole.filter((line) => Values?.includes(line.split(" ")[1] ?? "") ?? true);
        expect(await walk(mock(count, faults), { MaxResults, Filters })).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it("has no token on the last page, and full pages before it", async () => {
    const sizes: number[] = [];
    for await (const page of mock(100).pages(LIST, { WindowExecutionId, TaskId, MaxResults: 25 })) {
      sizes.push(page.WindowExecutionTaskInvocationIdentities?.length ?? 0);
    }
    expect(sizes).toEqual([25, 25, 25, 25]);
  });

  it("has 50 items per page by default", async () => {
    const response = await mock(60).call(LIST, { WindowExecutionId, TaskId });
    expect(response.WindowExecutionTaskInvocationIdentities).toHaveLength(50);
  });

  it("scans 10,000 items for a filtered page, and continues from there", async () => {
    const client = createClient(
      mockTransport({ scenario: fleet({ invocations: 100_000, failureRate: 0.000_02 }) }),
    );
    const Filters = [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }];
    const sizes: number[] = [];
    for await (const page of client.pages(LIST, { WindowExecutionId, TaskId, Filters })) {
      sizes.push(page.WindowExecutionTaskInvocationIdentities?.length ?? 0);
    }
    expect(sizes).toHaveLength(10);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(2);
  });

  it("continues only in a mock with the same scenario and seed", async () => {
    const { NextToken } = await mock(60).call(LIST, { WindowExecutionId, TaskId });
    const input = { WindowExecutionId, TaskId, NextToken: NextToken ?? "" };
    const rest = await mock(60).call(LIST, input);
    expect(rest.WindowExecutionTaskInvocationIdentities).toHaveLength(10);
    const others = [
      mockTransport({ scenario: fleet({ invocations: 60 }), seed: 2 }),
      mockTransport({ scenario: fleet({ invocations: 61 }) }),
    ];
    for (const other of others) {
      await expect(createClient(other).call(LIST, input)).rejects.toMatchObject({
        code: "ValidationException",
      });
    }
  });
});
