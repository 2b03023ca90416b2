/** A small account with two windows; the first one has a past and a future execution. */
import type { StepPlan } from "../src/plan/automation-plan.ts";
import type { AccountPlan, ExecutionPlan, InvocationPlan, MachinePlan } from "../src/plan/plan.ts";

/** Start of the account. Other times are minutes after it. */
export const START = new Date("2026-11-22T02:00:00Z");

/** The time a number of minutes after the start. */
export const minute = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);

const uuid = (number: number): string => `0000000a-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const ids = {
  window: "mw-0000000000000000a",
  idle: "mw-0000000000000000b",
  past: uuid(1),
  execution: uuid(2),
  pastTask: uuid(10),
  commandTask: uuid(11),
  automationTask: uuid(12),
  quick: uuid(21),
  failing: uuid(22),
  slow: uuid(23),
  automated: uuid(24),
  command: uuid(31),
  automation: uuid(32),
  patchTask: uuid(51),
  restartTask: uuid(52),
  notifyTask: uuid(53),
  unknown: "00000000-0000-4000-8000-000000000000",
} as const;

const machine = (
  InstanceId: string,
  [from, to]: readonly [number, number],
  ending: Pick<MachinePlan, "outcome" | "details" | "plugins">,
): MachinePlan => ({ InstanceId, start: minute(from), end: minute(to), ...ending });

/** The command of the failing invocation: one machine fails in its second step, one is undeliverable. */
const machines: readonly MachinePlan[] = [
  machine("i-0000000000000000a", [4, 8], {
    outcome: "Failed",
    details: "Failed",
    plugins: [
      {
        Name: "download",
        outcome: "Success",
        details: "Success",
        ResponseCode: 0,
        stdout: "fetched",
        stderr: "",
      },
      {
        Name: "install",
        outcome: "Failed",
        details: "Failed",
        ResponseCode: 1,
        stdout: "o".repeat(30_000),
        stderr: "e".repeat(9000),
      },
      { Name: "verify", outcome: "Failed", details: "Failed", ResponseCode: -1, stdout: "", stderr: "" },
    ],
  }),
  machine("i-0000000000000000b", [5, 9], {
    outcome: "Failed",
    details: "Undeliverable",
    plugins: [
      {
        Name: "download",
        outcome: "Failed",
        details: "Undeliverable",
        ResponseCode: -1,
        stdout: "",
        stderr: "",
      },
    ],
  }),
];

const quickMachine = machine("i-0000000000000000a", [2, 5], {
  outcome: "Success",
  details: "Success",
  plugins: [
    {
      Name: "aws:runShellScript",
      outcome: "Success",
      details: "Success",
      ResponseCode: 0,
      stdout: "done",
      stderr: "warned",
    },
  ],
});

const step = (
  StepName: string,
  [from, to]: readonly [number, number],
  more: Partial<StepPlan> = {},
): StepPlan => ({
  StepName,
  Action: "aws:runCommand",
  start: minute(from),
  end: minute(to),
  outcome: "Success",
  ...more,
});

/** The command of the quick invocation. */
export const quickParameters = JSON.stringify({
  documentName: "AWS-RunShellScript",
  instanceIds: ["i-0000000000000000a"],
  maxConcurrency: "50",
  maxErrors: "0",
  parameters: { commands: ["echo done"] },
  timeoutSeconds: 600,
});

/** In order of start, which is not the service's order. */
const invocations: readonly InvocationPlan[] = [
  {
    InvocationId: ids.quick,
    ExecutionId: uuid(30),
    Parameters: quickParameters,
    OwnerInformation: "team one",
    WindowTargetId: uuid(41),
    start: minute(2),
    end: minute(5),
    outcome: "SUCCESS",
    details: "Success",
    command: { DocumentName: "AWS-RunShellScript", machines: [quickMachine] },
  },
  {
    InvocationId: ids.failing,
    ExecutionId: ids.command,
    start: minute(4),
    end: minute(9),
    outcome: "FAILED",
    details: "Failed",
    command: () => ({ DocumentName: "AWS-RunPatchBaseline", Comment: "patch", machines }),
  },
  { InvocationId: ids.slow, start: minute(6), end: minute(10), outcome: "TIMED_OUT" },
];

const execution: ExecutionPlan = {
  WindowExecutionId: ids.execution,
  start: minute(1),
  end: minute(21),
  outcome: "FAILED",
  details: "One or more tasks in the orchestration failed.",
  tasks: [
    {
      TaskExecutionId: ids.commandTask,
      start: minute(2),
      end: minute(10),
      outcome: "FAILED",
      details: "The maximum error count was exceeded.",
      task: {
        TaskArn: "AWS-RunPatchBaseline",
        Type: "RUN_COMMAND",
        TaskParameters: [{ Operation: { Values: ["Install"] } }],
        Priority: 1,
        MaxErrors: "1",
      },
      invocations,
    },
    {
      TaskExecutionId: ids.automationTask,
      start: minute(12),
      end: minute(20),
      outcome: "SUCCESS",
      task: { TaskArn: "AWS-RestartEC2Instance", Type: "AUTOMATION", Priority: 2 },
      invocations: [
        {
          InvocationId: ids.automated,
          ExecutionId: ids.automation,
          start: minute(12),
          end: minute(20),
          outcome: "SUCCESS",
          details: "Success",
          automation: {
            DocumentName: "AWS-RestartEC2Instance",
            Parameters: { InstanceId: ["i-0000000000000000a"] },
            start: minute(12),
            end: minute(20),
            outcome: "Failed",
            FailureMessage: "Step startInstances timed out.",
            steps: [
              step("stopInstances", [12, 14], {
                Inputs: { DesiredState: '"stopped"' },
                Outputs: { State: ["stopped"] },
              }),
              step("startInstances", [14, 20], { outcome: "TimedOut", FailureMessage: "timed out" }),
              step("verify", [30, 31]),
            ],
          },
        },
      ],
    },
  ],
};

const past: ExecutionPlan = {
  WindowExecutionId: ids.past,
  start: minute(-60),
  end: minute(-50),
  outcome: "SUCCESS",
  tasks: [
    {
      TaskExecutionId: ids.pastTask,
      start: minute(-59),
      end: minute(-51),
      outcome: "SUCCESS",
      task: { TaskArn: "arn:aws:lambda:us-east-2:123456789012:function:notify", Type: "LAMBDA" },
      invocations: [],
    },
  ],
};

export const smallAccount: AccountPlan = {
  windows: [
    {
      window: {
        WindowId: ids.window,
        Name: "nightly",
        Description: "every night",
        Enabled: true,
        Duration: 3,
        Cutoff: 1,
        Schedule: "rate(1 hour)",
        AllowUnassociatedTargets: false,
        CreatedDate: minute(-100_000),
      },
      targets: [
        {
          WindowId: ids.window,
          WindowTargetId: uuid(41),
          ResourceType: "INSTANCE",
          OwnerInformation: "team one",
          Targets: [{ Key: "tag:Role", Values: ["web", "db"] }],
        },
        {
          WindowId: ids.window,
          WindowTargetId: uuid(42),
          ResourceType: "RESOURCE_GROUP",
          OwnerInformation: "team two",
          Targets: [{ Key: "resource-groups:Name", Values: ["kiosks"] }],
        },
      ],
      tasks: [
        {
          WindowId: ids.window,
          WindowTaskId: ids.patchTask,
          TaskArn: "AWS-RunPatchBaseline",
          Type: "RUN_COMMAND",
          Priority: 1,
          TaskParameters: { Operation: { Values: ["Install"] } },
          LoggingInfo: { S3BucketName: "logs", S3KeyPrefix: "patch", S3Region: "us-east-2" },
        },
        {
          WindowId: ids.window,
          WindowTaskId: ids.restartTask,
          TaskArn: "AWS-RestartEC2Instance",
          Type: "AUTOMATION",
          Priority: 2,
        },
      ],
      executions: [past, execution],
      schedule: [minute(1), minute(61), minute(121.5)],
    },
    {
      window: {
        WindowId: ids.idle,
        Name: "idle",
        Enabled: false,
        Duration: 1,
        Cutoff: 0,
        Schedule: "rate(7 days)",
      },
      targets: [
        {
          WindowId: ids.idle,
          WindowTargetId: uuid(43),
          ResourceType: "INSTANCE",
          Targets: [{ Key: "InstanceIds", Values: ["i-0000000000000000a", "i-0000000000000000b"] }],
        },
      ],
      tasks: [
        {
          WindowId: ids.idle,
          WindowTaskId: ids.notifyTask,
          TaskArn: "arn:aws:lambda:us-east-2:123456789012:function:notify",
          Type: "LAMBDA",
          Priority: 1,
          Targets: [{ Key: "InstanceIds", Values: ["i-0000000000000000c"] }],
          TaskInvocationParameters: { Lambda: { Qualifier: "live", Payload: Uint8Array.of(123, 125) } },
        },
      ],
      executions: [],
      schedule: [minute(90)],
    },
  ],
};
