import { count, flag, listOf, ref, structure, text, type Schema } from "./schema.ts";
import { judgement } from "./judged-members.ts";

/** Schemas of the data of server-sent events, by their names in the document. */
export const eventSchemas: Readonly<Record<string, Schema>> = {
  ExecutionProgress: structure(
    {
      Status: text("AWS's status of the execution."),
      tasks: count("Number of tasks."),
      invocations: count("Number of invocations."),
    },
    ["Status"],
    "Data of the event `progress`.",
  ),
  ExecutionVerdict: structure(
    {
      WindowExecutionId: text(),
      Status: text("AWS's status."),
      ...judgement,
      counts: ref("Counts"),
      machineCounts: ref("Counts"),
      patches: ref("PatchCounts"),
      gaps: listOf(ref("Gap"), "Data that could not be read."),
      complete: flag("Whether the verdict has no gaps."),
    },
    ["Status", "patches"],
    "Data of the event `done`.",
  ),
};

/** Schema of the data of an event. The name of the event determines which one applies. */
export const eventData: Schema = {
  anyOf: [
    ref("GetMaintenanceWindowExecutionResult", "Data of `execution`."),
    ref("MaintenanceWindowExecutionTaskIdentity", "Data of `task`."),
    ref("MaintenanceWindowExecutionTaskInvocationIdentity", "Data of `invocation`."),
    ref("ExecutionProgress", "Data of `progress`."),
    ref("ExecutionVerdict", "Data of `done`."),
    ref("Problem", "Data of `problem`."),
  ],
};
