import { describeAffected, type Gap, type GapKind } from "@windowpane/report";
import type { Console } from "../context/console.ts";
import { originText, paragraph, type Page } from "./page.ts";

/** Lists what could not be read; empty without gaps. */
export const gapsText = (page: Page, gaps: readonly Gap[]): string => {
  if (gaps.length === 0) return "";
  const items = gaps.map((gap) =>
    paragraph(page, gapText(gap), { lead: `${page.theme.bullet} `, indent: 2 }),
  );
  return `\n${page.theme.paint("warn", TITLE)}\n${items.join("")}`;
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
