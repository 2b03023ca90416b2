import { sampleIds, type OverlayRow } from "./row.ts";

const { AutomationExecutionId } = sampleIds;

/** Automation executions and their steps. */
export const automations = {
  DescribeAutomationExecutions: {
    description: "Lists automation executions, running and finished.",
    effect: "read",
    requestsPerSecond: 3,
    nouns: ["automation", "automations"],
    resource: "*",
    ifDenied:
      "the targets of an automation with rate control are unknown, and other automations take longer to read",
    sample: {},
    inSnapshot: false,
  },
  GetAutomationExecution: {
    description: "Returns one automation execution.",
    effect: "read",
    requestsPerSecond: 3,
    nouns: ["automation", "automations"],
    resource: "automation-execution",
    ifDenied: "the result of Automation tasks is unknown beyond AWS's status",
    sample: { AutomationExecutionId },
    inSnapshot: true,
  },
  DescribeAutomationStepExecutions: {
    description: "Lists the steps of an automation execution.",
    effect: "read",
    requestsPerSecond: 3,
    nouns: ["automation step", "automation steps"],
    resource: "automation-execution",
    ifDenied: "which step of an automation failed, and why, is unknown",
    sample: { AutomationExecutionId },
    inSnapshot: true,
  },
} as const satisfies Readonly<Record<string, OverlayRow>>;
