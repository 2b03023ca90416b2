import type {
  Item,
  MaintenanceWindowTaskInvocationParameters,
  MaintenanceWindowTaskParameterValueExpression,
  Output,
} from "@windowpane/core";
import type { RegisteredTaskPlan } from "../plan.ts";
import { copy } from "./copy.ts";

/** A registered task as the list of tasks has it: without `TaskInvocationParameters`, which only the single one has. */
export const registeredTaskIdentity = (plan: RegisteredTaskPlan): Item<"DescribeMaintenanceWindowTasks"> => {
  const { TaskInvocationParameters, ...identity } = copy(plan);
  return identity;
};

/**
 * A registered task. `TaskInvocationParameters` that the plan leaves out are derived from its `TaskParameters` and
 * `LoggingInfo` for Run Command and Automation; a Lambda or Step Functions task then has none.
 */
export const registeredTask = (plan: RegisteredTaskPlan): Output<"GetMaintenanceWindowTask"> => {
  const { Type, TaskInvocationParameters = derived(plan), TaskParameters = {}, ...task } = copy(plan);
  return {
    ...task,
    TaskParameters,
    ...(Type === undefined ? {} : { TaskType: Type }),
    ...(TaskInvocationParameters === undefined ? {} : { TaskInvocationParameters }),
  };
};

const derived = ({
  Type,
  TaskParameters,
  LoggingInfo,
}: RegisteredTaskPlan): MaintenanceWindowTaskInvocationParameters | undefined => {
  const Parameters = valuesOf(TaskParameters);
  if (Type === "AUTOMATION") return { Automation: { Parameters } };
  if (Type !== "RUN_COMMAND") return undefined;
  const { S3BucketName, S3KeyPrefix } = LoggingInfo ?? {};
  return {
    RunCommand: {
      Comment: "",
      Parameters,
      ...(S3BucketName === undefined ? {} : { OutputS3BucketName: S3BucketName }),
      ...(S3KeyPrefix === undefined ? {} : { OutputS3KeyPrefix: S3KeyPrefix }),
    },
  };
};

const valuesOf = (
  parameters: Readonly<Record<string, MaintenanceWindowTaskParameterValueExpression>> = {},
): Record<string, string[]> =>
  Object.fromEntries(Object.entries(parameters).map(([name, { Values = [] }]) => [name, [...Values]]));
