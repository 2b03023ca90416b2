import { describeAffected, type Gap, type GapKind } from "@windowpane/report";
import type { Console } from "../context/console.ts";
import { counted, originText, paragraph, type Page } from "./page.ts";

/** Lists what could not be read; empty without gaps. */
export const gapsText = (page: Page, gaps: readonly Gap[]): string => {
  if (gaps.length === 0) return "";
  const items = gaps.map((gap) =>
    paragraph(page, gapText(gap), { lead: `${page.theme.bullet} `, indent: 2 }),
  );
  return `\n${page.theme.paint("warn", TITLE)}\n${items.join("")}`;
};

/** Says in a line at the top of a long text that the result is incomplete; empty without gaps and on a pipe, where nothing scrolls away. */
export const incompleteText = (page: Page, gaps: readonly Gap[]): string => {
  if (gaps.length === 0 || page.rows === undefined) return "";
  const text = `Incomplete: ${counted(gaps.length, "gap")}, listed at the end.`;
  return paragraph(page, text, { tone: "warn" });
};

/** Writes the same to stderr, for output formats and queries that leave gaps out. */
export const noteGaps = async (console: Console, gaps: readonly Gap[]): Promise<void> => {
  if (gaps.length === 0) return;
  await console.note([TITLE, ...gaps.map((gap) => `- ${gapText(gap)}`)].join("\n"));
};

const TITLE = "The result is incomplete. What could not be read:";

const gapText = (gap: Gap): string =>
  [gap.why, describeAffected(gap), connectionMessage(gap), `${gap.nextStep}${originText(gap)}`]
    .filter((words) => words !== "")
    .join(" ");

/** The message of a connection problem. AWS's own messages name accounts and roles, and are left out. */
const connectionMessage = ({ kind, message = "" }: Gap): string =>
  connectionKinds.has(kind) && message !== "" ? `(${message.replace(/\.$/u, "")})` : "";

const connectionKinds: ReadonlySet<GapKind> = new Set(["not-sent", "foreign", "no-response"]);
