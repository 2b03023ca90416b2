/** Writes a table of Markdown, with cells padded as the repository's formatter does. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => String(cell).replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = "", ...rest] = lines.map(line);
  return [first, line(widths.map((width) => "-".repeat(width))), ...rest].join("\n");
};
