import type { InvocationParameters } from "@windowpane/core";
import type { Step } from "../../model/report.ts";
import type { PatchRun } from "../../model/patch.ts";

interface PatchDocument {
  /** Whether Patch Manager has the result afterwards. */
  readonly reportsState: boolean;
  /** Where the name decides it. Default: the parameter `Operation`. */
  readonly Operation?: "Scan" | "Install";
}

/**
 * AWS's documents that patch. RunPatchBaselineAssociation writes the compliance of an association, not the machine's patch
 * state; the documents for Windows Update write none (documented). What AWS-ApplyPatchBaseline writes is not verified.
 */
const patchDocuments: Readonly<Record<string, PatchDocument>> = {
  "AWS-RunPatchBaseline": { reportsState: true },
  "AWS-RunPatchBaselineWithHooks": { reportsState: true },
  "AWS-ApplyPatchBaseline": { reportsState: true },
  "AWS-RunPatchBaselineAssociation": { reportsState: false },
  "AWS-InstallWindowsUpdates": { reportsState: false },
  "AWS-FindWindowsUpdates": { reportsState: false, Operation: "Scan" },
  "AWS-InstallMissingWindowsUpdates": { reportsState: false, Operation: "Install" },
  "AWS-InstallSpecificWindowsUpdates": { reportsState: false, Operation: "Install" },
};

/**
 * AWS's automations that install patches by commands of their steps. AWS-UpdateLinuxAmi and AWS-UpdateWindowsAmi are none:
 * they patch a machine that they start for it. AWS-InstanceRebootWithHooks only reboots (inferred from its name).
 */
const patchAutomations: ReadonlySet<string> = new Set([
  "AWS-PatchAsgInstance",
  "AWS-PatchInstanceWithRollback",
]);

/** Whether a document is one of AWS's automations that install patches. */
export const isPatchAutomation = (DocumentName = ""): boolean =>
  patchAutomations.has(plainDocumentName(DocumentName));

/**
 * Whether a command's or an automation's document may patch: every document but AWS's own that are known not to. What a script
 * inside AWS-RunShellScript does is the script's own.
 */
export const mayPatch = (DocumentName = ""): boolean => {
  const name = plainDocumentName(DocumentName);
  return (
    !/^(?:AWS|Amazon)[A-Za-z]*-/u.test(name) ||
    name === "AWS-RunDocument" ||
    Object.hasOwn(patchDocuments, name) ||
    isPatchAutomation(name)
  );
};

/** The last part of a document's name, ARN or shared copy: `arn:aws:ssm:…:document/AWS-RunPatchBaseline`. */
const plainDocumentName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

/** Whether a step of a document is one of AWS's patch steps; own and nested documents are recognised by them (inferred). */
const isPatchStep = ({ Name }: Pick<Step, "Name">): boolean =>
  /^(?:PatchLinux|PatchWindows|PatchMacOS|InstallNoReboot)$/iu.test(Name);

/** What a command does to patches; undefined where it is no patch run. */
export interface PatchRunEvidence {
  readonly DocumentName?: string | undefined;
  /** The invocation's parameters. Only `Operation`, `RebootOption` and the presence of BaselineOverride are kept of them. */
  readonly parameters: Pick<InvocationParameters, "raw">;
  readonly steps: readonly Pick<Step, "Name">[];
  readonly CommandIds: readonly string[];
}

/** A command of an automation. */
export interface PatchCommand {
  readonly CommandId: string;
  readonly DocumentName?: string | undefined;
  /** The machines that it names. Absent or empty: not known. */
  readonly InstanceIds?: readonly string[] | undefined;
  readonly Operation?: string | undefined;
  readonly RebootOption?: string | undefined;
  readonly BaselineOverride?: string | undefined;
  /** The child automation that sent it, of one with several targets. */
  readonly child?: string | undefined;
  /** The steps of its document, where they were read. */
  readonly steps?: readonly Pick<Step, "Name">[] | undefined;
}

