/** Automations that run in other accounts and regions, where nothing of them can be read from here. */
import type { Item } from "@windowpane/core";
import { isBad, isOpen, type MachineResult } from "../../model/result.ts";
import { missingGap } from "../../model/gap.ts";
import type { Gap, Machine } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import type { Automation, StepExecution } from "../context/automations.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import { explainStep } from "./automation-machines.ts";
import type { InvocationContext } from "../context/invocation-context.ts";
import { callRow, type ExplainedResult } from "../context/unlisted.ts";

/** Rows of machines, with what could not be read of them. */
export interface AutomationRows {
  readonly machines: readonly Machine[];
  /** Whether these are all there are. */
  readonly exact: boolean;
  readonly gaps: readonly Gap[];
}

/** Whether an automation runs in several accounts or regions, by itself, its row in a list, or its steps. */
export const runsElsewhere = (
  automation: Automation & Item<"DescribeAutomationExecutions">,
  steps: readonly StepExecution[] = [],
): boolean =>
  (automation.TargetLocations ?? []).length > 0 ||
  (automation.TargetLocationsURL ?? "") !== "" ||
  automation.AutomationType === "CrossAccount" ||
  steps.some(({ TargetLocation }) => TargetLocation !== undefined);

/**
 * One row for each account and region of an automation. A location passed only if the summary of the automation says that
 * everything passed; otherwise it is unknown, with a gap that names it. The result of its step counts where it is bad or
 * still running. That an automation has one step per location is inferred from AWS's model, not seen in a live response.
 */
export const locationRows = (
  context: InvocationContext,
  automation: Automation,
  steps: readonly StepExecution[],
): AutomationRows => {
  const locations = locationsOf(automation, steps);
  const hasPassed = summaryPassed(automation);
  const rows = locations.map((location) => rowOf(context, automation, location, hasPassed));
  return {
    machines: rows.map(({ machine }) => machine),
    exact: true,
    gaps: rows.flatMap(({ gap }) => gap ?? []),
  };
};

interface Location {
  /** `account 111122223333, region eu-west-1`, or what is known of it. */
  readonly name: string;
  readonly step?: StepExecution | undefined;
}

const locationsOf = (
  { TargetLocations = [] }: Automation,
  steps: readonly StepExecution[],
): readonly Location[] => {
  const locations = new Map<string, Location>();
  for (const step of steps) {
    if (step.TargetLocation === undefined) continue;
    for (const name of namesOf(step.TargetLocation)) {
      const before = locations.get(name);
      // A location can have several steps; the worst counts.
      if (before === undefined || isBad(automationResult(step.StepStatus)))
        locations.set(name, { name, step });
    }
  }
  // Of an organizational unit, the steps name the accounts.
  const hasSteps = locations.size > 0;
  for (const location of TargetLocations) {
    for (const name of namesOf(location)) {
      if (locations.has(name) || (hasSteps && name.startsWith(UNIT))) continue;
      locations.set(name, { name });
    }
  }
  return locations.size === 0 ? [{ name: "other accounts or regions" }] : [...locations.values()];
};

const UNIT = "organizational unit";

const namesOf = ({
  Accounts = [],
  Regions = [],
}: NonNullable<StepExecution["TargetLocation"]>): readonly string[] => {
  const accounts = Accounts.map((account) =>
    plainLine(/^\d+$/u.test(account) ? `account ${account}` : `${UNIT} ${account}`),
  );
  const regions = Regions.map((region) => plainLine(`region ${region}`));
  if (accounts.length === 0) return regions;
  if (regions.length === 0) return accounts;
  return accounts.flatMap((account) => regions.map((region) => `${account}, ${region}`));
};

/** Whether AWS's numbers say that everything passed everywhere. */
const summaryPassed = (automation: Automation): boolean => {
  const { AutomationExecutionStatus, TargetsSummary, ProgressCounters } = automation;
  if (automationResult(AutomationExecutionStatus) !== "passed") return false;
  const targets = TargetsSummary ?? {};
  const steps = ProgressCounters ?? {};
  const notPassed =
    (targets.FailedCount ?? 0) +
    (steps.FailedSteps ?? 0) +
    (steps.CancelledSteps ?? 0) +
    (steps.TimedOutSteps ?? 0);
  const isAll = (passed = 0, total = 0): boolean => total > 0 && passed === total;
  if (notPassed > 0) return false;
  // Where there are both, both must say so.
  return (
    (TargetsSummary !== undefined || ProgressCounters !== undefined) &&
    (TargetsSummary === undefined || isAll(targets.SuccessfulCount, targets.TotalCount)) &&
    (ProgressCounters === undefined || isAll(steps.SuccessSteps, steps.TotalSteps))
  );
};

const rowOf = (
  context: InvocationContext,
  automation: Automation,
  { name, step }: Location,
  hasPassed: boolean,
): { readonly machine: Machine; readonly gap?: Gap } => {
  const row = (fate: ExplainedResult): Machine => ({ ...callRow(context, fate), name: sharedText(name) });
  const result: MachineResult | undefined =
    step === undefined ? undefined : automationResult(step.StepStatus);
  if (step !== undefined && result !== undefined && (isBad(result) || isOpen(result))) {
    const fate = explainStep(result, automation, step);
    return { machine: row({ ...fate, reason: `It ran in ${name}: open it there. ${fate.reason}` }) };
  }
  if (hasPassed && result !== "unknown") {
    const reason = `It ran in ${name}. The summary of the automation says that everything passed.`;
    return { machine: row({ result: "passed", reason }) };
  }
  const { AutomationExecutionId = "" } = automation;
  const gap = missingGap(
    {
      operation: "GetAutomationExecution",
      ids: { AutomationExecutionId },
      what: `The automation ran in ${name}, which cannot be read from here`,
    },
    "Open the automation execution in that account and region.",
  );
  return { machine: row({ result: "unknown", reason: `It ran in ${name}: open it there.` }), gap };
};
