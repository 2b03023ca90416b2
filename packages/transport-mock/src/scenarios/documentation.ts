import type { Scenario } from "../plan/plan.ts";
import { apiReference } from "./documentation/api-reference.ts";
import { commandLine } from "./documentation/command-line.ts";
import { documentedMachine } from "./documentation/machine.ts";
import { documentedId } from "./documentation/documented-id.ts";

/**
 * AWS's samples: the documented request gives the documented response, with the sample's times. IDs that end in `EXAMPLE`
 * do not match AWS's patterns and are converted by `documentedId`. Members and commands that a sample lacks are absent.
 * Where two samples contradict each other, the one of DescribeMaintenanceWindowExecutionTaskInvocations is used.
 */
export const documentation: Scenario = {
  name: "documentation",
  // Time of the sample of a running execution.
  now: new Date("2024-08-04T12:00:00-07:00"),
  plan: () => ({ windows: [...apiReference, ...commandLine], machines: [documentedMachine] }),
};

/** The IDs of AWS's sample of DescribeMaintenanceWindowExecutionTaskInvocations, converted by `documentedId`. */
export const documentationIds: {
  readonly WindowExecutionId: string;
  readonly TaskId: string;
  readonly InvocationId: string;
} = {
  WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
  TaskId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
  InvocationId: documentedId("0e466033-290b-4d74-9ae0-f33e3EXAMPLE"),
};
