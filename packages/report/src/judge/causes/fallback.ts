/** The cause of failures that match no rule. */
import type { CauseEvidence } from "./evidence.ts";
import type { Cause } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { causeBy, type CauseRule } from "./rules/rule.ts";

/** The evidence that remains. */
export interface FallbackEvidence {
  readonly evidence: CauseEvidence;
  /** The most relevant line, cut to the length of evidence. */
  readonly telling: string | undefined;
  /** Whether the end of the output is missing. */
  readonly isCut: boolean;
}

/** A cause from what is known: the step's message, cut output, the exit code with a line, or nothing. */
export const fallbackCause = ({ evidence, telling, isCut }: FallbackEvidence): Cause => {
  const { ResponseCode, StatusDetails, message, wholeOutput } = evidence;
  if (message !== undefined && telling !== undefined) return causeBy(stepFailed, "message", telling);
  if (isCut && telling === undefined) return causeBy(cutOutput(ResponseCode, wholeOutput), "output");
  if (ResponseCode !== undefined && ResponseCode !== 0) {
    const from = telling === undefined ? "response-code" : "output";
    return causeBy(exitCode(ResponseCode, telling, isCut ? wholeOutput : undefined), from, telling);
  }
  // A sentence is useful evidence; a single word such as `Failed` only repeats the status.
  const sentence = StatusDetails?.includes(" ") === true ? plainLine(StatusDetails) : undefined;
  const said = telling ?? sentence;
  return causeBy(
    said === undefined ? silentFailure : plainFailure,
    telling === undefined ? "status" : "output",
    said,
    { subject: said === undefined ? evidence.subject : undefined },
  );
};

const stepFailed: CauseRule = {
  slug: "step-failed",
  title: "Automation step failed",
  nextStep: "Open the automation execution and check the failed step, its inputs and its response.",
  broad: true,
};

/** The error is after the end of the output that Systems Manager keeps. */
const cutOutput = (code: number | undefined, wholeOutput: string | undefined): CauseRule => ({
  slug: "output-cut",
  title:
    code === undefined || code === 0
      ? "Failed; the output is cut before the error"
      : `Exit code ${code}; the output is cut before the error`,
  nextStep:
    wholeOutput === undefined
      ? "Systems Manager keeps only the start of the output: read the log on one of these machines, and send the task's output to S3 or CloudWatch Logs."
      : `Read the end of the whole output in ${plainLine(wholeOutput)}.`,
});

const exitCode = (code: number, line: string | undefined, wholeOutput: string | undefined): CauseRule => ({
  slug: `exit-${code}`,
  title: `Exit code ${code}`,
  nextStep: exitStep(line, wholeOutput),
  broad: true,
});

const exitStep = (line: string | undefined, wholeOutput: string | undefined): string => {
  if (wholeOutput !== undefined)
    return `Read the end of the whole output in ${plainLine(wholeOutput)}; the line shown is the last one about an error before the text was truncated.`;
  return line === undefined
    ? "The output has no line about an error: let the script print what it does, or read its log on one of these machines."
    : "Read the whole output of one of these machines; the line shown is the last one about an error.";
};

const silentFailure: CauseRule = {
  slug: "unexplained",
  title: "Failed without a reason given",
  nextStep: "Check the log group or execution history of what ran, or the agent's log on the machine.",
  broad: true,
};

const plainFailure: CauseRule = {
  slug: "unclassified",
  title: "Failed",
  nextStep: "Read the line shown and the whole output, if there is any.",
  broad: true,
};
