/**
 * Exit codes of AWS's patch documents (payload 1.80, the document's script, the agent), which take precedence over the
 * shell's meaning of the same number.
 *
 * The payload often exits with 156 because its error handler fails; its actual code is then only in the log.
 */
import type { CauseRule, CodeRule, TextRule } from "./rule.ts";

interface PatchFault extends CauseRule {
  readonly codes: readonly number[];
}

const networkNext =
  "Check that the machine reaches the Systems Manager endpoint (VPC endpoint, proxy, security group), and read the lines before this one.";

/** Codes that only the payload uses, with their causes. */
const payloadFaults: readonly PatchFault[] = [
  {
    slug: "patch-association-unreadable",
    title: "Patch association could not be read",
    nextStep: networkNext,
    codes: [130, 131],
  },
  {
    slug: "patch-api-denied",
    title: "Patch Manager call not allowed",
    nextStep:
      "Add AmazonSSMManagedInstanceCore to the instance profile; for a custom policy allow the Systems Manager action that the log names.",
    codes: [132, 135, 138, 141, 145],
  },
  {
    slug: "patch-baseline-unreadable",
    title: "Patch baseline could not be read",
    nextStep: networkNext,
    codes: [133, 134, 136, 137, 139, 140],
  },
  {
    slug: "patch-association-ambiguous",
    title: "Patch baseline of the association is ambiguous",
    nextStep:
      "Correct the baseline tags so that each association and operating system leads to one patch baseline.",
    codes: [142],
  },
  {
    slug: "patch-snapshot-unreadable",
    title: "Baseline snapshot could not be read",
    nextStep:
      "Check that the machine reaches the Systems Manager endpoint and AWS's patch baseline snapshot bucket in S3, then run the task again.",
    codes: [143, 144],
  },
  {
    slug: "patch-unsupported-system",
    title: "Patching does not support this system",
    nextStep:
      "Check the operating system's version and its Python against Patch Manager's list, and remove the machine from the target if it is not supported.",
    codes: [146, 166],
  },
  {
    slug: "patch-snapshot-invalid",
    title: "Baseline snapshot is invalid",
    nextStep:
      "Run the task again without a SnapshotId; if it repeats, delete old files under /var/log/amazon/ssm/patch-configuration.",
    codes: [147, 150],
  },
  {
    slug: "patch-no-metadata",
    title: "No instance metadata or credentials",
    nextStep:
      "Attach an instance profile and check that the machine reaches the metadata service (169.254.169.254, IMDSv2, no proxy for it).",
    codes: [148],
  },
  {
    slug: "patch-inventory-upload",
    title: "Patch result could not be uploaded",
    nextStep:
      "Allow ssm:PutInventory and check the route to the Systems Manager endpoint; the patches may be installed, so run a Scan afterwards.",
    codes: [149],
  },
  {
    slug: "patch-uptime-unknown",
    title: "Payload could not find the machine's uptime",
    nextStep: "Check that `uptime` and /proc/uptime work on the machine.",
    codes: [],
  },
  {
    slug: "patch-state-damaged",
    title: "Patch Manager's local state file is damaged",
    nextStep:
      "Delete the files under /var/log/amazon/ssm/patch-configuration on the machine, then run the task again.",
    codes: [],
  },
  {
    slug: "patch-override-denied",
    title: "Patch override list: access denied",
    nextStep: "Allow the instance profile s3:GetObject on the override list's object (and its KMS key).",
    codes: [160],
  },
  {
    slug: "patch-override-invalid",
    title: "Patch override is invalid",
    nextStep:
      "Correct the BaselineOverride or InstallOverrideList: a valid JSON or YAML file, one entry for each operating system, not both at once.",
    codes: [161, 163, 165, 167],
  },
  {
    slug: "patch-override-download",
    title: "Patch override could not be downloaded",
    nextStep: "Check the override's URL and region, and that the machine reaches it (S3 endpoint, proxy).",
    codes: [162],
  },
];

const documents = ["patch-baseline", "patch-linux"] as const;

/**
 * Codes that a shell also returns for a program ended by a signal: INT, QUIT, ILL, ABRT, BUS, FPE, SEGV, PIPE, TERM.
 * The payload's error handler often hides its codes, so without a line of its log both explanations are possible.
 */
const signalCodes: ReadonlySet<number> = new Set([130, 131, 132, 134, 135, 136, 139, 141, 143]);

const scriptFault = (fault: PatchFault): CodeRule => ({ ...fault, documents });

