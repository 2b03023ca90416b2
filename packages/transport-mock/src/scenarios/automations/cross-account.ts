/** An automation in several accounts and regions. Its children are not visible in this account. */
import type { AutomationPlan, StepPlan } from "../../plan/automation-plan.ts";
import type { Scenario } from "../../plan/plan.ts";
import { automationIds, numbered, windowOf } from "./window.ts";

/** The IDs of `crossAccount`. */
export const crossAccountIds = {
  ...automationIds,
  /** The n-th child, from 0. Its ID belongs to another account or region and is unknown here. */
  child: (index: number): string => numbered(9, index),
} as const;

/** The accounts and regions of `crossAccount`, in the order of its steps. The last step failed. */
export const crossAccountLocations = [
  { account: "444455556666", region: "eu-central-1" },
  { account: "444455556666", region: "us-east-1" },
  { account: "777788889999", region: "eu-central-1" },
  { account: "777788889999", region: "us-east-1" },
] as const;

/**
 * A window whose automation runs in two accounts and two regions (AutomationType CrossAccount). Each account and region is
 * a step with a `TargetLocation`. The children are in other accounts: GetAutomationExecution throws
 * AutomationExecutionNotFoundException and no list contains them. That a step has its child's ID as output `ExecutionId`
 * is unverified.
 */
export const crossAccount: Scenario = {
  name: "cross-account",
  plan: ({ now }) => {
    const first = Math.floor(now.getTime() / 1000) * 1000 - 3 * HOUR;
    return { windows: [windowOf("cross-account", automationAt(first))] };
  },
};

const HOUR = 3_600_000;
const MINUTE = 60_000;

const automationAt = (first: number): AutomationPlan => ({
  DocumentName: "AWS-PatchInstanceWithRollback",
  Parameters: { InstanceId: [] },
  TargetLocations: [
    {
      Accounts: ["444455556666", "777788889999"],
      Regions: ["eu-central-1", "us-east-1"],
      TargetLocationMaxConcurrency: "1",
      TargetLocationMaxErrors: "4",
      ExecutionRoleName: "AWS-SystemsManager-AutomationExecutionRole",
    },
  ],
  start: new Date(first),
  end: new Date(first + HOUR),
  outcome: "Failed",
  FailureMessage: "One or more child automations failed.",
  steps: crossAccountLocations.map(({ account, region }, index): StepPlan => {
    const isFailed = index === crossAccountLocations.length - 1;
    return {
      StepName: `${account} ${region}`,
      Action: "aws:executeAutomation",
      start: new Date(first + index * 15 * MINUTE),
      end: new Date(first + (index + 1) * 15 * MINUTE),
      outcome: isFailed ? "Failed" : "Success",
      ...(isFailed && { FailureMessage: "The child automation failed." }),
      TargetLocation: { Accounts: [account], Regions: [region] },
      Inputs: { DocumentName: '"AWS-PatchInstanceWithRollback"' },
      Outputs: { ExecutionId: [crossAccountIds.child(index)], Status: [isFailed ? "Failed" : "Success"] },
    };
  }),
});
