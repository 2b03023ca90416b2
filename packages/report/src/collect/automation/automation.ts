/** AUTOMATION: one automation per target, on the machines that the invocation or the automation names. */
import { readParameters } from "@windowpane/core";
import { isBad, type MachineResult } from "../../model/result.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import type { Gap, Machine } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { present } from "../../model/present.ts";
import { windowResult } from "../../judge/verdict/status.ts";
import { missingGap } from "../../model/gap.ts";
import type { PatchRun } from "../../model/patch.ts";
import { isPatchAutomation, patchRunOfCommands, unnamedPatchRun } from "../../judge/patching/patch-run.ts";
import { commandsOf, documentOf } from "./automation-commands.ts";
import type {
  AutomationCommand,
  AutomationFound,
  Automation,
  StepExecution,
} from "../context/automations.ts";
import { gapsOf, startedBy, startsAutomation } from "./automation-gaps.ts";
import { locationRows, runsElsewhere } from "./automation-locations.ts";
import { findAutomation } from "./automation-lookup.ts";
import {
  automationSteps,
  explainMachine,
  isRateControlled,
  machineIdsOf,
  resultOf,
  automationRow,
} from "./automation-machines.ts";
import { identifyCommands, machinesOf, readTargets, type TargetsReading } from "./automation-targets.ts";
import type { InvocationContext, InvocationReading } from "../context/invocation-context.ts";
import { callRow, explainNotStarted, unlistedMachines, type ExplainedResult } from "../context/unlisted.ts";

/**
 * Reads the machines of an AUTOMATION invocation. Always reads the status of the automation, because AWS can report SUCCESS
 * for the invocation of an automation that failed. Invocations that did not pass are read first.
 */
export const readAutomation = async (context: InvocationContext): Promise<InvocationReading> => {
  const { invocation, parameters } = context;
  const id = invocation.ExecutionId;
  if (id === undefined || id === "") {
    return unread(context, explainNotStarted(context), []);
  }
  const byWindow = windowResult(invocation.Status, invocation.StatusDetails);
  const isPass = byWindow === "passed";
  const now = isPass ? context : { ...context, urgent: true };
  const found = await (isPass ? findPassed(now, id) : findAutomation(now.reader, id, true));
  if (found.automation === undefined) {
    // A bad status counts even if its details cannot be read; a passed status can hide an automation that failed.
    const explained: ExplainedResult = isBad(byWindow)
      ? {
          result: byWindow,
          reason: `AWS reports ${plainLine(invocation.Status ?? "")}.`,
          cause: causeOf(invocation),
        }
      : { result: "unknown", reason: found.gap.why };
    return unread(context, explained, [found.gap]);
  }

  const { automation } = found;
  const { StepExecutions = [] } = automation;
  // With rate control the steps are the targets, which the child automations describe in more detail.
  const { steps, gap } = isRateControlled(automation)
    ? { steps: StepExecutions }
    : await automationSteps(now.reader, automation, now.urgent);
  const isListed = found.isListed === true;
  const rows = await readRows(now, { automation, steps, byWindow, isListed });
  const { machines, exact, gaps, commands, unnamedRuns } = rows;
  return {
    machines,
    // Without all steps, a pass is not certain.
    exact: exact && (gap === undefined || !isPass),
    gaps: gap === undefined ? gaps : [gap, ...gaps],
    ...present({
      DocumentName: automation.DocumentName ?? parameters.documentName,
      commands: commands.length === 0 ? undefined : commands,
      patchRun: patchRunOfAutomation(commands, unnamedRuns),
    }),
  };
};

/** A list item has no parameters, so an automation is read with its own request if only these can name its machines. */
const findPassed = async (context: InvocationContext, id: string): Promise<AutomationFound> => {
  const { automations, reader, parameters } = context;
  if (automations === undefined) return findAutomation(reader, id);
  const found = await automations.read(id);
  return found.isListed === true && machineIdsOf(found.automation, parameters).length === 0
    ? findAutomation(reader, id)
    : found;
};

/** An installation with an unknown command takes precedence over a known scan. */
const patchRunOfAutomation = (
  commands: readonly AutomationCommand[],
  unnamed: readonly PatchRun[],
): PatchRun | undefined => {
  const named = patchRunOfCommands(commands);
  const isInstall = ({ Operation }: PatchRun): boolean => Operation !== "Scan";
  const hidden = unnamed.find(isInstall) ?? unnamed[0];
  return named === undefined || (hidden !== undefined && isInstall(hidden) && !isInstall(named))
    ? (hidden ?? named)
    : named;
};

interface ReadAutomation {
  readonly automation: Automation;
  readonly steps: readonly StepExecution[];
  readonly byWindow: MachineResult;
  /** Whether it comes from a list, which has no steps. Default: false. */
  readonly isListed?: boolean;
  /** Nesting depth: number of automations above this one. Default: 0. */
  readonly depth?: number;
}

const DEPTH_LIMIT = 3;

/**
 * Reads the commands of steps and of the automations that steps started, in the order of the steps. Automations with several
 * targets or locations also have their own rows; for the others the step's status is enough.
 */
const readNested = async (
  context: InvocationContext,
  steps: readonly StepExecution[],
  depth: number,
): Promise<TargetsReading> => joined(await Promise.all(steps.map((step) => readStep(context, step, depth))));

