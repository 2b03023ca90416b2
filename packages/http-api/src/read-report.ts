import type { Client } from "@windowpane/core";
import {
  isFinalReport,
  reportExecution,
  type ExecutionReport,
  type TimelineWindow,
} from "@windowpane/report";
import type { Freshness } from "./answer/answer.ts";
import { awsText, type Parameter } from "./parameters/parameter.ts";
import type { Asked } from "./route.ts";

/** What reading an execution down to its machines asks of AWS. */
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

/** Reads an execution down to its machines, within what one request may ask of AWS. */
export const readReport = (
  { limits, signal }: Pick<Asked, "limits" | "signal">,
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

/** The window of an execution, which AWS's answers about the execution do not name. */
export const ofWindow: Parameter<string | undefined> = {
  ...awsText("GetMaintenanceWindow", "WindowId"),
  about:
    "The window that the execution belongs to, as its list of executions names it: with it the answer has the window's name, and the times of its cutoff and end.",
  schema: { type: "string", minLength: 20, maxLength: 20 },
};

/** What is registered with a window, where one was named. */
export const readWindow = async (
  { signal }: Pick<Asked, "signal">,
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
 * One with a gap may be whole next time, one that is cancelled may still have machines at work, and one with a machine
 * that has not reported its patches may have them next time.
 */
export const freshnessOfReport = (report: ExecutionReport): Freshness =>
  isFinalReport(report) ? "final" : "moving";
