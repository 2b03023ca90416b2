import type { Examination, Examined } from "../doctor/examine.ts";
import type { Tone } from "../theme.ts";
import { counted, paragraph, type Page } from "./page.ts";

/** What a check-up found, for people: who asks, how far AWS is, and what may be asked. */
export const doctorText = (page: Page, name: string, examination: Examination): string => {
  const missing = examination.permissions.filter(({ state }) => state !== "allowed");
  return [
    paragraph(page, `Asking ${name} ${whoAsks(examination)}`, { tone: "strong" }),
    clockText(page, examination),
    paragraph(page, `An answer takes ${Math.round(examination.latency)} ms (median).`, { indent: 2 }),
    "\n",
    ...examination.permissions.map((permission) => permissionText(page, permission)),
    "\n",
    paragraph(page, verdictText(examination.permissions.length, missing)),
  ].join("");
};

const whoAsks = ({ identity, identityProblem, region }: Examination): string => {
  const where = region === undefined ? "" : ` in ${region}`;
  if (identityProblem !== undefined)
    return `${where}; STS did not say who asks: ${identityProblem}`.trimStart();
  if (identity === undefined) return where.trimStart();
  return `as ${identity.Arn ?? "somebody"}, account ${identity.Account ?? "unknown"},${where}`;
};

/** Differences up to here are the time that an answer takes, and the header's whole seconds. */
const UNFELT = 5000;

const clockText = (page: Page, { clockOffset }: Examination): string => {
  if (clockOffset === undefined) return "";
  const away = Math.abs(clockOffset);
  if (away < UNFELT) return paragraph(page, "The clock agrees with AWS's.", { indent: 2 });
  const text =
    `This machine's clock is ${lengthText(away)} ${clockOffset > 0 ? "behind" : "ahead of"} AWS's. Requests still pass, ` +
    "as the SDK sets its signatures right; others are refused from five minutes on, and ages shown here are wrong by as much. Set the clock (NTP).";
  return paragraph(page, text, { indent: 2, tone: "warn" });
};

const lengthText = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
};

const permissionText = (page: Page, { action, state, resource, real, code, lost }: Examined): string => {
  const { theme } = page;
  const tone = tones[state];
  const word = theme.paint(tone, `${theme.glyph(tone)} ${state}`.trim());
  if (state === "allowed") return `  ${word}  ${action}\n`;
  const perhaps = real || resource === "*" ? "" : " (for an id that does not exist; some may be allowed)";
  return [
    `  ${word}   ${action}${perhaps}\n`,
    paragraph(page, `${code ?? "no answer"}: without it ${lost}.`, { indent: 4, tone: "muted" }),
  ].join("");
};

const tones: Readonly<Record<Examined["state"], Tone>> = {
  allowed: "good",
  denied: "bad",
  unknown: "warn",
};

const verdictText = (all: number, missing: readonly Examined[]): string => {
  if (missing.length === 0) return `All ${all} permissions for reading are there.`;
  const actions = missing.filter(({ state }) => state === "denied").length;
  const unknown = missing.length - actions;
  const parts = [
    actions === 0 ? "" : `${counted(actions, "permission")} missing`,
    unknown === 0 ? "" : `${counted(unknown, "permission")} could not be tried`,
  ].filter(Boolean);
  return `${parts.join(", ")}, of ${all}. \`windowpane doctor --policy\` prints a policy that grants them all.`;
};
