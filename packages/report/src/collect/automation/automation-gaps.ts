/** Gaps in the steps of an automation that passed, which may hide a patch run. */
import { missingGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import type { PatchRun } from "../../model/patch.ts";
import {
  isPatchAutomation,
  isPatchCommand,
  mayPatch,
  unnamedPatchRun,
} from "../../judge/patching/patch-run.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import { documentOf, hasPassed, unnamedCommandsOf } from "./automation-commands.ts";
import type { AutomationCommand, Automation, StepExecution } from "../context/automations.ts";

/** The commands and automations that an automation started but does not name. */
export interface AutomationGaps {
  readonly gaps: readonly Gap[];
  /** Patch runs without a known command. */
  readonly unnamedRuns: readonly PatchRun[];
}

/**
 * The gaps of an automation that was read with its own request.
 *
 * @param commands - the commands of its steps and of the automations that they started.
 */
export const gapsOf = (
  automation: Automation,
  steps: readonly StepExecution[],
  commands: readonly AutomationCommand[],
): AutomationGaps => {
  const { AutomationExecutionId = "" } = automation;
  const failed = (what: string): Gap =>
    missingGap(
      { operation: "GetAutomationExecution", ids: { AutomationExecutionId }, what },
      "Open the automation execution in the console and check its steps.",
    );
  const isPassed = automationResult(automation.AutomationExecutionStatus) === "passed";
  const unnamed = unnamedCommandsOf(steps).filter(({ DocumentName }) => mayPatch(DocumentName));
  const started = steps.filter((step) => startsUnnamed(step) && mayPatch(documentOf(step)));
  const hidesPatches =
    isPatchAutomation(automation.DocumentName) && !commands.some((command) => isPatchCommand(command));
  return {
    gaps: [
      ...(isPassed && steps.length === 0 ? [failed("AWS lists no steps of an automation that passed")] : []),
      ...unnamed.map(() => failed("An automation step passed but does not name the command that it sent")),
      ...started.map(() =>
        failed("An automation step passed but does not name the automation that it started"),
      ),
    ],
    unnamedRuns: [
      ...unnamed.filter(isPatchCommand).map((command) => unnamedPatchRun(command)),
      ...started.filter((step) => isPatchAutomation(documentOf(step))).map(() => unnamedPatchRun()),
      ...(hidesPatches ? [unnamedPatchRun()] : []),
    ],
  };
};

/** Whether a step starts another automation. */
export const startsAutomation = ({ Action }: StepExecution): boolean => Action === "aws:executeAutomation";

/** The ID of the automation that a step started. */
export const startedBy = ({ Outputs = {} }: StepExecution): string | undefined =>
  Outputs["ExecutionId"]?.find((id) => id !== "");

const startsUnnamed = (step: StepExecution): boolean =>
  startsAutomation(step) && hasPassed(step) && startedBy(step) === undefined;
