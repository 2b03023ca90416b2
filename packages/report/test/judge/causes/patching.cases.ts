import type { CaseOutput, FamilyCases } from "./cases.ts";

const patch = (text: string, code = 1): CaseOutput => ({ document: "AWS-RunPatchBaseline", code, text });
const fault = (text: string, number: number): CaseOutput =>
  patch(
    `11/20/2026 03:04:05 root [ERROR]: PatchManagerError: ('${text}', ${number})\nTypeError: unsupported operand type(s) for %: 'NoneType' and 'tuple'`,
    156,
  );
const fine = "11/20/2026 03:04:05 root [INFO]: Report upload successful.\nroot [ERROR]: widget broke";

export const patchingCases: FamilyCases = {
  "patch-unsupported-system": {
    is: [
      patch(
        "11/20/2026 03:04:05 root [ERROR]: An error occurred (UnsupportedOperatingSystem) when calling the GetDeployablePatchSnapshotForInstance operation:\nTraceback (most recent call last):",
      ),
      fault("Unsupported Operating System", 146),
    ],
    isNot: [patch(fine), "operating system: Amazon Linux 2\nscript failed"],
  },
  "patch-agent-too-old": {
    is: [patch("This command is not supported with SSM Agent version less than 2.0.834.0.")],
    isNot: [patch("agent version 3.3 found\nwidget broke")],
  },
  "patch-payload-damaged": {
    is: [patch("sha256 check failed, should be abc", 151)],
    isNot: [patch("sha256 of the payload is right\nwidget broke")],
  },
  "patch-two-at-once": {
    is: [patch("IOError: [Errno 2] No such file or directory: 'patch-baseline-operations-1.80.tar.gz'")],
    isNot: [patch("patch-baseline-operations-1.80.tar.gz unpacked\nwidget broke")],
  },
  "patch-reboot-failed": {
    is: [
      patch("root [ERROR]: Patching payload failed to reboot 4x in a row, reporting failure code 3", 3),
      patch("", 3),
    ],
    isNot: [patch("root [INFO]: Reboot is not required\nwidget broke")],
  },
  "patch-api-denied": {
    is: [
      patch(
        "An error occurred (AccessDeniedException) when calling the PutInventory operation: not authorized",
      ),
    ],
    isNot: [patch(fine)],
  },
  "patch-override-denied": {
    is: [patch("Found access denied error: An error occurred (403) when downloading InstallOverrideList")],
    isNot: [patch("InstallOverrideList read\nwidget broke")],
  },
  "patch-override-download": {
    is: [patch("Unable to download the InstallOverrideList from https://x")],
    isNot: [patch("downloaded the InstallOverrideList\nwidget broke")],
  },
  "patch-override-invalid": {
    is: [patch("The baseline override is not a JSON array", 161), fault("Override", 163)],
    isNot: [patch("override list has 3 entries\nwidget broke")],
  },
  "patch-no-metadata": {
    is: [patch("No instance metadata found on ec2 instance", 148)],
    isNot: [patch("Unable to pull security credentials from Instance Metadata Service")],
  },
  "patch-snapshot-invalid": {
    is: [patch("Invalid Snapshot fetched from s3", 150)],
    isNot: [patch("Snapshot Id: 3f0c\nwidget broke")],
  },
  "patch-snapshot-unreadable": {
    is: [fault("Get Snapshot failed", 143), patch("root [ERROR]: Get Snapshot failed", 143)],
    isNot: [patch('Could not connect to the endpoint URL: "https://s3.x/"\nGet Snapshot failed', 143)],
  },
  "patch-payload-download": {
    is: [patch("Unable to download payload: https://s3.x/linux/payloads/p.tar.gz", 156), patch("", 156)],
    isNot: [patch("Downloading payload from https://s3.x\nwidget broke"), fault("Get Snapshot failed", 143)],
  },
  "patch-payload-unpack": {
    is: [
      patch("Unable to extract tar file: /var/log/amazon/ssm/patch-baseline-operations-1.tar.gz", 155),
      patch("", 152),
    ],
    isNot: [patch("No space left on device\nUnable to extract tar file: x", 155)],
  },
  "patch-inventory-size": {
    is: [
      patch(
        "An error occurred (ItemSizeLimitExceededException) for the report: Exceeded Inventory Size Limit",
      ),
    ],
    isNot: [patch(fine)],
  },
  "patch-inventory-upload": {
    is: [patch("Unable to upload the inventory: x", 149)],
    isNot: [patch(fine)],
  },
  "updates-installed-before-reboot": {
    is: [
      {
        document: "AWS-InstallWindowsUpdates",
        text: "Reboot is required. Rebooting.\nFound 0 available Windows Updates.",
      },
    ],
    isNot: [
      { document: "AWS-InstallWindowsUpdates", text: "Reboot is required." },
      "Found 0 available Windows Updates.",
    ],
  },
  "patch-association-unreadable": {
    is: [fault("Describe Association failed", 131)],
    isNot: [fault("x", 133)],
  },
  "patch-baseline-unreadable": {
    is: [fault("Get Patch Baseline failed", 133), patch("", 134)],
    isNot: [patch("", 137)],
  },
  "patch-association-ambiguous": { is: [fault("Association", 142)], isNot: [fault("x", 133)] },
  "patch-uptime-unknown": { is: [fault("Uptime", 151)], isNot: [patch("", 151)] },
  "patch-state-damaged": { is: [fault("State file", 152)], isNot: [patch("", 152)] },
};

export const rebootCases: FamilyCases = {
  "reboot-pending": {
    is: ["*** System restart required ***"],
    isNot: [
      "Reboot is required. Rebooting.\nSystem has booted, back online\nwidget broke",
      "No reboot required\nscript failed",
      "System restart required\nNo space left on device",
    ],
  },
};
