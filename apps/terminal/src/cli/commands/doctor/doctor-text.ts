import type { Tone } from "../../context/theme.ts";
import { counted, paragraph, type Page } from "../../output/page.ts";
import type { Examination, ExaminedPermission } from "./examine.ts";

/** Identity, clock, latency and permissions of one profile in one region. */
export const doctorText = (page: Page, name: string, examination: Examination): string => {
  const { permissions, permittedBy, latency } = examination;
  const title = paragraph(page, `Source ${name}${identityText(examination)}`, { tone: "strong" });
  if (permittedBy === undefined || latency === undefined) return `${title}\n${paragraph(page, LOCAL)}`;
  const words = wordsFor[permittedBy];
  return [
    title,
    clockText(page, examination),
    paragraph(page, `Latency: ${Math.round(latency)} ms (median response time).`, { indent: 2 }),
    "\n",
    ...permissions.map((permission) => permissionText(page, permission, words.allowed)),
    "\n",
    paragraph(page, summaryText(permissions, words)),
  ].join("");
};

/** What `doctor` tells of a source that has no permissions to check. */
export const LOCAL =
  "This source is on this machine and needs no permissions. Run `windowpane doctor --source aws` to check AWS.";

interface DoctorWords {
  readonly allowed: string;
  readonly all: (count: number) => string;
  readonly advice: string;
}

/** An endpoint may not be AWS, so a response proves nothing about a policy. */
const wordsFor: Readonly<Record<NonNullable<Examination["permittedBy"]>, DoctorWords>> = {
  policy: {
    allowed: "allowed",
    all: (count) => `All ${count} read permissions are granted.`,
    advice: "Run `windowpane doctor --policy` for a policy that grants them all.",
  },
  endpoint: {
    allowed: "works",
    all: (count) => `All ${count} read operations work at this endpoint.`,
    advice: "Ask the operator of the endpoint.",
  },
};

const identityText = ({ identity, identityProblem, region }: Examination): string => {
  const suffix = region === undefined ? "" : `, region ${region}`;
  if (identityProblem !== undefined) return `${suffix}; STS did not return the identity: ${identityProblem}`;
  if (identity === undefined) return suffix;
  const { Arn, Account = "unknown" } = identity;
  // A snapshot has an account, but no caller.
  return `${Arn === undefined ? "" : `, as ${Arn}`}, account ${Account}${suffix}`;
};

/** Smaller clock differences are within the response time and the header's whole seconds, in milliseconds. */
const NEGLIGIBLE = 5000;

const clockText = (page: Page, { clockOffset }: Examination): string => {
  if (clockOffset === undefined) return "";
  const skew = Math.abs(clockOffset);
  if (skew < NEGLIGIBLE) return paragraph(page, "Clock: in sync with AWS.", { indent: 2 });
  const text =
    `Clock: ${skewText(skew)} ${clockOffset > 0 ? "behind" : "ahead of"} AWS. Requests still succeed because the SDK ` +
    "corrects its signatures, but other tools fail from five minutes of skew, and ages shown here are off by as much. " +
    "Synchronize the clock (NTP).";
  return paragraph(page, text, { indent: 2, tone: "warn" });
};

const skewText = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
};

const permissionText = (
  page: Page,
  { action, state, resource, real, code, lost, optional }: ExaminedPermission,
  allowed: string,
): string => {
  const { theme } = page;
  const tone = optional && state === "denied" ? "warn" : tones[state];
  const word = theme.paint(tone, `${theme.glyph(tone)} ${state === "allowed" ? allowed : state}`.trim());
  if (state === "allowed") return `  ${word}  ${action}\n`;
  const placeholder =
    real || resource === "*" ? "" : " (tried with a placeholder ID; the policy may allow existing resources)";
  return [
    `  ${word}   ${action}${placeholder}\n`,
    paragraph(page, `${code ?? "no response"}: without it ${lost}.`, { indent: 4, tone: "muted" }),
  ].join("");
};

const tones: Readonly<Record<ExaminedPermission["state"], Tone>> = {
  allowed: "good",
  denied: "bad",
  unknown: "warn",
};

const summaryText = (permissions: readonly ExaminedPermission[], { all, advice }: DoctorWords): string => {
  const absent = permissions.filter(({ state }) => state !== "allowed");
  if (absent.length === 0) return all(permissions.length);
  const required = absent.filter(({ optional }) => !optional);
  const optional = absent.length - required.length;
  const denied = required.filter(({ state }) => state === "denied").length;
  const unknown = required.length - denied;
  const parts = [
    denied === 0 ? "" : `${counted(denied, "permission")} missing`,
    unknown === 0 ? "" : `${counted(unknown, "permission")} could not be checked`,
    optional === 0 ? "" : `${counted(optional, "optional permission")} for patch results missing`,
  ].filter(Boolean);
  return `${parts.join(", ")}, of ${permissions.length}. ${advice}`;
};
