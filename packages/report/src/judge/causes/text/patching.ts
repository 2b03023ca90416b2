import { patchLogRules } from "../rules/patch-codes.ts";
import type { RuleFamily } from "../rules/rule.ts";

/** Messages of AWS's patch documents. */
export const patchRules: RuleFamily = {
  name: "patching",
  about: [
    "override",
    "sha256",
    "metadata",
    "report",
    "patch",
    "snapshot",
    "operating system",
    "reboot",
    "inventory",
    "payload",
    "package manager",
    "yum module",
    "windows updates",
    "windows update",
    "nano",
    "agent",
    "unsupportedoperatingsystem",
  ],
  rules: [
    {
      slug: "patch-unsupported-system",
      title: "Patching does not support this system",
      nextStep:
        "Check the operating system's version and its Python against Patch Manager's list, and remove the machine from the target if it is not supported.",
      patterns: [
        /UnsupportedOperatingSystem|unsupported operating system|unsupported package manager and python|not supported by patch manager|no supported python|operating system .*(?:is )?not supported.*patch|not supported on Windows 2003 or lower|Nano Server.*not supported|No supported package manager/iu,
      ],
    },
    {
      slug: "patch-agent-too-old",
      title: "SSM Agent too old for this document",
      nextStep: "Update the agent (AWS-UpdateSSMAgent), then run the task again.",
      patterns: [
        /not supported with SSM Agent version less than|is not supported by this version of (?:the )?ssm agent|requires? (?:SSM )?agent version|upgrade (?:the )?(?:ssm )?agent to (?:the )?(?:latest|version)|document (?:schema|format) version.*not supported/iu,
      ],
    },
    {
      slug: "patch-payload-damaged",
      title: "Patching payload failed its checksum",
      nextStep: "Check for a proxy or filter that rewrites downloads from S3, then run the task again.",
      patterns: [
        /sha256 check failed, should be|SHA hash of the PatchBaselineOperations S3 source file does not match/iu,
      ],
    },
    {
      slug: "patch-two-at-once",
      title: "Two patch tasks ran at once",
      nextStep:
        "Schedule patch tasks, State Manager associations and patch policies of a machine at different times.",
      patterns: [
        /No such file or directory: '?patch-baseline-operations-|tar: patch-baseline-operations.*Cannot open|another patch(?:ing)? operation is (?:already )?(?:in progress|running)/iu,
      ],
    },
    {
      slug: "patch-reboot-failed",
      title: "Machine did not reboot after patching",
      nextStep:
        "Reboot the machine manually, find out what blocks the reboot (shutdown scripts, inhibitors), and run a Scan.",
      patterns: [/failed to reboot \d+x? (?:in a row|times)|reporting failure code 3/iu],
    },
    {
      slug: "patch-api-denied",
      title: "Patch Manager call not allowed",
      nextStep:
        "Add AmazonSSMManagedInstanceCore to the instance profile; for a custom policy allow the Systems Manager action that the log names.",
      patterns: [
        /AccessDenied(?:Exception)?\)? when calling the (?:GetDeployablePatchSnapshotForInstance|GetPatchBaseline|DescribePatchBaselines|DescribeAssociation|PutInventory|PutComplianceItems|GetResources|DescribeEffective\w+)|GetDeployableSnapshotForInstance had access denied|not authorized to perform: ssm:(?:GetDeployablePatchSnapshotForInstance|PutInventory|DescribeEffective\w+|GetPatchBaseline|DescribePatchBaselines)/iu,
      ],
    },
    {
      slug: "patch-override-denied",
      title: "Patch override list: access denied",
      nextStep: "Allow the instance profile s3:GetObject on the override list's object (and its KMS key).",
      patterns: [
        /(?:access denied|Forbidden).*(?:InstallOverrideList|baseline ?override|install override)|(?:InstallOverrideList|baseline ?override).*(?:access denied|Forbidden)/iu,
      ],
    },
    {
      slug: "patch-override-download",
      title: "Patch override could not be downloaded",
      nextStep: "Check the override's URL and region, and that the machine reaches it (S3 endpoint, proxy).",
      strength: "effect",
      patterns: [
        /(?:unable|failed|could not).*(?:download|load|fetch).*(?:InstallOverrideList|baseline ?override|override list)/iu,
      ],
    },
    {
      slug: "patch-override-invalid",
      title: "Patch override is invalid",
      nextStep:
        "Correct the BaselineOverride or InstallOverrideList: a valid JSON or YAML file, one entry for each operating system, not both at once.",
      patterns: [
        /(?:override|InstallOverrideList).*(?:not (?:a )?valid|invalid|malformed|not a JSON|could not be parsed|parse)|(?:invalid|malformed).*(?:baseline ?override|override list|InstallOverrideList)|no (?:baseline )?override (?:found |provided )?for (?:this |the )?operating system/iu,
      ],
    },
    {
      slug: "patch-no-metadata",
      title: "No instance metadata or credentials",
      nextStep:
        "Attach an instance profile and check that the machine reaches the metadata service (169.254.169.254, IMDSv2, no proxy for it).",
      patterns: [/No instance metadata found on ec2 instance/iu],
    },
    {
      slug: "patch-snapshot-invalid",
      title: "Baseline snapshot is invalid",
      nextStep:
        "Run the task again without a SnapshotId; if it repeats, delete old files under /var/log/amazon/ssm/patch-configuration.",
      strength: "effect",
      patterns: [/Invalid Snapshot fetched|snapshot.*(?:is not valid|hash does not match)/iu],
    },
    {
      slug: "patch-snapshot-unreadable",
      title: "Baseline snapshot could not be read",
      nextStep:
        "Check that the machine reaches the Systems Manager endpoint and AWS's patch baseline snapshot bucket in S3, then run the task again.",
      strength: "effect",
      patterns: [
        /Get Snapshot failed|Could not download a valid snapshot|Unable to (?:download|get|retrieve) (?:the )?(?:patch )?(?:baseline )?snapshot|GetDeployablePatchSnapshotForInstance/iu,
      ],
    },
    {
      slug: "patch-payload-download",
      title: "Patching payload cannot be downloaded",
      nextStep:
        "Check the route to AWS's patch baseline bucket in S3 (gateway endpoint and its policy, proxy), then run the task again.",
      strength: "effect",
      patterns: [
        /Unable to download payload|Error code returned from curl is \d+|Unable to download file from S3: .*(?:patch|baseline)|Failed to download (?:the )?(?:payload|PatchBaselineOperations)/iu,
      ],
    },
    {
      slug: "patch-payload-unpack",
      title: "Patching payload cannot be unpacked",
      nextStep:
        "Check free space and rights under /var/log/amazon/ssm, and that no two patch tasks run at once.",
      strength: "effect",
      patterns: [/Unable to extract tar file|Unable to create dir:.*(?:ssm|patch)/iu],
    },
    {
      slug: "patch-inventory-size",
      title: "Patch result is too large to upload",
      nextStep: "The patches may be installed: run a Scan, and reduce what the baseline lists if it repeats.",
      strength: "effect",
      patterns: [
        /Exceeded Inventory Size Limit(?!.*retry)|ItemSizeLimitExceeded|TotalSizeLimitExceeded|ItemContentMismatchException/iu,
      ],
    },
    {
      slug: "patch-inventory-upload",
      title: "Patch result could not be uploaded",
      nextStep:
        "Allow ssm:PutInventory and check the route to the Systems Manager endpoint; the patches may be installed, so run a Scan afterwards.",
      strength: "effect",
      patterns: [
        /Unable to upload (?:the )?(?:inventory|compliance report)|Could not upload inventory report|Failed to upload (?:the )?(?:patch )?(?:compliance|inventory)/iu,
      ],
    },
    {
      slug: "updates-installed-before-reboot",
      title: "Updates installed; failed after the reboot",
      nextStep:
        "Nothing is left to install: run a Scan to confirm it, and use AWS-RunPatchBaseline, which survives its reboot.",
      documents: ["windows-updates"],
      strength: "effect",
      patterns: [/Found 0 available Windows Updates/iu],
    },
    ...patchLogRules,
  ],
};

