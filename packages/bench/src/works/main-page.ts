import { fixedClock, fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";

/** Number of invocations in the account of the servers. */
export const FLEET = 10_000;

/** The main operation's request: 100 invocations. */
export const mainRequest = {
  WindowExecutionId: fleetIds.WindowExecutionId,
  TaskId: fleetIds.TaskId,
  MaxResults: 100,
} as const;

/** Response to `mainRequest`, with times in wire format. */
export const mainPage = async (): Promise<unknown> => {
  const transport = mockTransport({
    scenario: fleet({ invocations: FLEET }),
    clock: fixedClock(new Date("2026-11-22T08:00:00Z")),
  });
  const page = await transport.send("DescribeMaintenanceWindowExecutionTaskInvocations", mainRequest, {});
  return JSON.parse(
    JSON.stringify(page, function (key, value: unknown) {
      const raw: unknown = Reflect.get(Object(this), key);
      return raw instanceof Date ? raw.getTime() / 1000 : value;
    }),
  );
};
