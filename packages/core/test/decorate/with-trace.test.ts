import { expect, it } from "vitest";
import { ServiceError, withTrace, type TraceEvent, type Transport } from "../../src/index.ts";

const traced = (transport: Transport): { readonly transport: Transport; readonly events: TraceEvent[] } => {
  const events: TraceEvent[] = [];
  let time = 100;
  return {
    events,
    transport: withTrace(transport, { now: () => (time += 5), observe: (event) => events.push(event) }),
  };
};

it("reports the request, its time and duration", async () => {
  const { transport, events } = traced({ name: "canned", send: async () => ({ Description: "secret" }) });
  expect(await transport.send("GetMaintenanceWindow", { WindowId: "mw-1" }, {})).toEqual({
    Description: "secret",
  });
  expect(events).toEqual([
    {
      operation: "GetMaintenanceWindow",
      input: { WindowId: "mw-1" },
      start: 105,
      duration: 5,
      outcome: "succeeded",
    },
  ]);
});

it("reports an error code and rejects with the same error", async () => {
  const error = new ServiceError("x", {
    code: "AccessDeniedException",
    message: "User arn:... may not",
    requestId: "r-1",
  });
  const { transport, events } = traced({ name: "no", send: () => Promise.reject(error) });
  await expect(transport.send("DescribeMaintenanceWindows", {}, {})).rejects.toBe(error);
  expect(events).toMatchObject([
    { outcome: "failed", error: { kind: "service", code: "AccessDeniedException", requestId: "r-1" } },
  ]);
});

it("reports an abort without an error", async () => {
  const { transport, events } = traced({ name: "no", send: () => Promise.reject(new Error("left")) });
  await expect(transport.send("DescribeMaintenanceWindows", {}, {})).rejects.toThrow("left");
  expect(events).toMatchObject([{ outcome: "failed" }]);
  expect(events[0]).not.toHaveProperty("error");
});
