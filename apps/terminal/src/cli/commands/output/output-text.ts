import {
  describeOutputText,
  type InvocationOutput,
  type MachineOutput,
  type OutputText,
  type StepOutput,
} from "@windowpane/report";
import { numberText, safeLine, safeText } from "@windowpane/text";
import { gapsText } from "../../output/gaps.ts";
import { moreText, namedText, paragraph, statusText, type Page } from "../../output/page.ts";

/** Machines on a terminal. A pipe gets all. */
const SHOWN_MACHINES = 20;

/** The output of machines, with where each text comes from and where it was cut. */
export const outputText = (
  page: Page,
  { machines, note, gaps }: Pick<InvocationOutput, "machines" | "note" | "gaps">,
): string => {
  const shown = page.width === undefined ? machines : machines.slice(0, SHOWN_MACHINES);
  const more = machines.length - shown.length;
  return [
    shown.map((machine) => machineText(page, machine)).join("\n"),
    more > 0 ? `\n${paragraph(page, moreText(`${numberText(more)} more machines`), { tone: "muted" })}` : "",
    note === undefined ? "" : paragraph(page, note),
    gapsText(page, gaps),
  ].join("");
};

const machineText = (page: Page, machine: MachineOutput): string => {
  const { name, InstanceName = "", DocumentName = "", Status, StatusDetails, steps } = machine;
  const names = [namedText(name, InstanceName), safeLine(DocumentName)].filter(Boolean);
  const status = Status === undefined ? "" : `  ${statusText(page, safeLine(StatusDetails ?? Status))}`;
  const body = steps.map((step) => stepText(page, step)).join("");
  return `${page.theme.paint("strong", names.join("  "))}${status}\n${body}`;
};

const stepText = (page: Page, { Name, Status, ResponseCode, texts }: StepOutput): string => {
  const code = ResponseCode === undefined ? "" : `, exit code ${ResponseCode}`;
  const status = Status === undefined ? "" : `: ${safeLine(Status)}${code}`;
  const printed = texts.filter(({ text }) => text.trim() !== "");
  const nothing = printed.length === 0 ? page.theme.paint("muted", "  no output\n") : "";
  return `${safeLine(Name)}${status}\n${nothing}${printed.map((text) => streamText(page, text)).join("")}`;
};

const streamText = (page: Page, text: OutputText): string => {
  const lines = safeText(text.text).replace(/\n$/, "").split("\n");
  return `  ${page.theme.paint("muted", safeLine(describeOutputText(text)))}\n${lines.map((line) => `    ${line}\n`).join("")}`;
};
