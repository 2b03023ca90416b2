import type { GapKind, Gap } from "@windowpane/report";
import type { Screen } from "../context/console.ts";
import { originText } from "./origin.ts";
import { paragraph, type Page } from "./page.ts";

/** What could not be read, and so is missing from the answer; nothing when all was read. */
export const gapsText = (page: Page, gaps: readonly Gap[]): string => {
  if (gaps.length === 0) return "";
  const items = gaps.map((gap) =>
    paragraph(page, gapText(gap), { lead: `${page.theme.bullet} `, indent: 2 }),
  );
  return `\n${page.theme.paint("warn", TITLE)}\n${items.join("")}`;
};

/**
 * Says the same on stderr, beside an answer in a form that has no place for words, or whose words a query leaves out: a table
 * of half the machines must not pass for one of all.
 */
export const tellGaps = async (screen: Screen, gaps: readonly Gap[]): Promise<void> => {
  if (gaps.length === 0) return;
  await screen.note([TITLE, ...gaps.map((gap) => `- ${gapText(gap)}`)].join("\n"));
};

const TITLE = "Not everything could be read, so this answer is partial:";

const gapText = (gap: Gap): string =>
  [gap.why, ownWords(gap), `${gap.whatToDo}${originText(gap)}`].filter((words) => words !== "").join(" ");

/** What the connection says of itself: which credentials are missing, or what responded. AWS's messages name accounts and roles. */
const ownWords = ({ kind, message = "" }: Gap): string =>
  connectionKinds.has(kind) && message !== "" ? `(${message.replace(/\.$/u, "")})` : "";

const connectionKinds: ReadonlySet<GapKind> = new Set(["not-sent", "foreign", "broken"]);
