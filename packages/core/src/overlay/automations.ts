import { sampleIds, type OverlayRow } from "./row.ts";

const { AutomationExecutionId } = sampleIds;

/** Automation executions and their steps. AWS allows three requests a second for each operation. */
export const automations = {
  DescribeAutomationExecutions: {
    description: "Lists automation executions, running and finished.",
    effect: "read",
    nouns: ["automation", "automations"],
    resource: "*",
    withoutIt:
      "the targets of an automation with rate control are unknown, and other automations take longer",
    sample: {},
    inSnapshot: false,
  },
  GetAutomationExecution: {
    description: "Returns one automation execution.",
    effect: "read",
    nouns: ["automation", "automations"],
    resource: "automation-execution",
    withoutIt: "the result of Automation tasks is unknown beyond AWS's status",
    sample: { AutomationExecutionId },
    inSnapshot: true,
  },
  DescribeAutomationStepExecutions: {
    description: "Lists the steps of an automation execution.",
    effect: "read",
    nouns: ["automation step", "automation steps"],
    resource: "automation-execution",
    withoutIt: "which step of an automation failed, and why, is unknown",
    sample: { AutomationExecutionId },
    inSnapshot: true,
  },
} as const satisfies Readonly<Record<string, OverlayRow>>;
