import type { RegisteredTaskPlan } from "../../plan.ts";

/** A task as its window registers it, but for the ids. */
export interface TaskWords extends Pick<
  RegisteredTaskPlan,
  "Description" | "TaskParameters" | "TaskInvocationParameters" | "LoggingInfo" | "CutoffBehavior"
> {
  readonly Name: string;
  readonly TaskArn: string;
  readonly Type: "RUN_COMMAND" | "AUTOMATION" | "STEP_FUNCTIONS" | "LAMBDA";
  readonly Priority: number;
  readonly MaxConcurrency: string;
  readonly MaxErrors: string;
  readonly ServiceRoleArn: string;
}
