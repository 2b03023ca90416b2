import type { InvocationParameters } from "@windowpane/core";
import type { DocumentStep } from "../../model/report.ts";
import type { PatchRun } from "../../model/patch.ts";

interface PatchDocument {
  /** Whether it reports a patch state to Patch Manager. */
  readonly reportsState: boolean;
  /** The fixed operation of the document. Default: its parameter `Operation`. */
  readonly Operation?: "Scan" | "Install";
}

/**
 * AWS's documents that patch. RunPatchBaselineAssociation writes the compliance of an association, not the machine's patch
 * state; the documents for Windows Update write none (documented). Unverified: what AWS-ApplyPatchBaseline writes.
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
 * AWS's automations that install patches with commands. Excludes AWS-UpdateLinuxAmi and AWS-UpdateWindowsAmi, which patch a
 * machine that they start themselves. AWS-InstanceRebootWithHooks only reboots (inferred from its name).
 */
const patchAutomations: ReadonlySet<string> = new Set([
  "AWS-PatchAsgInstance",
  "AWS-PatchInstanceWithRollback",
]);

/** Whether a document is one of AWS's automations that install patches. */
export const isPatchAutomation = (DocumentName = ""): boolean =>
  patchAutomations.has(plainDocumentName(DocumentName));

/**
 * Whether the document of a command or automation may patch: every document except AWS's own that are known not to. Scripts in
 * AWS-RunShellScript are not considered.
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

/** Whether a step is one of AWS's patch steps, which identify custom and nested documents (inferred). */
const isPatchStep = ({ Name }: Pick<DocumentStep, "Name">): boolean =>
  /^(?:PatchLinux|PatchWindows|PatchMacOS|InstallNoReboot)$/iu.test(Name);

/** What a patch run is recognised by. */
export interface PatchRunEvidence {
  readonly DocumentName?: string | undefined;
  /** The invocation's parameters. Only `Operation`, `RebootOption` and the presence of BaselineOverride are retained. */
  readonly parameters: Pick<InvocationParameters, "raw">;
  readonly steps: readonly Pick<DocumentStep, "Name">[];
  readonly CommandIds: readonly string[];
}

/** A command of an automation. */
export interface PatchCommand {
  readonly CommandId: string;
  readonly DocumentName?: string | undefined;
  /** The machines that it names. Absent or empty: unknown. */
  readonly InstanceIds?: readonly string[] | undefined;
  readonly Operation?: string | undefined;
  readonly RebootOption?: string | undefined;
  readonly BaselineOverride?: string | undefined;
  /** The child automation that sent it, if the automation has several targets. */
  readonly child?: string | undefined;
  /** The steps of its document, if they were read. */
  readonly steps?: readonly Pick<DocumentStep, "Name">[] | undefined;
}

/** Whether a command runs one of AWS's patch documents, or a document with their steps. */
export const isPatchCommand = ({
  DocumentName = "",
  steps = [],
}: Pick<PatchCommand, "DocumentName" | "steps">): boolean =>
  Object.hasOwn(patchDocuments, plainDocumentName(DocumentName)) || steps.some(isPatchStep);

/**
 * The patch run of an automation, from its commands in order: the last installation on each machine, or the last scan if there
 * are only scans. A state that an earlier command wrote does not belong to the run.
 */
export const patchRunOfCommands = (commands: readonly PatchCommand[]): PatchRun | undefined => {
  const patching = commands.filter(isPatchCommand).flatMap((command) => {
    const run = runOfCommand(command);
    return run === undefined ? [] : [{ command, run }];
  });
  const installing = patching.filter(({ run }) => run.Operation !== "Scan");
  const kept = (installing.length === 0 ? patching : installing).filter(
    ({ command }, index, all) => !all.slice(index + 1).some((later) => overlap(later.command, command)),
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

/** The patch run of an automation with unknown commands. Only the time of the state decides its result. */
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

/** Whether two commands of an automation may have run on the same machine. */
const overlap = (one: PatchCommand, other: PatchCommand): boolean => {
  const { InstanceIds: ids = [] } = one;
  const { InstanceIds: others = [] } = other;
  return (
    one.child === other.child &&
    (ids.length === 0 || others.length === 0 || ids.some((id) => others.includes(id)))
  );
};

/** Recognises a patch run by its document, or by the steps of a custom document. Undefined if the command does not patch. */
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
  // AWS-InstallWindowsUpdates has the operation in `Action`.
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
