import type { Client } from "@windowpane/core";
import {
  listMachines,
  readExecutionOutput,
  writeOutputText,
  type ExecutionOutputOptions,
  type ExecutionReport,
} from "@windowpane/report";
import { budgetOf } from "../limits/with-budget.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { jsonResponse, type Freshness, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { freshnessOfReport, readReport } from "./read-report.ts";

/** The machine whose output to read, and the format of the response. */
interface OutputRef {
  readonly windowExecutionId: string;
  readonly instanceId: string;
  /** Default: all tasks. */
  readonly taskId: string | undefined;
  /** Default: all invocations. */
  readonly invocationId: string | undefined;
  /** Default: as negotiated. */
  readonly format: "json" | "text" | undefined;
}

/** Responds with what a machine printed. */
export const outputResponse = async (request: RouteRequest, ref: OutputRef): Promise<RouteResponse> => {
  const { limits, signal, media } = request;
  const client = request.client(budgetOf(limits, "requestsPerScan"));
  const { known, machines, freshness: ifComplete } = await findRows(request, client, ref);
  const { concurrency } = limits;
  const read = await readExecutionOutput(client, known, { machines, isOne: true, concurrency, signal });
  if (read.machines.length + read.notes.length + read.gaps.length === 0) throw absentMachine(ref);
  const output = { ...read, gaps: publicGaps(read.gaps, false) };
  const freshness = read.complete ? ifComplete : "moving";
  const isText = ref.format === undefined ? media === "text/plain" : ref.format === "text";
  return isText
    ? { kind: "whole", media: "text/plain", text: writeOutputText(output), freshness }
    : jsonResponse(output, freshness);
};

/** Where a machine is in an execution. */
interface FoundRows {
  readonly known: Pick<ExecutionReport, "WindowExecutionId" | "gaps">;
  readonly machines: ExecutionOutputOptions["machines"];
  readonly freshness: Freshness;
}

/** Finds where the machine is in the execution. With the IDs of an invocation, nothing needs to be read. */
const findRows = async (request: RouteRequest, client: Client, ref: OutputRef): Promise<FoundRows> => {
  const { windowExecutionId: WindowExecutionId, instanceId: InstanceId, taskId, invocationId } = ref;
  if (taskId !== undefined && invocationId !== undefined) {
    const ids = { TaskExecutionId: taskId, InvocationId: invocationId, InstanceId };
    return { known: { WindowExecutionId, gaps: [] }, machines: [ids], freshness: "registered" };
  }
  const report = await readReport(request, client, WindowExecutionId, { patches: false });
  const machines = listMachines(report).filter(
    (machine) =>
      machine.InstanceId === InstanceId &&
      (taskId === undefined || machine.TaskExecutionId === taskId) &&
      (invocationId === undefined || machine.InvocationId === invocationId),
  );
  if (machines.length === 0 && report.complete) throw absentMachine(ref);
  return { known: report, machines, freshness: freshnessOfReport(report) };
};

const absentMachine = ({ windowExecutionId, instanceId, taskId, invocationId }: OutputRef): ProblemError => {
  const where =
    invocationId !== undefined
      ? `Invocation ${invocationId}`
      : taskId !== undefined
        ? `Task ${taskId}`
        : `Execution ${windowExecutionId}`;
  return new ProblemError("not-found", {
    detail: `${where} does not include the machine ${instanceId}. See /v1/executions/${windowExecutionId}/targets for the machines of the execution.`,
  });
};
