import type { InvocationOutput, MachineOutput, OutputText, StepOutput } from "@windowpane/report";
import { safeLine, safeText } from "@windowpane/text";
import { gapsText } from "../output/gaps.ts";
import { countText, paragraph, statusText, type Page } from "../output/page.ts";

/** What machines printed, with where each text comes from and where it was cut. */
export const outputText = (page: Page, output: InvocationOutput): string =>
  [
    output.machines.map((machine) => machineText(page, machine)).join("\n"),
    output.note === undefined ? "" : paragraph(page, output.note),
    gapsText(page, output.gaps),
  ].join("");

const machineText = (page: Page, machine: MachineOutput): string => {
  const { name, InstanceName = "", DocumentName = "", Status, StatusDetails, steps } = machine;
  const names = [name, InstanceName === "" ? "" : `(${InstanceName})`, DocumentName]
    .map(safeLine)
    .filter(Boolean);
  const status = Status === undefined ? "" : `  ${statusText(page, safeLine(StatusDetails ?? Status))}`;
  const body = steps.map((step) => stepText(page, step)).join("");
  return `${page.theme.paint("strong", names.join(" "))}${status}\n${body}`;
};

const stepText = (page: Page, { Name, Status, ResponseCode, texts }: StepOutput): string => {
  const code = ResponseCode === undefined ? "" : `, exit code ${ResponseCode}`;
  const status = Status === undefined ? "" : `: ${safeLine(Status)}${code}`;
  const printed = texts.filter(({ text }) => text.trim() !== "");
  const nothing = printed.length === 0 ? page.theme.paint("muted", "  printed nothing\n") : "";
  return `${safeLine(Name)}${status}\n${nothing}${printed.map((text) => textText(page, text)).join("")}`;
};

const textText = (page: Page, { stream, text, from, limit, cut, rest }: OutputText): string => {
  const where = [rest?.url, rest?.logGroup === undefined ? undefined : `log group ${rest.logGroup}`].filter(
    Boolean,
  );
  const end = cut ? `, cut at ${limit === undefined ? "its limit of" : countText(limit)} characters` : "";
  const whole = where.length === 0 ? "" : `; whole, if the upload went well, in ${where.join(" and ")}`;
  const title = safeLine(`${stream} from ${from}${end}${whole}`);
  const lines = safeText(text).replace(/\n$/, "").split("\n");
  return `  ${page.theme.paint("muted", title)}\n${lines.map((line) => `    ${line}\n`).join("")}`;
};