/** Codes of the patch documents. */
export const patchCodes: readonly CodeRule[] = [
  ...payloadFaults
    .flatMap(({ codes, ...fault }) => [
      // 137 is the code of the agent.
      scriptFault({ ...fault, codes: codes.filter((code) => code !== 137 && !signalCodes.has(code)) }),
      scriptFault({
        ...fault,
        codes: codes.filter((code) => signalCodes.has(code)),
        certainty: "likely",
        otherwise:
          "The shell or a program in it crashed or was stopped by a signal, which gives the same code.",
      }),
    ])
    .filter(({ codes }) => codes.length > 0),
  {
    slug: "patch-stopped",
    title: "Stopped by the agent",
    nextStep:
      "Compare the duration with the document's limit (2 hours) and the window's end, and check the machine's free memory. Patches may be partly installed, so run a Scan.",
    certainty: "likely",
    otherwise: "A process of the patching was killed for lack of memory (dmesg shows the OOM killer).",
    codes: [137],
    documents,
    overLines: true,
  },
  {
    slug: "package-dependencies",
    title: "Package dependencies cannot be met",
    nextStep: "Resolve the conflict that the log names on one machine, then run the task again on the rest.",
    codes: [2, 196],
    documents,
  },
  {
    slug: "patch-reboot-failed",
    title: "Machine did not reboot after patching",
    nextStep:
      "Reboot the machine manually, find out what blocks the reboot (shutdown scripts, inhibitors), and run a Scan.",
    codes: [3],
    documents,
  },
  {
    slug: "patch-reboot-pending",
    title: "Patching not resumed after reboot",
    nextStep: "Check that the machine rebooted and its agent came back, then run a Scan.",
    certainty: "likely",
    otherwise: "The agent did not treat the exit code as a request to reboot.",
    codes: [194, 195],
    documents,
  },
  {
    slug: "patch-payload-damaged",
    title: "Patching payload failed its checksum",
    nextStep: "Check for a proxy or filter that rewrites downloads from S3, then run the task again.",
    certainty: "likely",
    otherwise: "The payload itself could not find the machine's uptime.",
    codes: [151],
    documents,
  },
  {
    slug: "patch-payload-unpack",
    title: "Patching payload cannot be unpacked",
    nextStep:
      "Check free space and damaged files under /var/log/amazon/ssm, and that no two patch tasks run at once.",
    certainty: "likely",
    otherwise: "Patch Manager's local state file is damaged.",
    codes: [152],
    documents,
  },
  {
    slug: "patch-payload-unpack",
    title: "Patching payload cannot be unpacked",
    nextStep:
      "Check free space and rights under /var/log/amazon/ssm, and that no two patch tasks run at once.",
    certainty: "likely",
    otherwise: "Another patch task on the machine removed the files at the same time.",
    codes: [154, 155],
    documents,
  },
  {
    slug: "patch-payload-download",
    title: "Patching payload did not start",
    nextStep:
      "Check the route to AWS's patch baseline bucket in S3 (gateway endpoint, proxy) and the instance profile; a Python traceback in the output is then the reason instead.",
    certainty: "likely",
    otherwise: "The payload failed with another error, and its error handler changed the code to 156.",
    codes: [156],
    documents,
  },
  {
    slug: "patch-windows-module",
    title: "Patch module failed on Windows",
    nextStep:
      "Read the output for an HRESULT; without one check the agent's version (2.0.834.0 or later), the download of the patch module from S3, and that the system is not Nano Server.",
    certainty: "likely",
    otherwise: "The Windows Update search itself failed.",
    codes: [-1, 4_294_967_295],
    documents: ["patch-windows", "patch-baseline"],
    notDocuments: ["patch-linux"],
  },
  {
    slug: "reboot-not-finished",
    title: "Reboot requested and not finished",
    nextStep: "Check that the machine rebooted and its agent came back, then run a Scan.",
    codes: [3010],
    documents: ["patch-windows", "patch-baseline"],
  },
];

/** Matches codes that are only in the log: `PatchManagerError: ('Get Snapshot failed', 143)`. */
const codesInLog = ([...codes]: readonly number[]): RegExp =>
  new RegExp(
    String.raw`PatchManagerError: \(.*, ?(?:${codes.join("|")})\)|exit(?:ed|ing)? with (?:error )?code (?:${codes.join("|")})\b`,
    "u",
  );

const logCodes: Readonly<Record<string, readonly number[]>> = {
  "patch-uptime-unknown": [151],
  "patch-state-damaged": [152],
};

/** Rules for the payload's code in its log. Other lines name the reason for the code, so these are effects. */
export const patchLogRules: readonly TextRule[] = payloadFaults.map(({ codes, ...fault }) => ({
  ...fault,
  strength: "effect",
  documents: ["patch-baseline", "patch-linux", "shell"],
  patterns: [codesInLog([...codes, ...(logCodes[fault.slug] ?? [])])],
}));
