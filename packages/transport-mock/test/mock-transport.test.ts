import { createClient, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { documentation, fleet, fleetIds, mockTransport, type MockOptions } from "../src/index.ts";
import { ids, smallAccount } from "./small-account.ts";

const { WindowExecutionId, TaskId } = fleetIds;

/** The responses of a mock to several requests, including errors and tokens, as text. */
const transcript = async (transport: Transport): Promise<string> => {
  const client = createClient(transport);
  const refusal = await client
    .call("GetMaintenanceWindow", { WindowId: ids.window })
    .catch((error: unknown) => error);
  const responses = [
    await client.call("DescribeMaintenanceWindows", {}),
    await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", { WindowExecutionId, TaskId }),
    await client.call("ListCommandInvocations", { Details: true }),
    Object.entries(refusal as Error), // a client rejects with errors
  ];
  return JSON.stringify(responses);
};

const make = (options: MockOptions = {}) =>
  mockTransport({ scenario: fleet({ invocations: 200 }), ...options });

describe("the mock transport", () => {
  it("returns identical responses for the same seed, and others for another", async () => {
    const first = await transcript(make({ seed: 5 }));
    expect(await transcript(make({ seed: 5 }))).toBe(first);
    expect(await transcript(make({ seed: 6 }))).not.toBe(first);
  });

  it("uses the scenario's time by default", () => {
    expect(mockTransport({ scenario: documentation }).clock.now()).toEqual(new Date("2024-08-04T19:00:00Z"));
    expect(mockTransport({ scenario: smallAccount }).clock.now()).toEqual(new Date("2026-11-22T08:00:00Z"));
  });

  it("accepts any object with now() as a clock", async () => {
    const clock = { now: () => new Date("2026-11-22T02:01:00Z") };
    const client = createClient(mockTransport({ scenario: smallAccount, clock }));
    expect(
      await client.call("GetMaintenanceWindowExecution", { WindowExecutionId: ids.execution }),
    ).toMatchObject({
      Status: "PENDING",
    });
  });

  it("counts the requests that reach it, without those that the core rejects", async () => {
    const transport = make();
    const client = createClient(transport);
    await client.call("DescribeMaintenanceWindows", {});
    await client.call("DescribeMaintenanceWindows", { MaxResults: 1 }).catch(() => {});
    await transport.send("DescribeMaintenanceWindows", {}, { signal: AbortSignal.abort() }).catch(() => {});
    expect(transport.requests).toBe(1);
  });

  it("gives each error a request ID, and no unknown members", async () => {
    const transport = make();
    const refuse = (): Promise<unknown> =>
      transport.send("GetMaintenanceWindow", { WindowId: ids.window }, {}).catch((error: unknown) => error);
    const [one, other] = [await refuse(), await refuse()];
    const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    expect(Reflect.get(one as Error, "requestId")).toMatch(pattern); // it was caught
    expect(one).not.toMatchObject({ requestId: Reflect.get(other as Error, "requestId") as unknown });
    expect(one).toMatchObject({ retryAfter: undefined, retryable: false });
  });
});
