/** Small accounts with one window and one ended execution. */
import { createClient, type Client } from "@windowpane/core";
import {
  fixedClock,
  mockTransport,
  type AccountPlan,
  type ExecutionPlan,
  type InvocationPlan,
  type MachinePlan,
  type MockFault,
  type TaskPlan,
} from "@windowpane/transport-mock";

export const now = new Date("2026-11-22T08:00:00Z");
export const start = new Date("2026-11-22T01:00:00Z");
export const end = new Date("2026-11-22T02:00:00Z");
export const WindowId = "mw-0123456789abcdef0";

/** A UUID with a readable number. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const WindowExecutionId = uuid(1);

/** The ID of a machine with a readable number. */
export const machineId = (number: number): string => `i-${String(number).padStart(17, "0")}`;

/** A machine of a command. Default: Success with one step. */
export const machine = (
  number: number,
  plan: Partial<MachinePlan> & {
    readonly stdout?: string;
    readonly stderr?: string;
    readonly code?: number;
  } = {},
): MachinePlan => {
  const { stdout = "", stderr = "", code, ...rest } = plan;
  const outcome = rest.outcome ?? "Success";
  const details = rest.details ?? outcome;
  const ResponseCode = code ?? (outcome === "Success" ? 0 : 1);
  return {
    InstanceId: machineId(number),
    start,
    end,
    outcome,
    details,
    plugins: [{ Name: "aws:runShellScript", outcome, details, ResponseCode, stdout, stderr }],
    ...rest,
  };
};

/** A machine that the command did not reach: no step of it started. */
export const unreached = (
  number: number,
  details: string,
  outcome: MachinePlan["outcome"] = "Failed",
): MachinePlan => machine(number, { outcome, details, code: -1 });

/** A RUN_COMMAND invocation over these machines, all of them named by its Parameters. */
export const command = (
  number: number,
  machines: readonly MachinePlan[],
  plan: Partial<InvocationPlan> = {},
): InvocationPlan => ({
  InvocationId: uuid(1000 + number),
  ExecutionId: uuid(2000 + number),
  start,
  end,
  outcome: "SUCCESS",
  Parameters: JSON.stringify({
    documentName: "AWS-RunShellScript",
    instanceIds: machines.map(({ InstanceId }) => InstanceId),
  }),
  OwnerInformation: "owner-secret",
  WindowTargetId: uuid(3000 + number),
  command: { DocumentName: "AWS-RunShellScript", machines },
  ...plan,
});

export const task = (
  number: number,
  invocations: readonly InvocationPlan[],
  plan: Partial<TaskPlan> = {},
): TaskPlan => ({
  TaskExecutionId: uuid(100 + number),
  task: { TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND", MaxErrors: "2" },
  start,
  end,
  outcome: "SUCCESS",
  invocations,
  ...plan,
});

export const execution = (tasks: readonly TaskPlan[], plan: Partial<ExecutionPlan> = {}): ExecutionPlan => ({
  WindowExecutionId,
  start,
  end,
  outcome: "SUCCESS",
  tasks,
  ...plan,
});

export const account = (...executions: readonly ExecutionPlan[]): AccountPlan => ({
  windows: [
    {
      window: { WindowId, Name: "nightly", Enabled: true },
      targets: [],
      tasks: [],
      executions,
      schedule: [],
    },
  ],
});

/** A client over an account in memory, at `now`. */
export const clientOf = (scenario: AccountPlan, faults: readonly MockFault[] = []): Client =>
  createClient(mockTransport({ scenario, clock: fixedClock(now), faults }));