const readStep = async (
  context: InvocationContext,
  step: StepExecution,
  depth: number,
): Promise<TargetsReading> => {
  if (!startsAutomation(step)) return { ...nothing, commands: commandsOf([step]) };
  const id = startedBy(step);
  // A step that has not ended does not name its automation yet; the status of the outer automation covers it.
  if (id === undefined) return nothing;
  if (depth === DEPTH_LIMIT) return { ...nothing, exact: false, gaps: [tooDeep(id)] };
  const { automation, gap } = await findAutomation(context.reader, id, context.urgent);
  if (automation === undefined) {
    const unnamedRuns = isPatchAutomation(documentOf(step)) ? [unnamedPatchRun()] : [];
    if (!hasSeveral(step)) return { ...nothing, exact: false, gaps: [gap], unnamedRuns };
    const row = callRow(context, { result: "unknown", reason: gap.why });
    return { machines: [row], exact: false, gaps: [gap], commands: [], unnamedRuns };
  }
  const inner = await automationSteps(context.reader, automation, context.urgent);
  const isCut = inner.gap !== undefined;
  const own = { ...nothing, exact: !isCut, gaps: isCut ? [inner.gap] : [] };
  if (hasSeveral(step)) {
    const parameters = readParameters(undefined);
    const evidence = { automation, steps: inner.steps, byWindow: "passed", depth: depth + 1 } as const;
    return joined([own, await readRows({ ...context, parameters }, evidence)]);
  }
  const found = await readNested(context, inner.steps, depth + 1);
  const { gaps, unnamedRuns } = gapsOf(automation, inner.steps, found.commands);
  return joined([
    own,
    { ...found, machines: [] },
    { ...nothing, exact: gaps.length === 0, gaps, unnamedRuns },
  ]);
};

const joined = (parts: readonly TargetsReading[]): TargetsReading => ({
  machines: parts.flatMap(({ machines }) => machines),
  exact: parts.every(({ exact }) => exact),
  gaps: parts.flatMap(({ gaps }) => gaps),
  commands: parts.flatMap(({ commands }) => commands),
  unnamedRuns: parts.flatMap(({ unnamedRuns }) => unnamedRuns),
});

const nothing: TargetsReading = { machines: [], exact: true, gaps: [], commands: [], unnamedRuns: [] };

const tooDeep = (AutomationExecutionId: string): Gap =>
  missingGap(
    {
      operation: "GetAutomationExecution",
      ids: { AutomationExecutionId },
      what: `Automations that start others more than ${DEPTH_LIMIT} levels deep are not read`,
    },
    "Open the automation execution in the console and check its steps.",
  );

const hasSeveral = ({ Inputs = {} }: StepExecution): boolean =>
  ["TargetParameterName", "TargetLocations"].some((name) => (Inputs[name] ?? "") !== "");

const readRows = async (
  context: InvocationContext,
  { automation, steps, byWindow, isListed = false, depth = 0 }: ReadAutomation,
): Promise<TargetsReading> => {
  const { parameters } = context;
  if (runsElsewhere(automation, steps)) return { ...nothing, ...locationRows(context, automation, steps) };
  if (isRateControlled(automation)) return readTargets(context, automation);
  const inside = await readNested(context, steps, depth);
  const identified = await identifyCommands(context, inside.commands, automation);
  const { commands } = identified;
  const unread = isListed ? nothing : gapsOf(automation, steps, commands);
  // An automation runs on the machines that it names and on those that its patch commands name.
  const ids = machinesOf(machineIdsOf(automation, parameters), commands).filter(
    (id) => !inside.machines.some(({ name }) => name === id),
  );
  const result = worseOf(resultOf(automation, steps), byWindow);
  const explain = (id?: string): ExplainedResult =>
    explainMachine({ automation, steps, result, id, of: ids.length });
  // Without a machine or target that shows the result, the automation has its own row.
  const isShown =
    result === "passed"
      ? inside.machines.length > 0
      : inside.machines.some((row) => row.result === result || isBad(row.result));
  const own =
    ids.length > 0
      ? ids.flatMap((id) => unlistedMachines(context, explain(id), [id]))
      : isShown
        ? []
        : [callRow(context, explain())];
  const isTruncated = automation.ResolvedTargets?.Truncated === true && parameters.instanceIds.length === 0;
  return {
    machines: [...own.map((machine) => automationRow(machine, automation, steps)), ...inside.machines],
    exact: inside.exact && identified.exact && unread.gaps.length === 0 && !isTruncated,
    gaps: [...inside.gaps, ...identified.gaps, ...unread.gaps],
    commands,
    unnamedRuns: [...inside.unnamedRuns, ...unread.unnamedRuns],
  };
};

/** The rows of an automation that could not be read. Without named machines it counts as a call. */
const unread = (
  context: InvocationContext,
  explained: ExplainedResult,
  gaps: readonly Gap[],
): InvocationReading => {
  const { instanceIds, documentName } = context.parameters;
  const machines: readonly Machine[] =
    instanceIds.length === 0
      ? [callRow(context, explained)]
      : unlistedMachines(context, explained, instanceIds);
  return { machines, exact: true, gaps, ...present({ DocumentName: documentName }) };
};

const worseOf = (automation: MachineResult, invocation: MachineResult): MachineResult => {
  if (isBad(automation)) return automation;
  if (isBad(invocation)) return invocation;
  // An invocation that has ended does not mean that its automation has.
  return automation === "passed" ? invocation : automation;
};
