/** Automations that run in other accounts and regions, where the caller cannot read them. */
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

/** Rows of machines, with the gaps in them. */
export interface AutomationRows {
  readonly machines: readonly Machine[];
  /** Whether the list of machines is complete. */
  readonly exact: boolean;
  readonly gaps: readonly Gap[];
}

/** Whether an automation runs in several accounts or regions, from its details, its list item or its steps. */
export const runsElsewhere = (
  automation: Automation & Item<"DescribeAutomationExecutions">,
  steps: readonly StepExecution[] = [],
): boolean =>
  (automation.TargetLocations ?? []).length > 0 ||
  (automation.TargetLocationsURL ?? "") !== "" ||
  automation.AutomationType === "CrossAccount" ||
  steps.some(({ TargetLocation }) => TargetLocation !== undefined);

/**
 * One row for each account and region of an automation. A location passed only if the automation's summary reports that
 * everything passed; otherwise its result is unknown, with a gap that names it. The result of its step counts if it is bad or
 * still running. Unverified, from AWS's model: an automation has one step per location.
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

interface AutomationLocation {
  /** `account 111122223333, region eu-west-1`, or the known part of it. */
  readonly name: string;
  readonly step?: StepExecution | undefined;
}

const locationsOf = (
  { TargetLocations = [] }: Automation,
  steps: readonly StepExecution[],
): readonly AutomationLocation[] => {
  const locations = new Map<string, AutomationLocation>();
  for (const step of steps) {
    if (step.TargetLocation === undefined) continue;
    for (const name of namesOf(step.TargetLocation)) {
      const before = locations.get(name);
      // A location can have several steps; a bad result counts.
      if (before === undefined || isBad(automationResult(step.StepStatus)))
        locations.set(name, { name, step });
    }
  }
  // The steps name the accounts of an organizational unit.
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

/** Whether AWS's counts show that everything passed in all locations. */
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
  // If both counts are present, both must show it.
  return (
    (TargetsSummary !== undefined || ProgressCounters !== undefined) &&
    (TargetsSummary === undefined || isAll(targets.SuccessfulCount, targets.TotalCount)) &&
    (ProgressCounters === undefined || isAll(steps.SuccessSteps, steps.TotalSteps))
  );
};

const rowOf = (
  context: InvocationContext,
  automation: Automation,
  { name, step }: AutomationLocation,
  hasPassed: boolean,
): { readonly machine: Machine; readonly gap?: Gap } => {
  const row = (explained: ExplainedResult): Machine => ({
    ...callRow(context, explained),
    name: sharedText(name),
  });
  const result: MachineResult | undefined =
    step === undefined ? undefined : automationResult(step.StepStatus);
  if (step !== undefined && result !== undefined && (isBad(result) || isOpen(result))) {
    const explained = explainStep(result, automation, step);
    const reason = `It ran in ${name}: open it there. ${explained.reason}`;
    return { machine: row({ ...explained, reason }) };
  }
  if (hasPassed && result !== "unknown") {
    const reason = `It ran in ${name}. The automation reports that everything passed.`;
    return { machine: row({ result: "passed", reason }) };
  }
  const { AutomationExecutionId = "" } = automation;
  const gap = missingGap(
    {
      operation: "GetAutomationExecution",
      ids: { AutomationExecutionId },
      what: `The automation ran in ${name}, which this caller cannot read`,
    },
    "Open the automation execution in that account and region.",
  );
  return { machine: row({ result: "unknown", reason: `It ran in ${name}: open it there.` }), gap };
};
