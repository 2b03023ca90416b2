/** The examples of the AWS CLI. */
import type { ExecutionPlan, WindowPlan } from "../../plan/plan.ts";
import { documentedId } from "./documented-id.ts";
import { failedAutomation, updatedAgent } from "./downstream.ts";

const windowId = "mw-06cf17cbefcb4bf4f";

/** One command on one machine, half a second long: the oldest sample. */
const diskSpace: ExecutionPlan = {
  WindowExecutionId: "518d5565-5969-4cca-8f0e-da3b2a638355",
  start: new Date(1_487_692_834_595),
  end: new Date(1_487_692_835_051),
  outcome: "SUCCESS",
  tasks: [
    {
      TaskExecutionId: "ac0c6ae1-daa3-4a89-832e-d384503b6586",
      start: new Date(1_487_692_834_684),
      end: new Date(1_487_692_835_005),
      outcome: "SUCCESS",
      task: {
        TaskArn: "AWS-RunShellScript",
        ServiceRole: "arn:aws:iam::812345678901:role/MaintenanceWindowsRole",
        Type: "RUN_COMMAND",
        TaskParameters: [
          { commands: { Values: ["df"] }, "aws:InstanceId": { Values: ["i-0000293ffd8c57862"] } },
        ],
        Priority: 10,
        MaxConcurrency: "1",
        MaxErrors: "1",
      },
      invocations: [
        {
          InvocationId: "e274b6e1-fe56-4e32-bd2a-8073c6381d8b",
          Parameters: JSON.stringify({
            documentName: "AWS-RunShellScript",
            instanceIds: ["i-0000293ffd8c57862"],
            parameters: { commands: ["df"] },
            maxConcurrency: "1",
            maxErrors: "1",
          }),
          start: new Date(1_487_692_834_723),
          end: new Date(1_487_692_834_871),
          outcome: "SUCCESS",
        },
      ],
    },
  ],
};

/** An invocation with status SUCCESS and details "Failed". */
const falseGreen: ExecutionPlan = {
  WindowExecutionId: documentedId("bc494bfa-e63b-49f6-8ad1-aa9f2EXAMPLE"),
  start: new Date(1_549_998_326_207),
  end: new Date(1_550_001_931_954),
  outcome: "SUCCESS",
  tasks: [
    {
      TaskExecutionId: documentedId("96f2ad59-97e3-461d-a63d-40c8aEXAMPLE"),
      start: new Date(1_549_998_326_310),
      end: new Date(1_550_001_931_880),
      outcome: "SUCCESS",
      task: { TaskArn: "AWS-RunPowerShellScript", Type: "RUN_COMMAND", Priority: 1 },
      invocations: [
        {
          InvocationId: documentedId("a5273e2c-d2c6-4880-b3e1-5e550EXAMPLE"),
          ExecutionId: documentedId("03b6baa0-5460-4e15-83f2-ea685EXAMPLE"),
          Parameters: JSON.stringify({
            comment: "",
            documentName: "AWS-RunPowerShellScript",
            instanceIds: [documentedId("i-1234567890EXAMPLE")],
            maxConcurrency: "1",
            maxErrors: "1",
            parameters: { executionTimeout: ["3600"], workingDirectory: [""], commands: ["echo Hello"] },
            timeoutSeconds: 600,
          }),
          start: new Date(1_549_998_326_421),
          end: new Date(1_550_001_931_784),
          outcome: "SUCCESS",
          details: "Failed",
        },
      ],
    },
  ],
};

/** AWS's ID has one digit too many (`140308EXAMPLE`), so the last digit before the suffix is removed. */
const nothingToDo: ExecutionPlan = {
  WindowExecutionId: documentedId("ecec60fa-6bb0-4d26-98c7-14030EXAMPLE"),
  start: new Date(1_557_593_193_309),
  end: new Date(1_557_593_193_334),
  outcome: "SUCCESS",
  details: "No tasks to execute.",
  tasks: [],
};

const nextDate = "2020-02-17T23:22:00.956Z";

/** The windows of the CLI examples. */
export const commandLine: readonly WindowPlan[] = [
  {
    window: {
      WindowId: windowId,
      Name: "TestMaintWin",
      Enabled: true,
      Duration: 2,
      Cutoff: 1,
      Schedule: "cron(0 */30 * * * ? *)",
    },
    targets: [
      {
        WindowId: windowId,
        WindowTargetId: "350d44e6-28cc-44e2-951f-4b2c985838f6",
        ResourceType: "INSTANCE",
        OwnerInformation: "Single instance",
        Targets: [{ Key: "InstanceIds", Values: ["i-0000293ffd8c57862"] }],
      },
      {
        WindowId: windowId,
        WindowTargetId: "e078a987-2866-47be-bedd-d9cf49177d3a",
        ResourceType: "INSTANCE",
        OwnerInformation: "Two instances in a list",
        Targets: [{ Key: "InstanceIds", Values: ["i-0000293ffd8c57862", "i-0cb2b964d3e14fd9f"] }],
      },
    ],
    tasks: [],
    executions: [diskSpace],
    schedule: [],
  },
  {
    window: {
      WindowId: documentedId("mw-03eb9db428EXAMPLE"),
      Name: "MyMaintenanceWindow-2",
      Enabled: true,
      Duration: 3,
      Cutoff: 1,
      Schedule: "rate(7 days)",
      NextExecutionTime: nextDate,
    },
    targets: [],
    tasks: [],
    executions: [falseGreen, nothingToDo, updatedAgent, failedAutomation],
    schedule: [new Date(nextDate)],
  },
];
