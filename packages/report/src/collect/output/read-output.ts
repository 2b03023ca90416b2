import { isFinalStatus, type Client, type Output } from "@windowpane/core";
import { automationOutput } from "./automation-output.ts";
import { createGapReader } from "../reading/reader.ts";
import { commandOutput } from "./command-output.ts";
import type { InvocationOutput, OutputOptions } from "../../model/output.ts";
import { present } from "../../model/present.ts";

/**
 * What the machines of an invocation printed, with where each text came from and where it was cut. Of one machine the
 * whole output is asked for, step by step; of all of them the first 2,500 characters of each step, in as few requests as
 * their list takes. What cannot be read is a gap, where the list's text stands in for the whole one if there is any.
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
    return `Nothing was started, so nothing was printed. AWS says ${words || "nothing"}.`;
  return TaskType === "LAMBDA"
    ? "Systems Manager keeps no output of a function: look in its log group (/aws/lambda/ and its name) for this request id."
    : "Systems Manager keeps no output of such a task: look in the history of the execution with this id.";
};
