import type {
  Item,
  MaintenanceWindowTaskInvocationParameters,
  MaintenanceWindowTaskParameterValueExpression,
  Output,
} from "@windowpane/core";
import type { RegisteredTaskPlan, WindowPlan } from "../plan/plan.ts";
import { copy } from "./copy.ts";

/**
 * A window, as GetMaintenanceWindow returns it. NextExecutionTime is the plan's value while it is in the future (the
 * service has several formats), then the next time in the schedule. A window without a schedule keeps the plan's value; a
 * disabled window has none.
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

/** A window, as DescribeMaintenanceWindows returns it. */
export const windowIdentityAt = (plan: WindowPlan, now: number): Item<"DescribeMaintenanceWindows"> => {
  const { AllowUnassociatedTargets, CreatedDate, ModifiedDate, ...identity } = windowAt(plan, now);
  return identity;
};

/** A registered task, as DescribeMaintenanceWindowTasks returns it: without `TaskInvocationParameters`. */
export const registeredTaskIdentity = (plan: RegisteredTaskPlan): Item<"DescribeMaintenanceWindowTasks"> => {
  const { TaskInvocationParameters, ...identity } = copy(plan);
  return identity;
};

/**
 * A registered task, as GetMaintenanceWindowTask returns it. If the plan has no `TaskInvocationParameters`, those of Run
 * Command and Automation are derived from `TaskParameters` and `LoggingInfo`; Lambda and Step Functions have none.
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
