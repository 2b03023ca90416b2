/** An account with many nights: windows that start every day, in the mock's plan and with its clock. */
import { ServiceError, type Transport } from "@windowpane/core";
import {
  mockTransport,
  type AccountPlan,
  type ExecutionPlan,
  type InvocationPlan,
  type MachinePlan,
  type ManualClock,
  type MockFault,
  type WindowPlan,
} from "@windowpane/transport-mock";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Date.parse("2026-01-01T00:00:00Z");

/** A generator of numbers from 0 to 1 that depends on its seed only. */
export const randomOf = (seed: number): (() => number) => {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const uuid = (kind: number, number: number): string =>
  `${String(kind).padStart(8, "0")}-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const windowId = (number: number): string => `mw-${String(number).padStart(17, "0")}`;
const machineId = (number: number): string => `i-${String(number).padStart(17, "0")}`;

export interface NightsOptions {
  readonly nights: number;
  readonly windows: number;
  readonly seed: number;
}

/** How a start that was scheduled went. */
export interface PlannedStart {
  readonly WindowId: string;
  readonly at: number;
  /** Absent if the window did not start. */
  readonly WindowExecutionId?: string;
}

export interface Nights {
  readonly plan: AccountPlan;
  readonly starts: readonly PlannedStart[];
}

const outcomes = [
  { outcome: "Success", details: "Success", code: 0 },
  { outcome: "Failed", details: "Failed", code: 1 },
  { outcome: "Failed", details: "Undeliverable", code: -1 },
  { outcome: "TimedOut", details: "Execution Timed Out", code: -1 },
] as const;

/** Plans nights in which windows start at their hours, most pass, some fail, some run for days and few do not start. */
export const planNights = ({ nights, windows, seed }: NightsOptions): Nights => {
  const random = randomOf(seed);
  const starts: PlannedStart[] = [];
  let number = 0;
  const windowsOf = Array.from({ length: windows }, (_, window): WindowPlan => {
    const WindowId = windowId(window + 1);
    const executions: ExecutionPlan[] = [];
    const schedule: Date[] = [];
    for (let night = 0; night < nights; night += 1) {
      const at = START + night * DAY + (1 + window) * HOUR + 7 * 60_000;
      schedule.push(new Date(at));
      if (random() < 0.04) {
        starts.push({ WindowId, at });
        continue;
      }
      number += 1;
      const execution = planExecution(number, at, random);
      executions.push(execution);
      starts.push({ WindowId, at, WindowExecutionId: execution.WindowExecutionId });
    }
    return {
      window: {
        WindowId,
        Name: `nightly-${window + 1}`,
        Enabled: true,
        Schedule: "rate(1 day)",
        Duration: 4,
        Cutoff: 1,
      },
      targets: [],
      tasks: [
        { WindowId, WindowTaskId: uuid(9, window + 1), TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND" },
      ],
      executions,
      schedule,
    };
  });
  return { plan: { windows: windowsOf }, starts };
};

const planExecution = (number: number, at: number, random: () => number): ExecutionPlan => {
  // One in twenty runs for days.
  const hours = random() < 0.05 ? 24 + random() * 60 : 0.2 + random() * 1.5;
  const start = new Date(at + Math.floor(random() * 60_000));
  const end = new Date(start.getTime() + Math.floor(hours * HOUR));
  const span = { start, end };
  const tasks = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, task) => {
    const invocations = Array.from({ length: 1 + Math.floor(random() * 2) }, (__, index): InvocationPlan => {
      const id = number * 100 + task * 10 + index;
      const machines = Array.from({ length: 1 + Math.floor(random() * 3) }, (___, machine): MachinePlan => {
        const chosen = outcomes[random() < 0.85 ? 0 : 1 + Math.floor(random() * 3)] ?? outcomes[0];
        const { outcome, details, code } = chosen;
        return {
          InstanceId: machineId(1 + ((number + machine * 7 + index * 3) % 40)),
          ...span,
          outcome,
          details,
          plugins: [
            {
              Name: "aws:runShellScript",
              outcome,
              details,
              ResponseCode: code,
              stdout: "",
              stderr: code === 1 ? "No space left on device" : "",
            },
          ],
        };
      });
      const unique = [...new Map(machines.map((machine) => [machine.InstanceId, machine])).values()];
      const failed = unique.some(({ outcome }) => outcome !== "Success");
      return {
        InvocationId: uuid(3, id),
        ExecutionId: uuid(4, id),
        ...span,
        outcome: failed ? "FAILED" : "SUCCESS",
        Parameters: JSON.stringify({
          documentName: "AWS-RunShellScript",
          instanceIds: unique.map(({ InstanceId }) => InstanceId),
          parameters: { commands: [`export PASSWORD=hidden-${number}`] },
        }),
        OwnerInformation: "owner-secret",
        command: { DocumentName: "AWS-RunShellScript", machines: unique },
      };
    });
    const failed = invocations.some(({ outcome }) => outcome === "FAILED");
    return {
      TaskExecutionId: uuid(2, number * 10 + task),
      ...span,
      outcome: failed ? ("FAILED" as const) : ("SUCCESS" as const),
      task: { TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND" as const, MaxErrors: "100%" },
      invocations,
    };
  });
  const failed = tasks.some(({ outcome }) => outcome === "FAILED");
  return { WindowExecutionId: uuid(1, number), ...span, outcome: failed ? "FAILED" : "SUCCESS", tasks };
};

/** What the service does beside the mock's plan. */
export interface ServiceOptions {
  readonly clock: ManualClock;
  readonly faults?: readonly MockFault[];
  /** Time from which windows are not listed any more, by WindowId. */
  readonly deleted?: Readonly<Record<string, number>>;
  /** Reorders the items of each page. Default: the service's order. */
  readonly shuffle?: (() => number) | undefined;
}

/** The account as AWS shows it: executions that began more than 30 days ago do not exist. */
export const serviceOf = (
  { plan }: Nights,
  { clock, faults, deleted = {}, shuffle }: ServiceOptions,
): Transport & { readonly requests: number } => {
  const mock = mockTransport({ scenario: plan, clock, faults });
  const startOf = new Map(
    plan.windows.flatMap(({ executions }) =>
      executions.map(({ WindowExecutionId, start }) => [WindowExecutionId, start.getTime()] as const),
    ),
  );
  const isForgotten = (id: unknown): boolean =>
    clock.now().getTime() - (startOf.get(String(id)) ?? Infinity) > 30 * DAY;
  return {
    name: "aws",
    get requests() {
      return mock.requests;
    },
    async send(operation, input, options) {
      if (isForgotten(Reflect.get(input, "WindowExecutionId")))
        throw new ServiceError(operation, {
          code: "DoesNotExistException",
          message: "It does not exist.",
          status: 400,
        });
      const response = Object(await mock.send(operation, input, options)) as Record<string, unknown>;
      if (operation === "DescribeMaintenanceWindows") {
        const items = response["WindowIdentities"] as { WindowId: string }[];
        const now = clock.now().getTime();
        return {
          ...response,
          WindowIdentities: items.filter(({ WindowId }) => now < (deleted[WindowId] ?? Infinity)),
        };
      }
      if (operation !== "DescribeMaintenanceWindowExecutions") return response;
      const items = (response["WindowExecutions"] as { WindowExecutionId: string }[]).filter(
        ({ WindowExecutionId }) => !isForgotten(WindowExecutionId),
      );
      const order =
        shuffle === undefined
          ? items
          : items
              .map((item) => ({ item, key: shuffle() }))
              .toSorted((one, other) => one.key - other.key)
              .map(({ item }) => item);
      return { ...response, WindowExecutions: order };
    },
  };
};
