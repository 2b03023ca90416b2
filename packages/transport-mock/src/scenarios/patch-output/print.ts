/** The output of patch runs, in the formats of AWS's payloads. */
import type { PatchManager, PatchOutputRecipe, PrintedCounts } from "./recipe.ts";
import { windowsOutput } from "./windows.ts";
import { workOf } from "./work.ts";

/**
 * Prints the standard output of an AWS-RunPatchBaseline run, in the order and format of AWS's payloads. GetCommandInvocation
 * truncates it at 24,000 characters and ListCommandInvocations at 2,500, which removes the counts of a run with many packages.
 *
 * @param length - number of characters after which the rest may be missing. Default: none is.
 */
export const printPatchRun = (recipe: PatchOutputRecipe, length = Infinity): string =>
  recipe.manager === "windows" ? windowsOutput(recipe) : beginning(linuxOutput(recipe), length);

/** Joins lines until they have a number of characters. */
const beginning = (lines: Iterable<string>, length: number): string => {
  const printed: string[] = [];
  let size = 0;
  for (const line of lines) {
    printed.push(line);
    size += line.length;
    if (size >= length) break;
  }
  return printed.join("\n");
};

/**
 * Output of the patch payload of Linux and macOS: a log on standard output, with errors. The counts are near its end, after
 * the output of the package manager. Pending reboots are counted after `Instance is Compliant`.
 */
function* linuxOutput(recipe: PatchOutputRecipe): Generator<string> {
  const { manager, start, end, packages = 4, lines = [], operation } = recipe;
  const opening = openingOf(recipe);
  const closing = closingOf(recipe);
  const count = opening.length + lines.length + closing.length;
  // Spreads the log lines over the duration of the run.
  const step = (end.getTime() - start.getTime()) / Math.max(1, count);
  let logged = 0;
  const log = (text: string): string => logLine(new Date(start.getTime() + step * logged++), text);
  yield "/usr/bin/python3";
  if (manager === "apt") yield "/usr/bin/apt-get";
  yield "Using python binary: 'python3'";
  yield "Using Python Version: Python 3.9.16";
  for (const text of opening) yield log(text);
  if (operation === "Install") yield* workOf(manager, packages);
  for (const text of [...lines, ...closing]) yield log(text);
  yield "";
}

