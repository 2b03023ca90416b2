/** Automations with rate control: one child automation per target, with results checked against AWS's counts. */
import { readParameters, type InvocationParameters, type Item } from "@windowpane/core";
import { isBad, isOpen, worse } from "../../model/result.ts";
import type { Machine } from "../../model/report.ts";
import type { PatchRun } from "../../model/patch.ts";
import { isPatchAutomation, isPatchCommand } from "../../judge/patching/patch-run.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import type {
  AutomationCommand,
  Automation,
  StepExecution,
  IdentifiedCommands,
} from "../context/automations.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import { canRunCommands, commandsOf } from "./automation-commands.ts";
import { gapsOf } from "./automation-gaps.ts";
import { locationRows, runsElsewhere, type AutomationRows } from "./automation-locations.ts";
import { findAutomation } from "./automation-lookup.ts";
import {
  automationSteps,
  explainMachine,
  machineIdsOf,
  resultOf,
  automationRow,
} from "./automation-machines.ts";
import { unlistedTargets } from "./automation-counts.ts";
import { createCommandDocuments } from "./command-documents.ts";
import type { InvocationContext } from "../context/invocation-context.ts";
import { callRow, unlistedMachines, type ExplainedResult } from "../context/unlisted.ts";

/** The rows of an automation with rate control. */
export interface TargetsReading extends AutomationRows {
  /** In the order they were sent. */
  readonly commands: readonly AutomationCommand[];
  /** Patch runs without a known command. */
  readonly unnamedRuns: readonly PatchRun[];
}

/** Adds the steps of their documents to commands whose names do not show whether they patch. */
export const identifyCommands = (
  { documents, reader, urgent }: InvocationContext,
  commands: readonly AutomationCommand[],
  { DocumentName }: Automation,
): Promise<IdentifiedCommands> =>
  (documents ?? createCommandDocuments(reader)).identify(distinctCommands(commands), DocumentName, urgent);

const distinctCommands = (commands: readonly AutomationCommand[]): readonly AutomationCommand[] =>
  [...new Map(commands.toReversed().map((command) => [command.CommandId, command])).values()].toReversed();

/** The machines that an automation or its patch commands name. */
export const machinesOf = (
  named: readonly string[],
  commands: readonly AutomationCommand[],
): readonly string[] => [
  ...new Set([...named, ...commands.filter(isPatchCommand).flatMap(({ InstanceIds }) => InstanceIds)]),
];

type ChildAutomation = Item<"DescribeAutomationExecutions">;

const CHILDREN_PER_PAGE = 50;

/**
 * Reads the child automations by their parent's ID. A child that has ended is read with its own request if it did not pass or
 * may have run commands, and so is a child whose list item names no machine. Targets that AWS counts but does not list never
 * count as passed.
 */
export const readTargets = async (
  context: InvocationContext,
  automation: Automation,
): Promise<TargetsReading> => {
  const { reader, urgent } = context;
  const { AutomationExecutionId = "" } = automation;
  const children = new Map<string, ChildAutomation>();
  const failed = await reader.list(
    "DescribeAutomationExecutions",
    {
      Filters: [{ Key: "ParentExecutionId", Values: [AutomationExecutionId] }],
      MaxResults: CHILDREN_PER_PAGE,
    },
    { ids: { AutomationExecutionId }, what: "The results on the targets of the automation", urgent },
    (items) => {
      for (const child of items) {
        const parent = child.ParentAutomationExecutionId ?? AutomationExecutionId;
        if (parent !== AutomationExecutionId) continue;
        const key = child.AutomationExecutionId ?? `row ${children.size}`;
        children.set(key, child);
      }
      context.onMachines([...children.values()].flatMap((child) => rowsOf(context, { automation: child })));
    },
  );
  const details = await readChildren(context, [...children.values()]);
  const listed = distinct(details.flatMap(({ machines }) => machines));
  const rest = unlistedTargets({
    context,
    automation,
    names: new Set(listed.map(({ name }) => name)),
    results: [...children.values()].map((child) => automationResult(child.AutomationExecutionStatus)),
    listGap: failed?.gap,
  });
  return {
    machines: withParent(context, automation, [...listed, ...rest.machines]),
    exact: rest.exact && details.every(({ exact }) => exact),
    gaps: [...rest.gaps, ...details.flatMap(({ gaps }) => gaps)],
    commands: details.flatMap(({ commands }) => commands),
    unnamedRuns: details.flatMap(({ unnamedRuns }) => unnamedRuns),
  };
};

/** Counts each machine once, with its worst result. */
const distinct = (machines: readonly Machine[]): readonly Machine[] => {
  const rows = new Map<string, Machine>();
  for (const machine of machines) {
    const key = machine.kind === "machine" ? machine.name : `${machine.kind} ${rows.size}`;
    const before = rows.get(key);
    if (before !== undefined && worse(before.result, machine.result) === before.result) continue;
    rows.set(key, machine);
  }
  return [...rows.values()];
};

