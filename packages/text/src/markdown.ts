import { displayWidth, padText } from "./width.ts";

/**
 * A table of GitHub Flavored Markdown whose columns are aligned in the source. A vertical bar in a cell is escaped; other markup is
 * unchanged. A cell must not contain line breaks.
 *
 * @param rows - cells for the columns of `head`.
 * @see https://github.github.com/gfm/#tables-extension-
 */
export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string => {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => String(cell).replaceAll("|", "\\|")));
  const widths = head.map((_, column) =>
    lines.reduce((widest, cells) => Math.max(widest, displayWidth(cells[column] ?? "")), 3),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => padText(cells[column] ?? "", width)).join(" | ")} |`;
  const [first = [], ...rest] = lines;
  return [first, widths.map((width) => "-".repeat(width)), ...rest].map(line).join("\n");
};
