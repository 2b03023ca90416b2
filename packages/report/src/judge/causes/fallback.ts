/** The cause where no rule knows one. */
import type { CauseEvidence } from "./evidence.ts";
import type { Cause } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { causeBy, type CauseRule } from "./rules/rule.ts";

/** What is left to say it with. */
export interface Remains {
  readonly evidence: CauseEvidence;
  /** The line that tells most, bounded. */
  readonly telling: string | undefined;
  /** Whether the end of the output is missing. */
  readonly isCut: boolean;
}

/** A cause that says what is known: the step's message, the exit code with a line, that the output was cut, or nothing. */
export const fallbackCause = ({ evidence, telling, isCut }: Remains): Cause => {
  const { ResponseCode, StatusDetails, message, wholeOutput } = evidence;
  if (message !== undefined && telling !== undefined) return causeBy(stepFailed, "message", telling);
  if (isCut && telling === undefined) return causeBy(cutOutput(ResponseCode, wholeOutput), "output");
  if (ResponseCode !== undefined && ResponseCode !== 0) {
    const from = telling === undefined ? "response-code" : "output";
    return causeBy(exitCode(ResponseCode, telling, isCut ? wholeOutput : undefined), from, telling);
  }
  // A sentence is worth showing; a bare word such as `Failed` says no more than the status.
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
  nextStep: "Open the automation execution, look at the step that failed, its inputs and its response.",
  broad: true,
};

/** The error lies behind the end of what Systems Manager keeps. */
const cutOutput = (code: number | undefined, wholeOutput: string | undefined): CauseRule => ({
  slug: "output-cut",
  title:
    code === undefined || code === 0
      ? "Failed; the output is cut before the error"
      : `Exit code ${code}; the output is cut before the error`,
  nextStep:
    wholeOutput === undefined
      ? "Systems Manager keeps only the start of an output: read the log on one of these machines, and send the task's output to S3 or CloudWatch Logs."
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
    return `Read the end of the whole output in ${plainLine(wholeOutput)}; the line shown is the last about an error before the cut.`;
  return line === undefined
    ? "The output holds no line about an error: let the script print what it does, or read its log on one of these machines."
    : "Read the whole output of one of these machines; the line shown is the last about an error.";
};

const silentFailure: CauseRule = {
  slug: "unexplained",
  title: "Failed without a reason given",
  nextStep:
    "Look at what was called: its log group, its execution history, or the agent's log on the machine.",
  broad: true,
};

const plainFailure: CauseRule = {
  slug: "unclassified",
  title: "Failed",
  nextStep: "Read the line shown, and the whole output where there is one.",
  broad: true,
};