/** Adds a row for the automation if it did not pass but every row did. */
const withParent = (
  context: InvocationContext,
  automation: Automation,
  machines: readonly Machine[],
): readonly Machine[] => {
  const result = automationResult(automation.AutomationExecutionStatus);
  if (result === "passed" || machines.some((machine) => machine.result !== "passed")) return machines;
  const explained = explainMachine({ automation, steps: automation.StepExecutions ?? [], result });
  return [...machines, automationRow(callRow(context, explained), automation)];
};

type ChildReading = TargetsReading;

/** Reads children that did not pass first. One that passed shows whether the others may have run commands. */
const readChildren = async (
  context: InvocationContext,
  children: readonly ChildAutomation[],
): Promise<readonly ChildReading[]> => {
  const sample = children.find(hasPassed);
  const first = sample === undefined ? undefined : readChild(context, sample, true);
  first?.catch(() => {});
  return Promise.all(
    children.map(async (child) => {
      if (first !== undefined && child === sample) return (await first).reading;
      const result = automationResult(child.AutomationExecutionStatus);
      const isNamed = machineIdsOf(child, noParameters).length > 0;
      if (isNamed && isOpen(result)) return listedReading(context, child);
      if (!isNamed || result !== "passed")
        return (await readChild(context, child, result !== "passed")).reading;
      return (await first)?.canRunCommands === false
        ? listedReading(context, child)
        : (await readChild(context, child, false)).reading;
    }),
  );
};

const hasPassed = (child: ChildAutomation): boolean =>
  automationResult(child.AutomationExecutionStatus) === "passed";

/** A child as its list item shows it. */
const listedReading = (context: InvocationContext, child: ChildAutomation): ChildReading => ({
  machines: rowsOf(context, { automation: child }),
  exact: true,
  gaps: [],
  commands: [],
  unnamedRuns: [],
});

const readChild = async (
  context: InvocationContext,
  child: ChildAutomation,
  urgent: boolean,
): Promise<{ readonly reading: ChildReading; readonly canRunCommands: boolean }> => {
  const { reader } = context;
  const listed = rowsOf(context, { automation: child });
  const id = child.AutomationExecutionId;
  if (id === undefined) return { reading: listedReading(context, child), canRunCommands: true };
  const { automation, gap } = await findAutomation(reader, id, urgent);
  if (automation === undefined) {
    // The list has its status, but a step that was not read may have failed.
    const machines = listed.map((machine): Machine =>
      isBad(machine.result) ? machine : { ...machine, result: "unknown", reason: gap.why },
    );
    const reading = { machines, exact: true, gaps: [gap], commands: [], unnamedRuns: [] };
    return { reading, canRunCommands: true };
  }
  const { steps, gap: stepsGap } = await automationSteps(reader, automation, urgent);
  if (runsElsewhere({ ...child, ...automation }, steps)) {
    const rows = locationRows(context, automation, steps);
    return { reading: { ...rows, commands: [], unnamedRuns: [] }, canRunCommands: true };
  }
  const identified = await identifyCommands(context, commandsOf(steps), automation);
  const commands = identified.commands.map((command) => ({ ...command, child: id }));
  const unread = gapsOf(automation, steps, commands);
  const gaps = [...identified.gaps, ...unread.gaps];
  const isWhole = identified.exact && unread.gaps.length === 0;
  const reading: ChildReading = {
    machines: rowsOf(context, { automation, steps, commands, target: child.Target }),
    exact: isWhole && (stepsGap === undefined || !hasPassed(automation)),
    gaps: stepsGap === undefined ? gaps : [stepsGap, ...gaps],
    commands,
    unnamedRuns: unread.unnamedRuns,
  };
  return { reading, canRunCommands: isPatchAutomation(automation.DocumentName) || canRunCommands(steps) };
};

const noParameters: InvocationParameters = readParameters(undefined);

interface ChildEvidence {
  readonly automation: Automation;
  readonly steps?: readonly StepExecution[];
  readonly commands?: readonly AutomationCommand[];
  /** The target in the list item. */
  readonly target?: string | undefined;
}

const rowsOf = (
  context: InvocationContext,
  { automation, steps = [], commands = [], target }: ChildEvidence,
): readonly Machine[] => {
  const ids = machinesOf(machineIdsOf(automation, noParameters), commands);
  const result = resultOf(automation, steps);
  const explain = (id?: string): ExplainedResult =>
    explainMachine({ automation, steps, result, id, of: ids.length });
  const name = sharedText(plainLine(automation.Target ?? target ?? ""));
  const rows =
    ids.length > 0
      ? ids.flatMap((id) => unlistedMachines(context, explain(id), [id]))
      : [callRow(context, explain())].map((row) => (name === "" ? row : { ...row, name }));
  return rows.map((row) => automationRow(row, automation, steps));
};
