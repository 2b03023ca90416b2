/** A rate-controlled automation: one window, one automation, and a child automation for each target. */
import type { AutomationPlan } from "../../plan/automation-plan.ts";
import type { AccountPlan, Scenario } from "../../plan/plan.ts";
import { childOf, commandOf, operationOf } from "./children.ts";
import { machineId, PATCH_RUNBOOK as DOCUMENT, rateControlledIds, windowOf } from "./window.ts";

/** Options of `rateControlled`. */
export interface RateControlledOptions {
  /** Number of targets, from 1. Default: 12. */
  readonly targets?: number;
  /** Number of targets whose child automation failed; these are the first ones. Default: 2. */
  readonly failed?: number;
  /** Number of targets without a child, because MaxErrors was reached; these are the last ones. Default: 0. */
  readonly notStarted?: number;
  /** Whether the window starts an outer automation, whose step starts the rate-controlled one. Default: false. */
  readonly nested?: boolean;
}

/**
 * Creates an account with a window whose automation patches machines, two at a time. The parent has a TargetsSummary. Each
 * target has a child automation with a command of AWS-RunPatchBaseline, whose ID is the ExecutionId of the machine's patch
 * summary. The execution is from three to two hours before the initial time of the mock's clock.
 *
 * @throws RangeError if `targets` is not an integer from 1, or less than `failed` plus `notStarted`.
 *
 * @example
 * const client = createClient(mockTransport({ scenario: rateControlled({ targets: 40, failed: 3 }) }));
 * const { AutomationExecutionId } = rateControlledIds;
 * const children = client.items("DescribeAutomationExecutions", {
 *   Filters: [{ Key: "ParentExecutionId", Values: [AutomationExecutionId] }],
 * });
 * for await (const child of children) console.log(child.Target);
 */
export const rateControlled = (options: RateControlledOptions = {}): Scenario => {
  const { targets = 12, failed = 2, notStarted = 0, nested = false } = options;
  if (!Number.isInteger(targets) || targets < 1 || !(failed + notStarted <= targets)) {
    throw new RangeError(
      `${targets} targets with failed: ${failed} and notStarted: ${notStarted} are not valid. ` +
        "Use an integer from 1 for targets, and a sum of failed and notStarted up to it.",
    );
  }
  return {
    name: `rate-controlled:${targets}:${failed}:${notStarted}:${nested}`,
    plan: ({ now }) =>
      planOf({ targets, failed, notStarted, nested }, Math.floor(now.getTime() / 1000) * 1000 - 3 * HOUR),
  };
};

const HOUR = 3_600_000;
const SECOND = 1000;

const planOf = (options: Required<RateControlledOptions>, first: number): AccountPlan => {
  const { targets, failed, notStarted, nested } = options;
  const started = targets - notStarted;
  const children = Array.from({ length: started }, (_, index) =>
    childOf(index, { isFailed: index < failed, nested, ...slotOf(index, started, first) }),
  );
  const rateControl: AutomationPlan = {
    DocumentName: DOCUMENT,
    TargetParameterName: "InstanceId",
    Targets: [{ Key: "tag:PatchGroup", Values: ["web"] }],
    MaxConcurrency: "2",
    MaxErrors: notStarted > 0 ? String(Math.max(0, failed - 1)) : "100%",
    start: new Date(first),
    end: new Date(first + HOUR),
    outcome: failed > 0 ? "Failed" : "Success",
    ...(failed > 0 && { FailureMessage: "One or more child automations failed." }),
    targetsNotStarted: Array.from({ length: notStarted }, (_, index) => machineId(started + index)),
    steps: [],
  };
  const { AutomationExecutionId, NestedAutomationExecutionId } = rateControlledIds;
  return {
    windows: [windowOf("rate-controlled", nested ? outerOf(rateControl) : rateControl)],
    automations: [
      ...(nested
        ? [
            {
              ...rateControl,
              AutomationExecutionId: NestedAutomationExecutionId,
              ParentAutomationExecutionId: AutomationExecutionId,
            },
          ]
        : []),
      ...children,
    ],
    commands: children.map((child, index) => commandOf(index, child)),
    machines: Array.from({ length: targets }, (_, index) => {
      const child = children[index];
      return {
        information: {
          InstanceId: machineId(index),
          ComputerName: `web-${index}`,
          PlatformType: "Linux",
          PlatformName: "Amazon Linux",
          PlatformVersion: "2023",
          ResourceType: "EC2Instance",
        },
        tags: { PatchGroup: "web" },
        ...(child?.outcome === "Success" && { patchOperations: [operationOf(index, child)] }),
      };
    }),
  };
};

/** The time of a child: two run at a time, all within an hour. */
const slotOf = (
  index: number,
  count: number,
  first: number,
): { readonly start: number; readonly end: number } => {
  const turns = Math.ceil(count / 2);
  const turn = Math.floor(index / 2);
  const share = (HOUR - 2 * SECOND) / turns;
  return {
    start: first + SECOND + Math.floor(share * turn),
    end: first + SECOND + Math.floor(share * (turn + 1)),
  };
};

const outerOf = ({ start, end, outcome, FailureMessage }: AutomationPlan): AutomationPlan => ({
  DocumentName: "Ops-PatchGroup",
  start,
  end,
  outcome,
  ...(FailureMessage !== undefined && { FailureMessage }),
  steps: [
    {
      StepName: "patchGroup",
      Action: "aws:executeAutomation",
      start,
      end,
      outcome,
      Inputs: {
        DocumentName: JSON.stringify(DOCUMENT),
        TargetParameterName: '"InstanceId"',
        Targets: JSON.stringify([{ Key: "tag:PatchGroup", Values: ["web"] }]),
        MaxConcurrency: '"2"',
      },
      Outputs: {
        ExecutionId: [rateControlledIds.NestedAutomationExecutionId],
        Status: [outcome],
        Output: [],
      },
    },
  ],
});
