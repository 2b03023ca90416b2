import type {
  Item,
  MaintenanceWindowTaskInvocationParameters,
  MaintenanceWindowTaskParameterValueExpression,
  Output,
} from "@windowpane/core";
import type { RegisteredTaskPlan, WindowPlan } from "../plan/plan.ts";
import { copy } from "./copy.ts";

/**
 * A window. Its NextExecutionTime is what the plan says while that lies ahead, in the plan's own spelling (the service
 * has more than one), then the first of its schedule that is still to come: it moves on as soon as the window starts. A
 * window without a schedule keeps what its plan says, a disabled one has none.
 */
export const windowAt = (plan: WindowPlan, now: number): Output<"GetMaintenanceWindow"> => {
  const { NextExecutionTime: planned, ...window } = copy(plan.window);
  const { schedule = [] } = plan;
  const next = schedule.find((time) => time.getTime() > now)?.toISOString();
  const keepsPlan = schedule.length === 0 || Date.parse(planned ?? "") > now;
  const NextExecutionTime = keepsPlan ? planned : next;
  return window.Enabled === false || NextExecutionTime === undefined
    ? window
    : { ...window, NextExecutionTime };
};

/** A window as the list of windows tells of it. */
export const windowIdentityAt = (plan: WindowPlan, now: number): Item<"DescribeMaintenanceWindows"> => {
  const { AllowUnassociatedTargets, CreatedDate, ModifiedDate, ...identity } = windowAt(plan, now);
  return identity;
};

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