/** Whether a command runs one of AWS's documents that patch, or one with their steps. */
export const isPatchCommand = ({
  DocumentName = "",
  steps = [],
}: Pick<PatchCommand, "DocumentName" | "steps">): boolean =>
  Object.hasOwn(patchDocuments, plainDocumentName(DocumentName)) || steps.some(isPatchStep);

/**
 * The patch run of an automation, from its commands in their order: of the installations, or where there are only scans, of
 * those, the last one on each machine. A state that an earlier command wrote is not the run's: the last one reported nothing.
 */
export const patchRunOfCommands = (commands: readonly PatchCommand[]): PatchRun | undefined => {
  const patching = commands.filter(isPatchCommand).flatMap((command) => {
    const run = runOfCommand(command);
    return run === undefined ? [] : [{ command, run }];
  });
  const installing = patching.filter(({ run }) => run.Operation !== "Scan");
  const kept = (installing.length === 0 ? patching : installing).filter(
    ({ command }, index, all) => !all.slice(index + 1).some((later) => meet(later.command, command)),
  );
  const runs = kept.map(({ run }) => run);
  const [first] = runs;
  if (first === undefined) return undefined;
  return {
    ...first,
    baselineOverride: runs.some(({ baselineOverride }) => baselineOverride),
    reportsState: runs.some(({ reportsState }) => reportsState),
    CommandIds: runs.flatMap(({ CommandIds }) => CommandIds),
  };
};

/** The patch run of an automation whose commands are not known. It is judged by the time of the state alone. */
export const unnamedPatchRun = (command: Omit<PatchCommand, "CommandId"> = {}): PatchRun => ({
  ...(runOfCommand(command) ?? { Operation: "Install", baselineOverride: false, reportsState: true }),
  CommandIds: [],
});

const runOfCommand = ({
  CommandId = "",
  DocumentName,
  steps = [],
  Operation,
  RebootOption,
  BaselineOverride,
}: Partial<PatchCommand>): PatchRun | undefined => {
  const raw = { parameters: { Operation, RebootOption, BaselineOverride } };
  return patchRunOf({ DocumentName, parameters: { raw }, steps, CommandIds: [CommandId] });
};

/** Whether two commands of one automation can have worked on the same machine. */
const meet = (one: PatchCommand, other: PatchCommand): boolean => {
  const { InstanceIds: ids = [] } = one;
  const { InstanceIds: others = [] } = other;
  return (
    one.child === other.child &&
    (ids.length === 0 || others.length === 0 || ids.some((id) => others.includes(id)))
  );
};

/** Recognises a patch run by its document, or by the steps of a document of the user's own. */
export const patchRunOf = ({
  DocumentName = "",
  parameters,
  steps,
  CommandIds,
}: PatchRunEvidence): PatchRun | undefined => {
  const name = plainDocumentName(DocumentName);
  const known = Object.hasOwn(patchDocuments, name) ? patchDocuments[name] : undefined;
  if (known === undefined && !steps.some(isPatchStep)) return undefined;
  const value = (key: string): string => firstText(memberOf(memberOf(parameters.raw, "parameters"), key));
  const words = { Operation: known?.Operation ?? value("Operation"), RebootOption: value("RebootOption") };
  // AWS-InstallWindowsUpdates says it by `Action`.
  const Operation = operations.find(
    (one) => one.toLowerCase() === (words.Operation || value("Action")).toLowerCase(),
  );
  const RebootOption = rebootOptions.find((one) => one.toLowerCase() === words.RebootOption.toLowerCase());
  return {
    ...(Operation === undefined ? {} : { Operation }),
    ...(RebootOption === undefined ? {} : { RebootOption }),
    baselineOverride: value("BaselineOverride") !== "",
    reportsState: known?.reportsState ?? true,
    CommandIds,
  };
};

const operations = ["Scan", "Install"] as const;
const rebootOptions = ["RebootIfNeeded", "NoReboot"] as const;

const memberOf = (value: unknown, key: string): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
};

const firstText = (value: unknown): string => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first.trim() : "";
};
