/** AUTOMATION: one automation per target; its machines are what the invocation or the automation itself names. */
import { readParameters } from "@windowpane/core";
import { isBad, type Bucket } from "../bucket.ts";
import { causeOf } from "../cause.ts";
import type { Hole, Machine } from "../model.ts";
import { plainLine } from "../plain-text.ts";
import { present } from "../present.ts";
import { windowBucket } from "../status.ts";
import { isPatchCommand, patchRunOfCommands } from "../patching/patch-run.ts";
import { commandsOf } from "./automation-commands.ts";
import { locationRows, runsElsewhere } from "./automation-locations.ts";
import { findAutomation, type AutomationFound } from "./automation-lookup.ts";
import {
  automationSteps,
  fateOfMachine,
  isRateControlled,
  machineIdsOf,
  resultOf,
  type Automation,
  type StepExecution,
} from "./automation-machines.ts";
import { automationRow } from "./automation-row.ts";
import { readTargets, type TargetsReading } from "./automation-targets.ts";
import type { InvocationContext, InvocationReading } from "./invocation-context.ts";
import { callRow, notStartedFate, unlistedMachines, type Fate } from "./unlisted.ts";

/**
 * The machines of an AUTOMATION invocation. The status of the automation is always read: AWS can call an invocation SUCCESS
 * over an automation that failed. Those that AWS does not call passed are read first.
 */
