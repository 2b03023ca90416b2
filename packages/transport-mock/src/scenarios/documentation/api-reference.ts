/** The samples of AWS's API reference, with a window for each WindowId in them. */
import type { Item } from "@windowpane/core";
import type { ExecutionPlan, WindowPlan } from "../../plan/plan.ts";
import { documentedId } from "./documented-id.ts";

const SERVICE_ROLE =
  "arn:aws:iam::111122223333:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM";

/** End of a sample's running execution, which never ends. */
const NEVER = new Date(8.64e15);

/** The execution and the task of the sample of DescribeMaintenanceWindowExecutionTaskInvocations. */
const patched: ExecutionPlan = {
  WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
  start: new Date("2024-08-04T11:35:34.994-07:00"),
  end: new Date("2024-08-04T11:42:11.501-07:00"),
  outcome: "SUCCESS",
  tasks: [
    {
      TaskExecutionId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
      start: new Date("2024-08-04T11:35:35.088-07:00"),
      end: new Date("2024-08-04T11:42:11.417-07:00"),
      outcome: "SUCCESS",
      task: {
        TaskArn: "AWS-ApplyPatchBaseline",
        ServiceRole: SERVICE_ROLE,
        Type: "RUN_COMMAND",
        TaskParameters: [
          {
            Operation: { Values: ["Install"] },
            SnapshotId: { Values: [""] },
            "aws:InstanceId": {
              Values: [documentedId("i-00ec29b21eEXAMPLE"), documentedId("i-09911ddd90EXAMPLE")],
            },
          },
        ],
        Priority: 1,
        MaxConcurrency: "1",
        MaxErrors: "1",
      },
      invocations: [
        {
          InvocationId: documentedId("0e466033-290b-4d74-9ae0-f33e3EXAMPLE"),
          ExecutionId: documentedId("1203cf98-5a79-4ec3-97e9-12e0bEXAMPLE"),
          Parameters: JSON.stringify({
            comment: "",
            documentName: "AWS-ApplyPatchBaseline",
            instanceIds: [documentedId("i-00ec29b21eEXAMPLE"), documentedId("i-09911ddd90EXAMPLE")],
            maxConcurrency: "1",
            maxErrors: "1",
            parameters: { SnapshotId: [""], Operation: ["Install"] },
            timeoutSeconds: 600,
          }),
          start: new Date("2024-08-04T11:35:35.170-07:00"),
          end: new Date("2024-08-04T11:42:11.330-07:00"),
          outcome: "SUCCESS",
          details: "Success",
        },
      ],
    },
  ],
};

/** The execution of the sample of DescribeMaintenanceWindowExecutionTasks. */
const scanned: ExecutionPlan = {
  WindowExecutionId: documentedId("a06e9f91-3b9c-4c3e-8bd4-246ccEXAMPLE"),
  start: new Date("2024-08-04T11:35:35.000-07:00"),
  end: new Date("2024-08-04T11:38:09.123-07:00"),
  outcome: "SUCCESS",
  tasks: [
    {
      TaskExecutionId: documentedId("f407ba63-998f-4b89-8467-279fcEXAMPLE"),
      start: new Date("2024-08-04T11:35:35.145-07:00"),
      end: new Date("2024-08-04T11:38:09.062-07:00"),
      outcome: "SUCCESS",
      task: { TaskArn: "AWS-RunPatchBaseline", Type: "RUN_COMMAND" },
      invocations: [],
    },
  ],
};

const staging = documentedId("mw-0c50858d01EXAMPLE");
const testing = documentedId("mw-0ecb1226ddEXAMPLE");

const automationTask = (
  WindowTaskId: string,
  TaskArn: string,
  Name: string,
  limits: { readonly MaxConcurrency: string; readonly MaxErrors: string },
): Item<"DescribeMaintenanceWindowTasks"> => ({
  WindowId: testing,
  WindowTaskId: documentedId(WindowTaskId),
  TaskArn,
  TaskParameters: {},
  Type: "AUTOMATION",
  ...limits,
  Name,
  Priority: 0,
  ServiceRoleArn: SERVICE_ROLE,
  Targets: [{ Key: "WindowTargetIds", Values: [documentedId("da89dcc3-7f9c-481d-ba2b-edcb7EXAMPLE")] }],
});

/** The windows of the API reference. */
export const apiReference: readonly WindowPlan[] = [
  {
    window: {
      WindowId: staging,
      Name: "My-Maintenance-Window",
      AllowUnassociatedTargets: true,
      CreatedDate: new Date(1_515_006_912_957),
      ModifiedDate: new Date("2024-01-01T10:04:04.099Z"),
      Cutoff: 1,
      Duration: 6,
      Enabled: true,
      Schedule: "rate(3 days)",
      NextExecutionTime: "2024-02-25T00:08:15.099Z",
    },
    targets: [
      {
        WindowId: staging,
        Name: "MyTargets",
        WindowTargetId: documentedId("23639a0b-ddbc-4bca-9e72-78d96EXAMPLE"),
        ResourceType: "INSTANCE",
        Targets: [
          {
            Key: "InstanceIds",
            Values: [documentedId("i-02573cafcfEXAMPLE"), documentedId("i-0471e04240EXAMPLE")],
          },
        ],
      },
      {
        WindowId: staging,
        WindowTargetId: documentedId("7f4813bb-df25-4e59-b34f-c9e83EXAMPLE"),
        ResourceType: "INSTANCE",
        Targets: [{ Key: "InstanceIds", Values: [documentedId("i-07782c72faEXAMPLE")] }],
      },
    ],
    tasks: [],
    executions: [
      {
        WindowExecutionId: documentedId("6027b513-64fe-4cf0-be7d-1191aEXAMPLE"),
        start: new Date("2024-08-04T11:00:00-07:00"),
        end: NEVER,
        outcome: "SUCCESS",
        tasks: [],
      },
      {
        WindowExecutionId: documentedId("ff75b750-4834-4377-8f61-b3cadEXAMPLE"),
        start: new Date("2024-08-03T11:00:00-07:00"),
        end: new Date("2024-08-03T11:37:21.450-07:00"),
        outcome: "SUCCESS",
        tasks: [],
      },
      {
        WindowExecutionId: documentedId("9fac7dd9-ff21-42a5-96ad-bbc4bEXAMPLE"),
        start: new Date("2024-08-02T11:00:00-07:00"),
        end: new Date("2024-08-02T11:22:36.190-07:00"),
        outcome: "FAILED",
        details: "One or more tasks in the orchestration failed.",
        tasks: [],
      },
    ],
    schedule: [],
  },
  {
    window: {
      WindowId: testing,
      Name: "MyMaintenanceWindow-1",
      Enabled: true,
      Duration: 2,
      Cutoff: 1,
      Schedule: "rate(180 minutes)",
      NextExecutionTime: "2020-02-12T23:19:20.596Z",
    },
    targets: [],
    tasks: [
      automationTask(
        "018b31c3-2d77-4b9e-bd48-c91edEXAMPLE",
        "AWS-RestartEC2Instance",
        "My-Automation-Example-Task",
        { MaxConcurrency: "1", MaxErrors: "1" },
      ),
      automationTask(
        "1943dee0-0a17-4978-9bf4-3cc2fEXAMPLE",
        "AWS-DisableS3BucketPublicReadWrite",
        "My-Disable-S3-Public-Read-Write-Access-Automation-Task",
        { MaxConcurrency: "10", MaxErrors: "5" },
      ),
    ],
    executions: [patched, scanned],
    schedule: [],
  },
];
