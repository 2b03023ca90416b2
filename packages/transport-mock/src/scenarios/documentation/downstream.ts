/**
 * The command and the automation of the AWS CLI's examples. The examples have no window for them, so the IDs of their
 * invocations are not AWS's. That a command's comment is `<execution>:<task>` is inferred (unverified).
 */
import type { StepPlan } from "../../plan/automation-plan.ts";
import type { ExecutionPlan, MachinePlan } from "../../plan/plan.ts";
import { documentedId } from "./documented-id.ts";

const onMachine = (
  id: string,
  times: { readonly requested: number; readonly start: number; readonly end: number },
  stdout: string,
): MachinePlan => ({
  InstanceId: documentedId(id),
  start: new Date(times.requested),
  end: new Date(times.end),
  outcome: "Success",
  details: "Success",
  plugins: [
    {
      Name: "aws:updateSsmAgent",
      outcome: "Success",
      details: "Success",
      ResponseCode: 0,
      start: new Date(times.start),
      end: new Date(times.end),
      stdout,
      stderr: "",
    },
  ],
});

const agentExecutionId = "b48291dd-ba76-43e0-b9df-13e11ddaac26";
const agentTaskId = documentedId("6960febb-2907-4b59-8e1a-d6ce8EXAMPLE");
const agentTimes = {
  start: new Date(1_582_136_283_000),
  end: new Date(1_582_136_295_500),
  outcome: "SUCCESS",
  details: "Success",
} as const;

/** An agent update on two machines, with the command of the sample of ListCommandInvocations. */
export const updatedAgent: ExecutionPlan = {
  WindowExecutionId: agentExecutionId,
  ...agentTimes,
  tasks: [
    {
      TaskExecutionId: agentTaskId,
      ...agentTimes,
      task: { TaskArn: "AWS-UpdateSSMAgent", Type: "RUN_COMMAND", Priority: 1 },
      invocations: [
        {
          InvocationId: "5d1c8f0e-7a0b-4d6b-9a55-0f6f0a6c1b01",
          ExecutionId: "ef7fdfd8-9b57-4151-a15c-db9a12345678",
          ...agentTimes,
          command: {
            DocumentName: "AWS-UpdateSSMAgent",
            Comment: `${agentExecutionId}:${agentTaskId}`,
            machines: [
              onMachine(
                "i-02573cafcfEXAMPLE",
                { requested: 1_582_136_283_089, start: 1_582_136_283_419, end: 1_582_136_283_510 },
                "amazon-ssm-agent 2.3.842.0 has already been installed, update skipped\n",
              ),
              onMachine(
                "i-0471e04240EXAMPLE",
                { requested: 1_582_136_283_020, start: 1_582_136_283_812, end: 1_582_136_295_031 },
                "amazon-ssm-agent updated successfully to 2.3.842.0",
              ),
            ],
          },
        },
      ],
    },
  ],
};

const automationStart = new Date(1_487_798_222_746);
const automationEnd = new Date(1_487_798_228_456);
const FAILURE =
  "Step launchInstance failed maximum allowed times. You are not authorized to perform this operation.";

/** Start after the automation's end, so that the step stays Pending. */
const afterwards = new Date(automationEnd.getTime() + 1000);

const neverReached = (StepName: string, Action: string): StepPlan => ({
  StepName,
  Action,
  start: afterwards,
  end: afterwards,
  outcome: "Cancelled",
});

const automationTimes = {
  start: new Date(1_487_798_222_500),
  end: new Date(1_487_798_228_900),
  outcome: "FAILED",
} as const;

/** An execution whose automation failed in its first step, as in the sample of GetAutomationExecution. */
export const failedAutomation: ExecutionPlan = {
  WindowExecutionId: "0f3b8a52-1d64-4c1e-8b57-2f6e9d40c702",
  ...automationTimes,
  details: "One or more tasks in the orchestration failed.",
  tasks: [
    {
      TaskExecutionId: "7c2e4d18-90ab-4f35-a6d1-3b8c5e7f1a03",
      ...automationTimes,
      task: { TaskArn: "AWS-UpdateLinuxAmi", Type: "AUTOMATION", Priority: 1 },
      invocations: [
        {
          InvocationId: "c86a1f79-45d2-4be0-9c3f-6d1e8a2b5f04",
          ExecutionId: "4105a4fc-f944-11e6-9d32-8fb2db27a909",
          ...automationTimes,
          details: "Failed",
          automation: {
            DocumentName: "AWS-UpdateLinuxAmi",
            Parameters: {
              SourceAmiId: ["ami-f173cc91"],
              AutomationAssumeRole: ["arn:aws:iam::812345678901:role/SSMAutomationRole"],
              InstanceIamRole: ["EC2InstanceRole"],
            },
            start: automationStart,
            end: automationEnd,
            outcome: "Failed",
            FailureMessage: FAILURE,
            steps: [
              {
                StepName: "launchInstance",
                Action: "aws:runInstances",
                start: new Date(1_487_798_223_346),
                end: new Date(1_487_798_226_014),
                outcome: "Failed",
                FailureMessage: FAILURE,
                Inputs: { ImageId: '"ami-f173cc91"', InstanceType: '"t2.micro"', MaxInstanceCount: "1" },
              },
              neverReached("updateOSSoftware", "aws:runCommand"),
              neverReached("stopInstance", "aws:changeInstanceState"),
              neverReached("createImage", "aws:createImage"),
              neverReached("terminateInstance", "aws:changeInstanceState"),
            ],
          },
        },
      ],
    },
  ],
};
