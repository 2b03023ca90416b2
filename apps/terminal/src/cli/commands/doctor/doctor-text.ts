import type { Examination, Examined } from "./examine.ts";
import type { Tone } from "../../theme.ts";
import { counted, paragraph, type Page } from "../../output/page.ts";

/** What a check-up found, for people: who asks, how far AWS is, and what may be asked. */
export const doctorText = (page: Page, name: string, examination: Examination): string => {
  const { permissions, permittedBy, latency } = examination;
  const title = paragraph(page, `Asking ${name} ${whoAsks(examination)}`.trim(), { tone: "strong" });
  if (permittedBy === undefined || latency === undefined)
    return `${title}\n${paragraph(page, NOBODY_SAYS_NO)}`;
  return [
    title,
    clockText(page, examination),
    paragraph(page, `An answer takes ${Math.round(latency)} ms (median).`, { indent: 2 }),
    "\n",
    ...permissions.map((permission) => permissionText(page, permission, words[permittedBy].allowed)),
    "\n",
    paragraph(page, verdictText(permissions, words[permittedBy])),
  ].join("");
};

const NOBODY_SAYS_NO =
  "What it holds is on this machine, so there are no permissions to try: this says nothing about AWS. `windowpane doctor --source aws` does.";

interface Words {
  readonly allowed: string;
  readonly all: (count: number) => string;
  readonly mend: string;
}

/** What stands behind an address may be AWS or not: that it answers says nothing about a policy. */
const words: Readonly<Record<NonNullable<Examination["permittedBy"]>, Words>> = {
  policy: {
    allowed: "allowed",
    all: (count) => `All ${count} permissions for reading are there.`,
    mend: "`windowpane doctor --policy` prints a policy that grants them all.",
  },
  endpoint: {
    allowed: "answered",
    all: (count) => `The address answers all ${count} operations that read.`,
    mend: "Who runs the address knows why.",
  },
};

const whoAsks = ({ identity, identityProblem, region }: Examination): string => {
  const where = region === undefined ? "" : ` in ${region}`;
  if (identityProblem !== undefined)
    return `${where}; STS did not say who asks: ${identityProblem}`.trimStart();
  if (identity === undefined) return where.trimStart();
  const { Arn, Account = "unknown" } = identity;
  // A file knows of which account it is, and nobody who asks.
  return `${Arn === undefined ? "of" : `as ${Arn},`} account ${Account}${where === "" ? "" : `,${where}`}`;
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

const permissionText = (
  page: Page,
  { action, state, resource, real, code, lost, optional }: Examined,
  allowed: string,
): string => {
  const { theme } = page;
  const tone = optional && state === "denied" ? "warn" : tones[state];
  const word = theme.paint(tone, `${theme.glyph(tone)} ${state === "allowed" ? allowed : state}`.trim());
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

const verdictText = (permissions: readonly Examined[], { all, mend }: Words): string => {
  const absent = permissions.filter(({ state }) => state !== "allowed");
  if (absent.length === 0) return all(permissions.length);
  const missing = absent.filter(({ optional }) => !optional);
  const optional = absent.length - missing.length;
  const denied = missing.filter(({ state }) => state === "denied").length;
  const unknown = missing.length - denied;
  const parts = [
    denied === 0 ? "" : `${counted(denied, "permission")} missing`,
    unknown === 0 ? "" : `${counted(unknown, "permission")} could not be tried`,
    optional === 0 ? "" : `${counted(optional, "optional permission")} for patch results not there`,
  ].filter(Boolean);
  return `${parts.join(", ")}, of ${permissions.length}. ${mend}`;
};
