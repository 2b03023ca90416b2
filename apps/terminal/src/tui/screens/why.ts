/** Several causes in one cell. */
import { cutText, safeLine } from "@windowpane/text";
import type { CellContext } from "../screen.ts";

/** The first cause, and how many others there are: `Disk full +2`. Nothing where there is none. */
export const whyText = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} +${others.length}`;

/** The same cut to its cell: the first cause can be guessed from its beginning, how many others there are cannot. */
export const fittedWhy = (why: string, { width, theme }: Pick<CellContext, "width" | "theme">): string => {
  const text = safeLine(why);
  const others = / \+\d+$/.exec(text)?.[0] ?? "";
  const first = text.slice(0, text.length - others.length);
  return cutText(first, width - others.length, theme.glyphs.ellipsis) + others;
};
