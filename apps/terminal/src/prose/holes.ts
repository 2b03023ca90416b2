import type { GapKind, Hole } from "@windowpane/report";
import type { Screen } from "../screen.ts";
import { originText } from "./origin.ts";
import { paragraph, type Page } from "./page.ts";

/** What could not be read, and so is missing from the answer; nothing when all was read. */
export const holesText = (page: Page, holes: readonly Hole[]): string => {
  if (holes.length === 0) return "";
  const items = holes.map((hole) =>
    paragraph(page, holeText(hole), { lead: `${page.theme.bullet} `, indent: 2 }),
  );
  return `\n${page.theme.paint("warn", TITLE)}\n${items.join("")}`;
};

/**
 * Says the same on stderr, beside an answer in a form that has no place for words, or whose words a query leaves out: a table
 * of half the machines must not pass for one of all.
 */
export const tellHoles = async (screen: Screen, holes: readonly Hole[]): Promise<void> => {
  if (holes.length === 0) return;
  await screen.note([TITLE, ...holes.map((hole) => `- ${holeText(hole)}`)].join("\n"));
};

const TITLE = "Not everything could be read, so this answer is partial:";

const holeText = (hole: Hole): string =>
  [hole.why, ownWords(hole), `${hole.whatToDo}${originText(hole)}`].filter((words) => words !== "").join(" ");

/** What the connection says of itself: which credentials are missing, or what responded. AWS's messages name accounts and roles. */
const ownWords = ({ kind, message = "" }: Hole): string =>
  connectionKinds.has(kind) && message !== "" ? `(${message.replace(/\.$/u, "")})` : "";

const connectionKinds: ReadonlySet<GapKind> = new Set(["not-sent", "foreign", "broken"]);
