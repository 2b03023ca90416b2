import type { Scenario } from "../plan/plan.ts";
import { apiReference } from "./documentation/api-reference.ts";
import { commandLine } from "./documentation/command-line.ts";
import { documentedMachine } from "./documentation/machine.ts";
import { documentedId } from "./documentation/documented-id.ts";

/**
 * AWS's own samples: the documented request gives the documented answer, with the times of the sample. Ids that end in
 * `EXAMPLE` break AWS's patterns and stand here as `documentedId` writes them. What a sample leaves out is left out (most
 * commands are gone, as they are after 30 days). Where two samples contradict each other, that of
 * DescribeMaintenanceWindowExecutionTaskInvocations has it its way.
 */
export const documentation: Scenario = {
  name: "documentation",
  // When the sample of a running execution was taken.
  now: new Date("2024-08-04T12:00:00-07:00"),
  plan: () => ({ windows: [...apiReference, ...commandLine], machines: [documentedMachine] }),
};

/** The ids of AWS's sample of DescribeMaintenanceWindowExecutionTaskInvocations, as this scenario writes them. */
export const documentationIds: {
  readonly WindowExecutionId: string;
  readonly TaskId: string;
  readonly InvocationId: string;
} = {
  WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
  TaskId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
  InvocationId: documentedId("0e466033-290b-4d74-9ae0-f33e3EXAMPLE"),
};
