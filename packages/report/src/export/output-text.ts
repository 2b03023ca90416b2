import { numberText, safeLine, safeText } from "@windowpane/text";
import type { ExecutionOutput, LocatedOutput } from "../collect/output/execution-output.ts";
import type { OutputText, StepOutput } from "../model/output.ts";

/**
 * Where a text is from, where it was cut, and where the whole is: `stdout from GetCommandInvocation, cut at 24,000 characters;
 * complete in https://..., unless the upload failed`. Untrusted: make it safe before you show it.
 */
export const describeOutputText = ({ stream, from, limit, cut, rest }: OutputText): string => {
  const locations = [
    rest?.url,
    rest?.logGroup === undefined ? undefined : `log group ${rest.logGroup}`,
  ].filter(Boolean);
  const end = cut ? `, cut at ${limit === undefined ? "its limit of" : numberText(limit)} characters` : "";
  const whole =
    locations.length === 0 ? "" : `; complete in ${locations.join(" and ")}, unless the upload failed`;
  return `${stream} from ${from}${end}${whole}`;
};

/** Writes outputs as plain text without control characters, with the source of each text, for `text/plain`. */
export const writeOutputText = ({ machines, notes, gaps }: ExecutionOutput): string =>
  [
    ...machines.map(machineText),
    ...notes.map(({ TaskExecutionId, note }) => `Task ${safeLine(TaskExecutionId)}: ${safeLine(note)}\n`),
    ...gaps.map(({ why, nextStep }) => `Not read: ${safeLine(`${why} ${nextStep}`)}\n`),
  ].join("\n") || "No output.\n";

const machineText = (machine: LocatedOutput): string => {
  const { name, InstanceName = "", DocumentName, Status, StatusDetails, TaskExecutionId, steps } = machine;
  const named = InstanceName === "" ? name : `${InstanceName} (${name})`;
  const status = StatusDetails ?? Status;
  const facts = [named, DocumentName, `task ${TaskExecutionId}`, status].filter(
    (fact) => fact !== undefined && fact !== "",
  );
  return `${safeLine(facts.join(", "))}\n${steps.map(stepText).join("")}`;
};

const stepText = ({ Name, Status, ResponseCode, texts }: StepOutput): string => {
  const code = ResponseCode === undefined ? "" : `, exit code ${ResponseCode}`;
  const title = safeLine(Status === undefined ? Name : `${Name}: ${Status}${code}`);
  const printed = texts.filter(({ text }) => text.trim() !== "");
  return `${title}\n${printed.length === 0 ? "  no output\n" : printed.map(streamText).join("")}`;
};

const streamText = (text: OutputText): string => {
  const lines = safeText(text.text).replace(/\n$/u, "").split("\n");
  return `  ${safeLine(describeOutputText(text))}\n${lines.map((line) => `    ${line}\n`).join("")}`;
};
