import { isFinalStatus, type Client, type Output } from "@windowpane/core";
import { automationOutput } from "./automation-output.ts";
import { createGapReader } from "../reading/reader.ts";
import { commandOutput } from "./command-output.ts";
import type { InvocationOutput, OutputOptions } from "../../model/output.ts";
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
  const { WindowExecutionId, TaskExecutionId, InvocationId, InstanceId, signal, concurrency } = options;
  const invocation = await client.call(
    "GetMaintenanceWindowExecutionTaskInvocation",
    { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
    { signal },
  );
  const { TaskType = "RUN_COMMAND", ExecutionId = "", Status, StatusDetails } = invocation;
  const head = {
    InvocationId,
    TaskType,
    ...present({ ExecutionId: ExecutionId || undefined, Status, StatusDetails }),
  };
  const reader = createGapReader(client, { signal, concurrency }, () => {});
  if (ExecutionId !== "" && TaskType === "RUN_COMMAND") {
    const found = await commandOutput(reader, {
      CommandId: ExecutionId,
      InstanceId,
      isFinal: isFinalStatus(Status),
    });
    return { ...head, ...found };
  }
  if (ExecutionId !== "" && TaskType === "AUTOMATION")
    return { ...head, ...(await automationOutput(reader, ExecutionId)) };
  return { ...head, machines: [], note: noteOf(TaskType, invocation), gaps: [] };
};

const noteOf = (
  TaskType: string,
  { ExecutionId = "", Status, StatusDetails }: Output<"GetMaintenanceWindowExecutionTaskInvocation">,
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
