import type { Hole } from "@windowpane/report";
import { originText } from "./origin.ts";
import { paragraph, type Page } from "./page.ts";

/** What could not be read, and so is missing from the answer; nothing when all was read. */
export const holesText = (page: Page, holes: readonly Hole[]): string => {
  if (holes.length === 0) return "";
  const title = page.theme.paint("warn", "Not everything could be read, so this answer is partial:");
  const items = holes.map((hole) =>
    paragraph(page, `${hole.why} ${hole.whatToDo}${originText(hole)}`, {
      lead: `${page.theme.bullet} `,
      indent: 2,
    }),
  );
  return `\n${title}\n${items.join("")}`;
};
