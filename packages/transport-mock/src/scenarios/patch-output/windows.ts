/** Output of the patch module of Windows: a block of names and values, then the list of updates. */
import type { PatchOutputRecipe } from "./recipe.ts";
import { workOf } from "./work.ts";

/** The complete output of a run. A run that ends for a reboot (3010) has no block, so its recipe needs no counts. */
export const windowsOutput = (recipe: PatchOutputRecipe): string => {
  const { host, operation, packages = 4, lines = [], counts, hasFailedSearch = false } = recipe;
  const work = operation === "Install" && !hasFailedSearch ? workOf("windows", packages) : [];
  const isCounted = counts !== undefined || hasFailedSearch;
  return [
    "Downloading PatchBaselineOperations PowerShell module from S3 bucket https://s3.dualstack.eu-central-1.amazonaws.com/aws-ssm-eu-central-1/patchbaselineoperations/Amazon.PatchBaselineOperations-1.41.zip to C:\\ProgramData\\Amazon\\PatchBaselineOperations.",
    "Preparing to download PatchBaselineOperations PowerShell module from S3.",
    "Successfully downloaded and installed the PatchBaselineOperations PowerShell module.",
    "",
    ...work,
    ...lines,
    ...(isCounted ? blockOf(recipe) : []),
    ...(isCounted
      ? ["", `${host} - PatchBaselineOperations Assessment Results - ${recipe.end.toISOString()}`]
      : []),
    "",
  ].join("\r\n");
};

const blockOf = (recipe: PatchOutputRecipe): readonly string[] => {
  const { hasFailedSearch = false, counts, host } = recipe;
  const number = (value: number | undefined): number => (hasFailedSearch ? -1 : (value ?? 0));
  const time = (value: Date): string =>
    (hasFailedSearch ? new Date(0) : value).toISOString().replace("Z", "0000Z");
  const values: readonly (readonly [string, string | number])[] = [
    ["PatchGroup", recipe.PatchGroup ?? ""],
    ["BaselineId", recipe.BaselineId],
    ["SnapshotId", recipe.SnapshotId],
    ["RebootOption", recipe.rebootOption],
    ["OwnerInformation", ""],
    ["OperationType", recipe.operation],
    ["OperationStartTime", time(recipe.start)],
    ["OperationEndTime", time(recipe.end)],
    ["InstalledCount", number(counts?.Installed)],
    ["InstalledRejectedCount", number(counts?.InstalledRejected)],
    ["InstalledPendingRebootCount", number(counts?.InstalledPendingReboot)],
    ["InstalledOtherCount", number(counts?.InstalledOther)],
    ["FailedCount", number(counts?.Failed)],
    ["MissingCount", number(counts?.Missing)],
    ["NotApplicableCount", number(counts?.NotApplicable)],
    ["UnreportedNotApplicableCount", number(counts?.UnreportedNotApplicable)],
  ];
  return [`Patch Summary for ${host}`, "", ...values.map(([name, value]) => `${name.padEnd(28)} : ${value}`)];
};
