import { reportExecution, type ExecutionReport } from "@windowpane/report";
import type { Context } from "../context/context.ts";

/** Reads an execution down to its machines. */
export const readExecution = async (
  context: Context,
  WindowExecutionId: string,
): Promise<ExecutionReport> => {
  const { host, console, options, settings } = context;
  return reportExecution(await context.client(), {
    WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    includeSensitive: options["includeSensitive"] === true,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void console.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
};
