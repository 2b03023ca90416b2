import { createClient, TransportError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { manualClock, mockTransport, type MockFault } from "../../src/index.ts";
import { ids, minute, smallAccount } from "../small-account.ts";

const mock = (...faults: readonly MockFault[]) => {
  const clock = manualClock(minute(5));
  const transport = mockTransport({ scenario: smallAccount, clock, faults });
  const client = createClient(transport);
  /** The outcomes of consecutive requests: `ok` or the error's code. */
  const outcomes = async (count: number): Promise<readonly string[]> => {
    const found: string[] = [];
    for (let request = 0; request < count; request += 1) {
      const outcome = await client.call("DescribeMaintenanceWindows", {}).then(
        () => "ok",
        (error: unknown) => String(Reflect.get(error as object, "code")), // a rejection of a client is an error
      );
      found.push(outcome);
    }
    return found;
  };
  return { client, clock, outcomes };
};

describe("a server error", () => {
  it.each<readonly [string, Omit<Extract<MockFault, { kind: "server-error" }>, "kind">, string]>([
    ["at the third request", { after: 2, times: 1 }, "ok ok 500 ok ok ok"],
    ["at every third request", { every: 3 }, "ok ok 500 ok ok 500"],
    ["at every second request after the first", { after: 1, every: 2 }, "ok ok 500 ok 500 ok"],
    ["twice", { times: 2 }, "500 500 ok ok ok ok"],
    ["at no request of another operation", { operations: ["GetMaintenanceWindow"] }, "ok ok ok ok ok ok"],
  ])("fails %s", async (_, timing, expected) => {
    const { outcomes } = mock({ kind: "server-error", ...timing });
    const found = await outcomes(6);
    expect(found.map((outcome) => (outcome === "InternalServerError" ? "500" : outcome)).join(" ")).toBe(
      expected,
    );
  });

  it("can have another code and status, and is retryable", async () => {
    const { client } = mock({ kind: "server-error", code: "ServiceUnavailable", status: 503 });
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toMatchObject({
      code: "ServiceUnavailable",
      status: 503,
      retryable: true,
    });
  });

  it("fails its share of requests, the same ones each time", async () => {
    const fault: MockFault = { kind: "server-error", probability: 0.25 };
    const found = await mock(fault).outcomes(400);
    const failures = found.filter((outcome) => outcome !== "ok").length;
    expect(failures).toBeGreaterThan(60);
    expect(failures).toBeLessThan(140);
    expect(await mock(fault).outcomes(400)).toEqual(found);
  });
});

describe("throttling", () => {
  it("rejects requests when the bucket is empty, and refills with the clock", async () => {
    const { clock, outcomes } = mock({ kind: "throttling", rate: 2, burst: 3 });
    expect(await outcomes(4)).toEqual(["ok", "ok", "ok", "ThrottlingException"]);
    clock.advance(1000);
    expect(await outcomes(3)).toEqual(["ok", "ok", "ThrottlingException"]);
    clock.advance(3_600_000);
    expect(await outcomes(4)).toEqual(["ok", "ok", "ok", "ThrottlingException"]);
  });

  it("has the service's message, and the configured retryAfter", async () => {
    const { client } = mock({ kind: "throttling", rate: 0, burst: 0, retryAfter: 250 });
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toMatchObject({
      code: "ThrottlingException",
      message: "Rate exceeded",
      status: 400,
      retryable: true,
      retryAfter: 250,
    });
  });
});

describe("a dropped response", () => {
  it("is lost after the request was carried out", async () => {
    const { client } = mock({ kind: "dropped-response", operations: ["CancelMaintenanceWindowExecution"] });
    const input = { WindowExecutionId: ids.execution };
    await expect(client.call("CancelMaintenanceWindowExecution", input)).rejects.toBeInstanceOf(
      TransportError,
    );
    expect(await client.call("GetMaintenanceWindowExecution", input)).toMatchObject({ Status: "CANCELLING" });
  });

  it("can be an error response", async () => {
    const { client } = mock({ kind: "dropped-response" });
    await expect(
      client.call("GetMaintenanceWindowExecution", { WindowExecutionId: ids.unknown }),
    ).rejects.toBeInstanceOf(TransportError);
  });
});

describe("denied access", () => {
  it("names the operation and the resource, if permissions can be restricted to it", async () => {
    const { client } = mock({ kind: "access-denied" });
    await expect(client.call("GetMaintenanceWindow", { WindowId: ids.window })).rejects.toMatchObject({
      code: "AccessDeniedException",
      status: 400,
      message:
        "User: arn:aws:sts::123456789012:assumed-role/window-reader/windowpane is not authorized to perform: " +
        `ssm:GetMaintenanceWindow on resource: arn:aws:ssm:us-east-2:123456789012:maintenancewindow/${ids.window} ` +
        "because no identity-based policy allows the ssm:GetMaintenanceWindow action",
    });
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toThrow("on resource: * because");
  });

  it("does not affect other operations", async () => {
    const { client } = mock({ kind: "access-denied", operations: ["ListCommandInvocations"] });
    await expect(client.call("ListCommandInvocations", {})).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
    expect(await client.call("DescribeMaintenanceWindows", {})).toHaveProperty("WindowIdentities");
  });
});

describe("several faults", () => {
  it("apply in order, so that a rejected request does not reach the next one", async () => {
    const throttling: MockFault = { kind: "throttling", rate: 1, burst: 1 };
    const error: MockFault = { kind: "server-error", after: 1, times: 1 };
    expect(await mock(throttling, error).outcomes(3)).toEqual([
      "ok",
      "ThrottlingException",
      "ThrottlingException",
    ]);
    expect(await mock(error, throttling).outcomes(3)).toEqual([
      "ok",
      "InternalServerError",
      "ThrottlingException",
    ]);
  });
});
