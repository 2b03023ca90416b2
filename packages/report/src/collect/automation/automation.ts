/** AUTOMATION: one automation per target; its machines are what the invocation or the automation itself names. */
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
 * The machines of an AUTOMATION invocation. The status of the automation is always read: AWS can call an invocation SUCCESS
 * over an automation that failed. Those that AWS does not call passed are read first.
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
    // What AWS calls bad is bad, though its details cannot be read; what it calls passed could be an automation that failed.
    const fate: ExplainedResult = isBad(byWindow)
      ? {
          result: byWindow,
          reason: `AWS says ${plainLine(invocation.Status ?? "")}.`,
          cause: causeOf(invocation),
        }
      : { result: "unknown", reason: found.gap.why };
    return unread(context, fate, [found.gap]);
  }

  const { automation } = found;
  const { StepExecutions = [] } = automation;
  // With rate control the steps are the targets, which its child automations tell better.
  const { steps, gap } = isRateControlled(automation)
    ? { steps: StepExecutions }
    : await automationSteps(now.reader, automation, now.urgent);
  const isListed = found.isListed === true;
  const rows = await readRows(now, { automation, steps, byWindow, isListed });
  const { machines, exact, gaps, commands, unnamedRuns } = rows;
  return {
    machines,
    // A pass over steps that could not be listed is not complete.
    exact: exact && (gap === undefined || !isPass),
    gaps: gap === undefined ? gaps : [gap, ...gaps],
    ...present({
      DocumentName: automation.DocumentName ?? parameters.documentName,
      commands: commands.length === 0 ? undefined : commands,
      patchRun: patchRunOfAutomation(commands, unnamedRuns),
    }),
  };
};

/** A row of a list has no parameters: an automation whose machines only these can name is read by itself. */
const findPassed = async (context: InvocationContext, id: string): Promise<AutomationFound> => {
  const { automations, reader, parameters } = context;
  if (automations === undefined) return findAutomation(reader, id);
  const found = await automations.read(id);
  return found.isListed === true && machineIdsOf(found.automation, parameters).length === 0
    ? findAutomation(reader, id)
    : found;
};

/** A scan that is known does not stand for an installation whose command is not. */
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
  /** How many automations started this one inside another. Default: 0. */
  readonly depth?: number;
}

const DEEPEST = 3;

/**
 * The commands of steps and of the automations that steps have started, in the order of the steps. Automations with several
 * targets or locations have rows of their own; of the others, which the step's status stands for, only the commands matter.
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
  // A step that has not ended names no automation yet; its status is in that of the automation around it.
  if (id === undefined) return nothing;
  if (depth === DEEPEST) return { ...nothing, exact: false, gaps: [tooDeep(id)] };
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
      what: `Automations that start others more than ${DEEPEST} levels deep are not read`,
    },
    "Open the automation execution in the console and look at its steps.",
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
  // An automation worked on the machines that it names, and on those that its patch commands name.
  const ids = machinesOf(machineIdsOf(automation, parameters), commands).filter(
    (id) => !inside.machines.some(({ name }) => name === id),
  );
  const result = worseOf(resultOf(automation, steps), byWindow);
  const fateOf = (id?: string): ExplainedResult =>
    explainMachine({ automation, steps, result, id, of: ids.length });
  // Its own row stands for what no machine or target shows.
  const isShown =
    result === "passed"
      ? inside.machines.length > 0
      : inside.machines.some((row) => row.result === result || isBad(row.result));
  const own =
    ids.length > 0
      ? ids.flatMap((id) => unlistedMachines(context, fateOf(id), [id]))
      : isShown
        ? []
        : [callRow(context, fateOf())];
  const isTruncated = automation.ResolvedTargets?.Truncated === true && parameters.instanceIds.length === 0;
  return {
    machines: [...own.map((machine) => automationRow(machine, automation, steps)), ...inside.machines],
    exact: inside.exact && identified.exact && unread.gaps.length === 0 && !isTruncated,
    gaps: [...inside.gaps, ...identified.gaps, ...unread.gaps],
    commands,
    unnamedRuns: [...inside.unnamedRuns, ...unread.unnamedRuns],
  };
};

/** What is known without the automation. One that names no machine counts as a call. */
const unread = (
  context: InvocationContext,
  fate: ExplainedResult,
  gaps: readonly Gap[],
): InvocationReading => {
  const { instanceIds, documentName } = context.parameters;
  const machines: readonly Machine[] =
    instanceIds.length === 0 ? [callRow(context, fate)] : unlistedMachines(context, fate, instanceIds);
  return { machines, exact: true, gaps, ...present({ DocumentName: documentName }) };
};

const worseOf = (automation: MachineResult, invocation: MachineResult): MachineResult => {
  if (isBad(automation)) return automation;
  if (isBad(invocation)) return invocation;
  // A parent that has ended says nothing about an automation that still runs.
  return automation === "passed" ? invocation : automation;
};
