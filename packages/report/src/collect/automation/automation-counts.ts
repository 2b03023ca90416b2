/** Compares the targets that AWS counts with the child automations that it lists. */
import { isBad, isOpen, type MachineResult } from "../../model/result.ts";
import { missingGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import { plural } from "../../model/words.ts";
import type { AutomationRows } from "./automation-locations.ts";
import { explainMachine, explainStep, machineIdsOf } from "./automation-machines.ts";
import type { Automation } from "../context/automations.ts";
import type { InvocationContext } from "../context/invocation-context.ts";
import { unlistedMachines, type ExplainedResult } from "../context/unlisted.ts";

/** The known targets of an automation with rate control. */
export interface KnownTargets {
  readonly context: InvocationContext;
  readonly automation: Automation;
  /** The names in the rows of the child automations. */
  readonly names: ReadonlySet<string>;
  /** The results of the listed child automations. */
  readonly results: readonly MachineResult[];
  /** The gap in the list of child automations. */
  readonly listGap: Gap | undefined;
}

/**
 * The targets without a child automation, from `TargetsSummary` and the machines that the invocation and the automation name.
 * Their result is not run only if AWS's counts and its list agree; otherwise it is unknown, or failed if AWS counts more
 * failures than it lists. Targets without a name share one row, and the counts are not exact.
 */
export const unlistedTargets = (known: KnownTargets): AutomationRows => {
  const { context, automation, names, results, listGap } = known;
  const { TotalCount, FailedCount = 0 } = automation.TargetsSummary ?? {};
  const isEnded = !isOpen(automationResult(automation.AutomationExecutionStatus));
  const unseen = machineIdsOf(automation, context.parameters).filter((id) => !names.has(id));
  const unlisted = Math.max(0, (TotalCount ?? 0) - results.length);
  const named = unseen.map((id) => ({ id, failure: explainFailedStep(automation, id) }));
  const failures =
    FailedCount - results.filter(isBad).length - named.filter(({ failure }) => failure !== undefined).length;
  const isEmpty = TotalCount === 0 && FailedCount === 0 && results.length + unseen.length === 0;
  if (isEnded && isEmpty && listGap === undefined) return { machines: [], exact: true, gaps: [] };

  const isWrong = isEnded && !agree(automation, results, unseen.length <= unlisted);
  const gap = listGap ?? (isWrong ? disagreement(automation, results) : undefined);
  const rest: ExplainedResult =
    gap === undefined ? (isEnded ? neverStarted : notStartedYet) : { result: "unknown", reason: gap.why };
  const isUnnamed = failures > 0 || unseen.length < unlisted || results.length + unseen.length === 0;
  return {
    machines: [
      ...named.flatMap(({ id, failure = rest }) => unlistedMachines(context, failure, [id])),
      ...(isUnnamed ? unlistedMachines(context, failures > 0 ? failed(automation, failures) : rest, []) : []),
    ],
    exact: gap === undefined && !isUnnamed,
    gaps: gap === undefined ? [] : [gap],
  };
};

/** The result of a target from its step, if that failed: with rate control, AWS names the steps after the targets. */
const explainFailedStep = (automation: Automation, id: string): ExplainedResult | undefined => {
  const step = automation.StepExecutions?.find(({ StepName }) => StepName === id);
  const result = automationResult(step?.StepStatus);
  return isBad(result) ? explainStep(result, automation, step) : undefined;
};

const neverStarted: ExplainedResult = {
  result: "notRun",
  reason: "The automation ended before it started on this target.",
};
const notStartedYet: ExplainedResult = {
  result: "pending",
  reason: "The automation has not started on this target yet.",
};

const failed = (automation: Automation, count: number): ExplainedResult => ({
  ...explainMachine({ automation, steps: [], result: "failed" }),
  reason: `AWS counts ${plural(count, "failed target")} that it does not list.`,
});

/** Whether all counts of an automation that has ended match its list. */
const agree = (
  { TargetsSummary }: Automation,
  results: readonly MachineResult[],
  isWithinTotal: boolean,
): boolean => {
  const { TotalCount = 0, StartedCount = 0, SuccessfulCount = 0, FailedCount = 0 } = TargetsSummary ?? {};
  return (
    isWithinTotal &&
    TotalCount >= results.length &&
    StartedCount === results.length &&
    FailedCount === results.filter(isBad).length &&
    SuccessfulCount === results.filter((result) => result === "passed").length
  );
};

const disagreement = (
  { AutomationExecutionId = "", TargetsSummary }: Automation,
  results: readonly MachineResult[],
): Gap => {
  const listed = plural(results.length, "child automation");
  const { TotalCount = 0, SuccessfulCount = 0, FailedCount = 0 } = TargetsSummary ?? {};
  return missingGap(
    {
      operation: "DescribeAutomationExecutions",
      ids: { AutomationExecutionId },
      what:
        TargetsSummary === undefined
          ? `The automation has no target counts, but AWS lists ${listed}`
          : `The automation counts ${plural(TotalCount, "target")}, ${SuccessfulCount} successful and ${FailedCount} failed, but AWS lists ${listed} with other results`,
    },
    "Open the automation execution in the console and check its child automations.",
  );
};
