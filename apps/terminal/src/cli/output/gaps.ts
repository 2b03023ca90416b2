import { describeAffected, groupGaps, originWords, type Gap, type GapKind } from "@windowpane/report";
import type { Console } from "../context/console.ts";
import { counted, originText, paragraph, type Page } from "./page.ts";

/** Lists what could not be read; empty without gaps. */
export const gapsText = (page: Page, gaps: readonly Gap[]): string => {
  if (gaps.length === 0) return "";
  const items = groupedGaps(gaps).map((text) =>
    paragraph(page, text, { lead: `${page.theme.bullet} `, indent: 2 }),
  );
  return `\n${page.theme.paint("warn", TITLE)}\n${items.join("")}`;
};

/** Says in a line at the top of a long text that the result is incomplete; empty without gaps and on a pipe, where nothing scrolls away. */
export const incompleteText = (page: Page, gaps: readonly Gap[]): string => {
  if (gaps.length === 0 || page.rows === undefined) return "";
  const text = `Incomplete: ${counted(groupGaps(gaps).length, "gap")}, listed at the end.`;
  return paragraph(page, text, { tone: "warn" });
};

/** Writes the same to stderr, for output formats and queries that leave gaps out. */
export const noteGaps = async (console: Console, gaps: readonly Gap[]): Promise<void> => {
  if (gaps.length === 0) return;
  await console.note([TITLE, ...groupedGaps(gaps).map((text) => `- ${text}`)].join("\n"));
};

const TITLE = "The result is incomplete. What could not be read:";

/** The texts of gaps. Those of an account that are equal in several regions are one. */
const groupedGaps = (gaps: readonly Gap[]): readonly string[] =>
  groupGaps(gaps).map(({ item, regions: [, ...others] }) =>
    others.length === 0 ? gapText(item) : `${gapText(item)} Also in ${others.join(", ")}.`,
  );

const gapText = (gap: Gap): string =>
  [gap.why, describeAffected(gap), connectionMessage(gap), `${gap.nextStep}${placeText(gap)}`]
    .filter((words) => words !== "")
    .join(" ");

/** The account and region, unless the gap is about the whole of it and names it. */
const placeText = (gap: Gap): string =>
  Object.keys(gap.ids).length === 0 && gap.why.includes(originWords(gap.origin ?? {})) ? "" : originText(gap);

/** The message of a connection problem. AWS's own messages name accounts and roles, and are left out. */
const connectionMessage = ({ kind, message = "" }: Gap): string =>
  connectionKinds.has(kind) && message !== "" ? `(${message.replace(/\.$/u, "")})` : "";

const connectionKinds: ReadonlySet<GapKind> = new Set(["not-sent", "foreign", "no-response"]);