/** Formats a log line: `11/22/2026 02:41:13 root [INFO]: text`. */
const logLine = (time: Date, text: string): string => {
  const iso = time.toISOString();
  const level = /^E: |\berr(?:or|no|o)\b|unable to|could not|failed\b/iu.test(text) ? "ERROR" : "INFO";
  return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)} root [${level}]: ${text}`;
};

const openingOf = (recipe: PatchOutputRecipe): readonly string[] => {
  const { manager, operation, SnapshotId, InstanceId, PatchGroup = "", BaselineId, rebootOption } = recipe;
  return [
    "Downloading payload from https://s3.dualstack.eu-central-1.amazonaws.com/aws-ssm-eu-central-1/patchbaselineoperations/linux/payloads/patch-baseline-operations-1.131.tar.gz",
    `Running with snapshot id = ${SnapshotId} and operation = ${operation}`,
    `Instance Id: ${InstanceId}`,
    "Region: eu-central-1",
    `Patch Group: ${PatchGroup}`,
    `Snapshot Id: ${SnapshotId}`,
    `Patch Baseline: ${baselineText(BaselineId, manager)}`,
    `Reboot Option: ${rebootOption}`,
    `Using package manager: ${manager}`,
  ];
};

const systems: Readonly<Record<PatchManager, string>> = {
  apt: "UBUNTU",
  dnf: "AMAZON_LINUX_2023",
  yum: "AMAZON_LINUX_2",
  zypper: "SUSE",
  macos: "MACOS",
  windows: "WINDOWS",
};

/** Formats strings, numbers and lists as Python prints a dictionary. */
const pythonText = (value: unknown): string =>
  JSON.stringify(value).replaceAll('"', "'").replaceAll("':", "': ").replaceAll(",'", ", '");

/** The rest of a baseline, the same for all, with a rule for each severity. */
const baselineRest = pythonText({
  globalFilters: { filters: [{ key: "PRODUCT", values: ["*"] }] },
  approvalRules: {
    rules: ["Critical", "Important", "Medium"].map((severity) => ({
      enableNonSecurity: "False",
      filterGroup: {
        filters: [
          { key: "PRODUCT", values: ["*"] },
          { key: "CLASSIFICATION", values: ["Security"] },
          { key: "SEVERITY", values: [severity] },
        ],
      },
      complianceLevel: severity === "Important" ? "HIGH" : severity.toUpperCase(),
      approveAfterDays: 7,
    })),
  },
  approvedPatches: [],
  approvedPatchesComplianceLevel: "UNSPECIFIED",
  rejectedPatches: [],
  rejectedPatchesAction: "ALLOW_AS_DEPENDENCY",
  sources: [],
}).slice(1);

/** The baseline as a Python dictionary. */
const baselineText = (baselineId: string, manager: PatchManager): string =>
  `${pythonText({ name: "nightly", baselineId, operatingSystem: systems[manager] }).slice(0, -1)}, ${baselineRest}`;

const closingOf = (recipe: PatchOutputRecipe): readonly string[] => {
  const { counts, isOverride = false, isUploadFailed = false, CommandId } = recipe;
  if (counts === undefined) return [];
  const bad = counts.Missing + counts.Failed + counts.InstalledRejected;
  const verdict = bad === 0 ? "Instance is Compliant" : "Instance is NonCompliant";
  const printed = countsText(recipe.manager, counts);
  if (isOverride) {
    return [
      printed,
      `[BASELINE OVERRIDE]: Summary: ${JSON.stringify(summaryOf(recipe, counts))}`,
      bad === 0
        ? "[BASELINE OVERRIDE]: All Packages are Compliant."
        : `[BASELINE OVERRIDE]: Non Compliant Packages: ${bad}`,
      rebootText(recipe, counts),
    ];
  }
  return [
    printed,
    `Package compliance initialized with ${counts.Installed + counts.InstalledOther + bad} packages, execution id: ${CommandId}`,
    verdict,
    "Start to upload patch compliance.",
    `Summary: ${pythonText(summaryOf(recipe, counts))}`,
    isUploadFailed ? "Unable to upload compliance report." : "Report upload successful.",
    rebootText(recipe, counts),
  ];
};

/** apt has a different order and no commas. That zypper and macOS use dnf's format is unverified. */
const countsText = (manager: PatchManager, counts: PrintedCounts): string => {
  const { Installed, InstalledOther, InstalledRejected, Failed, NotApplicable, Missing } = counts;
  return manager === "apt"
    ? `Installed count: ${Installed} Missing count: ${Missing} Failed count: ${Failed} Installed Other count: ${InstalledOther} Installed Rejected count: ${InstalledRejected} Not Applicable count: ${NotApplicable}`
    : `Installed count: ${Installed}, Installed Other count: ${InstalledOther}, Failed count: ${Failed}, Not Applicable count: ${NotApplicable}, Missing count: ${Missing}, Installed Rejected count: ${InstalledRejected}`;
};

const summaryOf = (recipe: PatchOutputRecipe, counts: PrintedCounts) => ({
  TypeName: "AWS:PatchSummary",
  SchemaVersion: "1.0",
  CaptureTime: secondsText(recipe.end),
  Content: [
    {
      PatchGroup: recipe.PatchGroup ?? "",
      BaselineId: recipe.BaselineId,
      SnapshotId: recipe.SnapshotId,
      OperationType: recipe.operation,
      OperationStartTime: secondsText(recipe.start),
      OperationEndTime: secondsText(recipe.end),
      RebootOption: recipe.rebootOption,
      ExecutionId: recipe.CommandId,
      InstalledCount: String(counts.Installed),
      InstalledOtherCount: String(counts.InstalledOther),
      InstalledPendingRebootCount: String(counts.InstalledPendingReboot),
      InstalledRejectedCount: String(counts.InstalledRejected),
      NotApplicableCount: String(counts.NotApplicable),
      MissingCount: String(counts.Missing),
      FailedCount: String(counts.Failed),
    },
  ],
});

const rebootText = (recipe: PatchOutputRecipe, counts: PrintedCounts): string => {
  const { operation, rebootOption, isRebooting = false } = recipe;
  if (isRebooting) return "Reboot is required with patching exit code 194";
  if (operation === "Scan") return "Reboot is not permitted for scan operation";
  if (rebootOption === "NoReboot") return "Reboot is not permitted because RebootOption is NoReboot";
  return counts.InstalledPendingReboot > 0
    ? "Reboot is required with patching exit code 194"
    : "Reboot is not required";
};

const secondsText = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
