import type { Client } from "@windowpane/core";
import {
  isFinalReport,
  reportExecution,
  type ExecutionReport,
  type TimelineWindow,
} from "@windowpane/report";
import { awsText, type Parameter } from "../parameters/parameter.ts";
import type { Freshness } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";

/** AWS operations that a report calls. */
export const reportOperations = [
  "GetMaintenanceWindowExecution",
  "DescribeMaintenanceWindowExecutionTasks",
  "DescribeMaintenanceWindowExecutionTaskInvocations",
  "GetMaintenanceWindowExecutionTask",
  "ListCommandInvocations",
  "GetAutomationExecution",
  "DescribeAutomationExecutions",
  "DescribeAutomationStepExecutions",
  "GetInventory",
  "DescribeInstancePatchStates",
] as const;

/** Reads the report of an execution, with the concurrency and the deadline of the request. */
export const readReport = (
  { limits, signal }: Pick<RouteRequest, "limits" | "signal">,
  client: Client,
  WindowExecutionId: string,
  options: {
    readonly patches: boolean;
    readonly includeSensitive?: boolean;
    readonly window?: TimelineWindow | undefined;
  },
): Promise<ExecutionReport> =>
  reportExecution(client, {
    WindowExecutionId,
    concurrency: limits.concurrency,
    signal,
    patches: options.patches,
    includeSensitive: options.includeSensitive ?? false,
    window: options.window,
  });

/** The `windowId` parameter: the window of an execution, which AWS does not return with the execution. */
export const windowIdOfExecution: Parameter<string | undefined> = {
  ...awsText("GetMaintenanceWindow", "WindowId"),
  about:
    "Window of the execution. With it, the report includes the name of the window and the times of its cutoff and end.",
  schema: { type: "string", minLength: 20, maxLength: 20 },
};

/** Reads a window and its registered tasks; undefined without an ID. */
export const readWindow = async (
  { signal }: Pick<RouteRequest, "signal">,
  client: Client,
  WindowId: string | undefined,
): Promise<(TimelineWindow & { readonly WindowId: string }) | undefined> => {
  if (WindowId === undefined) return undefined;
  const window = await client.call("GetMaintenanceWindow", { WindowId }, { signal });
  const tasks: NonNullable<TimelineWindow["tasks"]>[number][] = [];
  for await (const task of client.items("DescribeMaintenanceWindowTasks", { WindowId }, { signal }))
    tasks.push(task);
  return { ...window, WindowId, tasks };
};

/**
 * Returns how long a report stays valid. A later report can differ if this one has gaps, if machines of a cancelled execution
 * still run, or if a machine has not reported its patch state.
 */
export const freshnessOfReport = (report: ExecutionReport): Freshness =>
  isFinalReport(report) ? "final" : "moving";

/** The `windowId` parameter of routes that search for the window if it is not given. */
export const knownWindowId: Parameter<string | undefined> = {
  ...windowIdOfExecution,
  about: "Window of the execution. Default: searched, with a request to AWS for each window.",
};