export const readAutomation = async (context: InvocationContext): Promise<InvocationReading> => {
  const { invocation, parameters } = context;
  const id = invocation.ExecutionId;
  if (id === undefined || id === "") {
    return unread(context, notStartedFate(context), []);
  }
  const byWindow = windowBucket(invocation.Status, invocation.StatusDetails);
  const isPass = byWindow === "passed";
  const now = isPass ? context : { ...context, urgent: true };
  const found = await (isPass ? findPassed(now, id) : findAutomation(now.reader, id, true));
  if (found.automation === undefined) {
    // What AWS calls bad is bad, though its details cannot be read; what it calls passed could be an automation that failed.
    const fate: Fate = isBad(byWindow)
      ? {
          bucket: byWindow,
          reason: `AWS says ${plainLine(invocation.Status ?? "")}.`,
          cause: causeOf(invocation),
        }
      : { bucket: "unknown", reason: found.hole.why };
    return unread(context, fate, [found.hole]);
  }

  const { automation } = found;
  const { StepExecutions = [] } = automation;
  // With rate control the steps are the targets, which its child automations tell better.
  const { steps, hole } = isRateControlled(automation)
    ? { steps: StepExecutions }
    : await automationSteps(now.reader, automation, now.urgent);
  const { machines, exact, holes, commands } = await readRows(now, { automation, steps, byWindow });
  return {
    machines,
    // A pass over steps that could not be listed is not complete.
    exact: exact && (hole === undefined || !isPass),
    holes: hole === undefined ? holes : [hole, ...holes],
    ...present({
      DocumentName: automation.DocumentName ?? parameters.documentName,
      commands: commands.length === 0 ? undefined : commands,
      patchRun: patchRunOfCommands(commands),
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

interface ReadAutomation {
  readonly automation: Automation;
  readonly steps: readonly StepExecution[];
  readonly byWindow: Bucket;
  /** How many automations started this one inside another. Default: 0. */
  readonly depth?: number;
}

const DEEPEST = 3;

/**
 * The automations that steps have started. Those with several targets or locations have rows of their own; of the others, which
 * the step's status stands for, only the commands matter.
 */
const readNested = async (
  context: InvocationContext,
  steps: readonly StepExecution[],
  depth: number,
): Promise<TargetsReading> => {
  const parameters = readParameters(undefined);
  const parts = await Promise.all(
    steps.filter(startsAutomation).map(async (step): Promise<TargetsReading> => {
      const id = step.Outputs?.["ExecutionId"]?.[0];
      // A step that has not ended names no automation yet; its status is in that of the automation around it.
      if (id === undefined || depth === DEEPEST) return nothing;
      const { automation, hole } = await findAutomation(context.reader, id, context.urgent);
      if (automation === undefined) {
        if (!hasSeveral(step)) return { ...nothing, holes: [hole] };
        const row = callRow(context, { bucket: "unknown", reason: hole.why });
        return { machines: [row], exact: false, holes: [hole], commands: [] };
      }
      const inner = { automation, steps: automation.StepExecutions ?? [], byWindow: "passed" as const };
      if (hasSeveral(step)) return readRows({ ...context, parameters }, { ...inner, depth: depth + 1 });
      const { holes, commands } = await readNested(context, inner.steps, depth + 1);
      return { ...nothing, holes, commands: [...commandsOf(inner.steps), ...commands] };
    }),
  );
  return {
    machines: parts.flatMap(({ machines }) => machines),
    exact: parts.every(({ exact }) => exact),
    holes: parts.flatMap(({ holes }) => holes),
    commands: parts.flatMap(({ commands }) => commands),
  };
};

const nothing: TargetsReading = { machines: [], exact: true, holes: [], commands: [] };

const startsAutomation = ({ Action }: StepExecution): boolean => Action === "aws:executeAutomation";

const hasSeveral = ({ Inputs = {} }: StepExecution): boolean =>
  ["TargetParameterName", "TargetLocations"].some((name) => (Inputs[name] ?? "") !== "");

const readRows = async (
  context: InvocationContext,
  { automation, steps, byWindow, depth = 0 }: ReadAutomation,
): Promise<TargetsReading> => {
  const { parameters } = context;
  if (runsElsewhere(automation, steps)) return { ...locationRows(context, automation, steps), commands: [] };
  if (isRateControlled(automation)) return readTargets(context, automation);
  const inside = await readNested(context, steps, depth);
  const named = machineIdsOf(automation, parameters);
  // An automation that names no machine worked on those that its patch commands name.
  const commands = [...commandsOf(steps), ...inside.commands];
  const patched = commands.filter(isPatchCommand).flatMap(({ InstanceIds }) => InstanceIds);
  const ids = [...new Set(named.length === 0 ? patched : named)].filter(
    (id) => !inside.machines.some(({ name }) => name === id),
  );
  const bucket = worseOf(resultOf(automation, steps), byWindow);
  const fateOf = (id?: string): Fate => fateOfMachine({ automation, steps, bucket, id, of: ids.length });
  // Its own row stands for what no machine or target shows.
  const isShown =
    bucket === "passed"
      ? inside.machines.length > 0
      : inside.machines.some((row) => row.bucket === bucket || isBad(row.bucket));
  const own =
    ids.length > 0
      ? ids.flatMap((id) => unlistedMachines(context, fateOf(id), [id]))
      : isShown
        ? []
        : [callRow(context, fateOf())];
  const isTruncated = automation.ResolvedTargets?.Truncated === true && parameters.instanceIds.length === 0;
  return {
    machines: [...own.map((machine) => automationRow(machine, automation, steps)), ...inside.machines],
    exact: inside.exact && !isTruncated,
    holes: inside.holes,
    commands,
  };
};

/** What is known without the automation. One that names no machine counts as a call. */
const unread = (context: InvocationContext, fate: Fate, holes: readonly Hole[]): InvocationReading => {
  const { instanceIds, documentName } = context.parameters;
  const machines: readonly Machine[] =
    instanceIds.length === 0 ? [callRow(context, fate)] : unlistedMachines(context, fate, instanceIds);
  return { machines, exact: true, holes, ...present({ DocumentName: documentName }) };
};

const worseOf = (automation: Bucket, invocation: Bucket): Bucket => {
  if (isBad(automation)) return automation;
  if (isBad(invocation)) return invocation;
  // A parent that has ended says nothing about an automation that still runs.
  return automation === "passed" ? invocation : automation;
};
