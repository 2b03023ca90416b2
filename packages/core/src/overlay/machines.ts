import { sampleIds, type OverlayRow } from "./row.ts";

const { CommandId, InstanceId } = sampleIds;

/** Commands and machines: registration, patches and inventory. */
export const machines = {
  ListCommands: {
    description: "Lists commands, newest first (unverified).",
    effect: "read",
    nouns: ["command", "commands"],
    resource: "*",
    ifDenied: "`windowpane call` cannot list the commands of the account",
    sample: { CommandId },
    inSnapshot: false,
  },
  ListCommandInvocations: {
    description:
      "Lists the machines of a command with their status. The list is empty if the command does not exist.",
    effect: "read",
    nouns: ["command invocation", "command invocations"],
    resource: "*",
    ifDenied: "the machines of Run Command tasks, their status and causes are unknown",
    sample: { CommandId, Details: true },
    inSnapshot: true,
  },
  GetCommandInvocation: {
    description:
      "Returns the result of a command on one machine, with up to 24,000 characters of output and 8,000 of errors.",
    effect: "read",
    nouns: ["command invocation", "command invocations"],
    resource: "*",
    ifDenied: "output is cut at 2,500 characters, and causes are harder to find",
    sample: { CommandId, InstanceId },
    inSnapshot: true,
  },
  DescribeInstanceInformation: {
    description: "Lists the machines that Systems Manager manages, without terminated machines.",
    effect: "read",
    nouns: ["machine", "machines"],
    filterKeys: [
      "InstanceIds",
      "AgentVersion",
      "PingStatus",
      "PlatformType",
      "ActivationIds",
      "IamRole",
      "ResourceType",
      "AssociationStatus",
      "tag:NAME",
    ],
    resource: "*",
    ifDenied: "`windowpane call` cannot list machines with their connection and platform",
    sample: {},
    inSnapshot: false,
  },
  DescribeInstancePatchStates: {
    description:
      "Lists the patch state of up to 50 machines: patch counts after the last patch operation, without the command.",
    effect: "read",
    nouns: ["patch state", "patch states"],
    resource: "instance",
    ifDenied:
      "the patch state of machines is unknown if GetInventory has no entry for them or is denied, too",
    sample: { InstanceIds: [InstanceId] },
    inSnapshot: true,
  },
  DescribeInstancePatches: {
    description: "Lists the patches of one machine with their state.",
    effect: "read",
    nouns: ["patch", "patches"],
    filterKeys: ["Classification", "KBId", "Severity", "State"],
    resource: "instance",
    ifDenied: "missing and failed patches cannot be listed",
    sample: { InstanceId },
    inSnapshot: true,
  },
  GetInventory: {
    description:
      "Queries the inventory of machines. AWS:PatchSummary is the patch state, with the ID of the command that wrote it.",
    effect: "read",
    nouns: ["inventory entity", "inventory entities"],
    filterKeys: ["AWS:InstanceInformation.InstanceId", "TYPE.ATTRIBUTE"],
    resource: "*",
    ifDenied: "the patch state of a machine is matched to a run by time only",
    sample: { ResultAttributes: [{ TypeName: "AWS:PatchSummary" }] },
    inSnapshot: true,
  },
} as const satisfies Readonly<Record<string, OverlayRow>>;
