import { isFinalStatus, type Client, type Output } from "@windowpane/core";
import { automationOutput } from "./automation-output.ts";
import { createGapReader } from "../reading/reader.ts";
import { commandOutput, listedOutput } from "./command-output.ts";
import type { InvocationOutput, MachineOutput, OutputOptions } from "../../model/output.ts";
import { resultsWorstFirst } from "../../model/result.ts";
import { present } from "../../model/present.ts";

/**
 * Reads what the machines of an invocation printed, with the source of each text and whether it was cut. For one machine
 * this requests the whole output of each step; for all machines, the first 2,500 characters of each step, as the list has
 * them. A text that cannot be read is a gap; the text in the list then takes its place, if there is any.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when the invocation cannot be read;
 * `signal.reason` when aborted.
 */
export const readOutput = async (client: Client, options: OutputOptions): Promise<InvocationOutput> => {
  let output: InvocationOutput | undefined;
  for await (output of collectOutput(client, options));
  if (output === undefined) throw new RangeError("The output was not read.");
  return output;
};

/**
 * Reads output as `readOutput` does, and yields it as it grows, the complete output last: what the list has of a command's
 * machine comes first. With `known`, everything is requested at once, and the complete output takes one round trip.
 *
 * @throws as `readOutput`.
 */
export async function* collectOutput(
  client: Client,
  options: OutputOptions,
): AsyncGenerator<InvocationOutput, void, undefined> {
  const { InvocationId, InstanceId, InstanceName, signal, concurrency, known } = options;
  const invocation = known ?? (await requestInvocation(client, options));
  const { TaskType = "RUN_COMMAND", ExecutionId = "", Status, StatusDetails } = invocation;
  const head = {
    InvocationId,
    TaskType,
    ...present({ ExecutionId: ExecutionId || undefined, Status, StatusDetails }),
  };
  const reader = createGapReader(client, { signal, concurrency }, () => {});
  if (ExecutionId !== "" && TaskType === "RUN_COMMAND") {
    if (known?.listed !== undefined) yield { ...head, machines: [listedOutput(known.listed)], gaps: [] };
    const parts = commandOutput(reader, {
      CommandId: ExecutionId,
      InstanceId,
      InstanceName,
      isFinal: isFinalStatus(Status),
      steps: known?.steps,
      listed: known?.listed,
    });
    for await (const part of parts) yield { ...head, ...part, machines: part.machines.toSorted(worstFirst) };
  } else if (ExecutionId !== "" && TaskType === "AUTOMATION") {
    const found = await automationOutput(reader, ExecutionId);
    yield { ...head, ...found, ...choicesFor(found.machines, InstanceId ?? InstanceName) };
  } else yield { ...head, machines: [], note: noteOf(TaskType, invocation), gaps: [] };
}

const requestInvocation = (
  client: Client,
  { WindowExecutionId, TaskExecutionId, InvocationId, signal }: OutputOptions,
): Promise<Output<"GetMaintenanceWindowExecutionTaskInvocation">> =>
  client.call(
    "GetMaintenanceWindowExecutionTaskInvocation",
    { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
    { signal },
  );

const worstFirst = (one: MachineOutput, other: MachineOutput): number =>
  resultsWorstFirst.indexOf(one.result) - resultsWorstFirst.indexOf(other.result);

/** The machines of an automation, if they do not include the requested one. An automation without a named machine may have run on it. */
const choicesFor = (
  machines: readonly MachineOutput[],
  wanted: string | undefined,
): Pick<InvocationOutput, "machines" | "choices"> | undefined => {
  const known = machines.flatMap(({ InstanceId }) => (InstanceId === undefined ? [] : [{ InstanceId }]));
  if (wanted === undefined || known.length < machines.length || machines.length === 0) return undefined;
  return known.some(({ InstanceId }) => InstanceId === wanted) ? undefined : { machines: [], choices: known };
};

const noteOf = (
  TaskType: string,
  {
    ExecutionId = "",
    Status,
    StatusDetails,
  }: Pick<Output<"GetMaintenanceWindowExecutionTaskInvocation">, "ExecutionId" | "Status" | "StatusDetails">,
): string => {
  const words = [Status, StatusDetails]
    .filter((word) => word !== undefined && word !== "")
    .join(": ")
    .replace(/\.$/u, "");
  if (ExecutionId === "")
    return `Nothing was started, so there is no output. AWS reports ${words || "no status"}.`;
  return TaskType === "LAMBDA"
    ? "Systems Manager does not keep the output of functions. Search the function's log group (/aws/lambda/ and its name) for this request ID."
    : "Systems Manager does not keep the output of this task type. Check the history of the execution with this ID.";
};
