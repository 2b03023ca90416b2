import type { ExecutionReport } from "@windowpane/report";
import type { Command } from "../command.ts";
import type { Context } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
import { executionArgument, readUuids } from "./arguments.ts";
import { executionChain } from "./chain.ts";
import { machineColumns, machineRows } from "./machine-rows.ts";

export const reportCommand: Command = {
  name: "report",
  summary: "report on one execution: verdict, counts, tasks, causes",
  description: "The document to hand on. Sensitive members are left out.",
  arguments: [executionArgument],
  options: ["format", "exitStatus"],
  examples: [
    { line: "report EXECUTION", gives: "the report as text" },
    { line: "report EXECUTION --format json", gives: "everything that was read, as JSON" },
    { line: "report EXECUTION --exit-status", gives: "exit 1 unless the verdict is PASSED" },
  ],
  async run(context) {
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    if (context.settings.showCli) {
      await context.showCalls(executionChain(WindowExecutionId));
      return exitCodes.done;
    }
    const report = await readExecution(context, WindowExecutionId);
    const { executionText } = await import("../prose/execution.ts");
    const { pageFor } = await import("../prose/page.ts");
    await context.show({
      value: report,
      rows: machineRows(report.tasks),
      columns: machineColumns,
      text: () => executionText(pageFor(context), report),
    });
    return context.settings.exitStatus && report.verdict !== "PASSED" ? exitCodes.notPassed : exitCodes.done;
  },
};

/** Reads an execution down to its machines. */
export const readExecution = async (
  context: Context,
  WindowExecutionId: string,
): Promise<ExecutionReport> => {
  const { host, screen } = context;
  const { reportExecution } = await import("@windowpane/report");
  return reportExecution(await context.client(), {
    WindowExecutionId,
    signal: host.interrupt,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void screen.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
};