/** Also printed with other causes, so it counts only if neither another line nor the exit code explains the failure. */
export const rebootRules: RuleFamily = {
  name: "reboot",
  rules: [
    {
      slug: "reboot-pending",
      title: "Reboot pending",
      nextStep:
        "Reboot the machine (or let the patch task do it: RebootOption RebootIfNeeded), then run the task again.",
      strength: "hint",
      undoneBy:
        /Found 0 available|(?:system|machine|server) (?:has )?(?:re)?(?:booted|started)|after (?:the )?reboot|no reboot (?:is )?(?:required|needed|pending)|reboot (?:is )?not (?:required|needed)|reboot completed|back online/iu,
      patterns: [
        /(?<!no (?:system )?)(?:reboot|restart)(?:\s\w+)? (?:is |was )?(?:required|pending|needed)|pending (?:reboot|restart)|reboot-required|RebootPending|must be (?:rebooted|restarted)/iu,
        /requires? (?:a |an )?(?:system )?(?:reboot|restart)|(?:0x|HRESULT:? )(?:80242014|80070bc2|80070bc9)|exit code:? 3010|return(?:ed)? code:? 3010/iu,
        /Neustart (?:\S+ )?(?:erforderlich|ausstehend|notwendig)|redémarrage (?:\S+ )?(?:requis|nécessaire|en attente)|reinicialização (?:\S+ )?(?:necessária|pendente)|reinicio (?:\S+ )?(?:necesario|pendiente)|再起動が(?:必要|保留)/iu,
      ],
    },
  ],
};
