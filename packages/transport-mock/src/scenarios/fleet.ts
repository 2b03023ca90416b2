import type { AccountPlan, Scenario } from "../plan/plan.ts";
import { spreadFailures } from "./fleet/troubles.ts";
import { DOCUMENT, fleetInvocations, SCRIPT } from "./fleet/invocations.ts";
import { fleetMachines } from "./fleet/machines.ts";

/** Options of a `fleet`. */
export interface FleetOptions {
  /** Number of invocations of its task, from 0 to 2^32. Each is a command on a separate machine. */
  readonly invocations: number;
  /** Share of invocations that fail, from 0 to 1. Default: 0.02. */
  readonly failureRate?: number | undefined;
  /** Seed of its IDs and failures. Default: the mock's. */
  readonly seed?: number | undefined;
  /** Start of its execution. Default: three hours before the initial time of the mock's clock. */
  readonly start?: Date | undefined;
  /** Duration of its execution, in milliseconds. Default: two hours, so that it is finished. */
  readonly duration?: number | undefined;
}

/** The IDs of a fleet's window, execution and task, the same for every fleet. */
export const fleetIds: {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly TaskId: string;
  /** ID of the registered task. */
  readonly WindowTaskId: string;
} = {
  WindowId: "mw-0f1ee7f1ee7f1ee70",
  WindowExecutionId: "f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001",
  TaskId: "f1ee7000-2b7e-4f61-8c05-19e3d7a4b002",
  WindowTaskId: "f1ee7000-7d94-4a28-b3c6-52f0e81d9003",
};

/**
 * Creates an account with one window, one execution and one task with any number of invocations. Invocations and machines
 * are computed when they are read, also by ID, so a million need no memory. They run a shell script and have no patch
 * data.
 *
 * @throws RangeError for an option outside its range.
 *
 * @example
 * const client = createClient(mockTransport({ scenario: fleet({ invocations: 1_000_000 }) }));
 * const { WindowExecutionId, TaskId } = fleetIds;
 * for await (const invocation of client.items("DescribeMaintenanceWindowExecutionTaskInvocations", {
 *   WindowExecutionId,
 *   TaskId,
 *   Filters: [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }],
 * })) console.log(invocation.ExecutionId);
 */
export const fleet = (options: FleetOptions): Scenario => {
  const { invocations, failureRate = 0.02, duration = 2 * HOUR } = options;
  if (!Number.isInteger(invocations) || invocations < 0 || invocations > 2 ** 32) {
    throw new RangeError(
      `${invocations} is not a valid number of invocations. Use an integer from 0 to 4294967296.`,
    );
  }
  if (!(failureRate >= 0 && failureRate <= 1)) {
    throw new RangeError(`${failureRate} is not a valid failureRate. Use a number from 0 to 1.`);
  }
  if (!(duration > 0)) {
    throw new RangeError(`${duration} is not a valid duration. Use a number of milliseconds greater than 0.`);
  }
  return {
    name: `fleet:${invocations}`,
    plan: ({ now, seed }) =>
      planFleet({
        invocations,
        failureRate,
        duration,
        seed: options.seed ?? seed,
        start: options.start ?? new Date(now.getTime() - 3 * HOUR),
      }),
  };
};

const HOUR = 3_600_000;
/** Share of the duration between the starts of execution, task and first invocation. */
const LEAD = 0.001;

const planFleet = ({
  invocations: count,
  failureRate,
  seed,
  start,
  duration,
}: Required<{ [Option in keyof FleetOptions]: NonNullable<FleetOptions[Option]> }>): AccountPlan => {
  const at = (share: number): Date => new Date(Math.floor(start.getTime() + duration * share));
  const hasFailed = spreadFailures(failureRate, seed).anyIn(count);
  const outcome = hasFailed ? "FAILED" : "SUCCESS";
  const { WindowId } = fleetIds;
  return {
    machines: fleetMachines(count, seed, rings),
    windows: [
      {
        window: {
          WindowId,
          Name: "fleet",
          Enabled: true,
          Duration: 4,
          Cutoff: 1,
          Schedule: "rate(1 day)",
          AllowUnassociatedTargets: false,
          CreatedDate: at(-100),
          ModifiedDate: at(-100),
        },
        targets: rings.map(({ Name, WindowTargetId, OwnerInformation }) => ({
          WindowId,
          WindowTargetId,
          ResourceType: "INSTANCE",
          Targets: [{ Key: "tag:Ring", Values: [Name] }],
          OwnerInformation,
          Name,
        })),
        tasks: [
          {
            WindowId,
            WindowTaskId: fleetIds.WindowTaskId,
            TaskArn: DOCUMENT,
            Type: "RUN_COMMAND",
            Targets: [{ Key: "WindowTargetIds", Values: rings.map((ring) => ring.WindowTargetId) }],
            TaskParameters: {},
            TaskInvocationParameters: {
              RunCommand: { Comment: "", Parameters: { commands: [SCRIPT] }, TimeoutSeconds: 600 },
            },
            Priority: 1,
            MaxConcurrency: "10%",
            MaxErrors: "100%",
            Name: "upgrade",
          },
        ],
        executions: [
          {
            WindowExecutionId: fleetIds.WindowExecutionId,
            start,
            end: at(1),
            outcome,
            ...(hasFailed ? { details: "One or more tasks in the orchestration failed." } : {}),
            tasks: [
              {
                TaskExecutionId: fleetIds.TaskId,
                start: at(LEAD),
                end: at(1 - LEAD),
                outcome,
                task: {
                  TaskArn: DOCUMENT,
                  Type: "RUN_COMMAND",
                  TaskParameters: [{ commands: { Values: [SCRIPT] } }],
                  Priority: 1,
                  MaxConcurrency: "10%",
                  MaxErrors: "100%",
                },
                invocations: fleetInvocations({
                  count,
                  failureRate,
                  seed,
                  start: at(2 * LEAD).getTime(),
                  duration: duration * (1 - 4 * LEAD),
                  targets: rings,
                }),
              },
            ],
          },
        ],
        schedule: Array.from({ length: 14 }, (_, day) => new Date(start.getTime() + (day + 1) * 24 * HOUR)),
      },
    ],
  };
};

const ring = (Name: string, WindowTargetId: string) => ({
  Name,
  WindowTargetId,
  OwnerInformation: `Ring ${Name}`,
});

const rings = [
  ring("canary", "f1ee7000-46c0-4e13-8a2d-0d5b9c7f3004"),
  ring("early", "f1ee7000-46c0-4e13-8a2d-0d5b9c7f3014"),
  ring("main", "f1ee7000-46c0-4e13-8a2d-0d5b9c7f3024"),
  ring("late", "f1ee7000-46c0-4e13-8a2d-0d5b9c7f3034"),
] as const;
