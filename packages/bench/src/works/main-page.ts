import type { Output } from "@windowpane/core";
import { fleetIds } from "@windowpane/transport-mock";

/** Number of invocations in the account of the servers. */
export const FLEET = 10_000;

/** The main operation's request: 100 invocations. */
export const mainRequest = {
  WindowExecutionId: fleetIds.WindowExecutionId,
  TaskId: fleetIds.TaskId,
  MaxResults: 100,
} as const;

/** A page of the main operation as JSON, with times in wire format. */
export const wireJson = (page: Output<"DescribeMaintenanceWindowExecutionTaskInvocations">): string => {
  const seconds = (time: Date | undefined): number | undefined => time && time.getTime() / 1000;
  return JSON.stringify({
    ...page,
    WindowExecutionTaskInvocationIdentities: page.WindowExecutionTaskInvocationIdentities?.map((row) => ({
      ...row,
      StartTime: seconds(row.StartTime),
      EndTime: seconds(row.EndTime),
    })),
  });
};
