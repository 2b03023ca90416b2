import { cutText, displayWidth, fitColumns, padText, safeLine } from "@windowpane/text";
import type { Theme, Tone } from "../context/theme.ts";
import { shortTime } from "../context/times.ts";
import type { TableColumn } from "@windowpane/explorer";
import { paragraph, type Page } from "./page.ts";
import { cellOf, type ListWriter, type TableRow, type Write } from "./rows.ts";

export interface TableOptions {
  readonly theme: Theme;
  /** Width of the terminal; undefined for a pipe, where nothing is cut. */
  readonly width: number | undefined;
  /** Width of tables, where text is narrower than the terminal. Default: `width`. */
  readonly tableWidth?: number | undefined;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
  /** Called with the names of hidden columns. */
  readonly onHidden?: ((names: readonly string[]) => void) | undefined;
}

/** Writes a list as a table, page by page. */
export const tableList = (
  columns: readonly TableColumn[],
  { write, ...options }: TableOptions & { readonly write: Write },
): ListWriter => {
  const table = createTable(columns, options);
  return {
    async page(rows) {
      if (rows.length > 0) await write(table(rows));
    },
    async end() {},
  };
};

/**
 * Creates a function that formats rows, with a header before the first ones. The first rows decide the widths; on a pipe,
 * a longer cell in a later row shifts the following cells.
 */
export const createTable = (
  columns: readonly TableColumn[],
  options: TableOptions,
): ((rows: readonly TableRow[]) => string) => {
  const { theme, width: textWidth, tableWidth: width = textWidth, now, onHidden } = options;
  let widths: readonly (number | undefined)[] | undefined;

  const line = (cells: readonly Cell[]): string => {
    const shown = cells.flatMap((cell, index) => {
      const columnWidth = widths?.[index];
      return columnWidth === undefined ? [] : [{ ...cell, columnWidth }];
    });
    const texts = shown.map(({ text, tone, columnWidth }, index) => {
      const cut = width === undefined ? text : cutText(text, columnWidth, theme.ellipsis);
      const padding = index === shown.length - 1 ? "" : padText(cut, columnWidth).slice(cut.length);
      return theme.paint(tone, cut) + padding;
    });
    return `${texts.join(gap).trimEnd()}\n`;
  };

  return (rows) => {
    const body = rows.map((row) =>
      columns.map((column) => readCell(column, cellOf(column, row, now), options)),
    );
    let head = "";
    if (widths === undefined) {
      const header = columns.map(({ name }): Cell => ({ text: name, tone: "strong" }));
      widths = widthsFor(columns, [header, ...body], width);
      const hidden = columns.filter(
        (column, index) => widths?.[index] === undefined && !isOmitted(column, body, index),
      );
      if (hidden.length > 0) onHidden?.(hidden.map(({ name }) => name));
      head = line(header);
    }
    return head + body.map(line).join("");
  };
};

/** A table within a text, and below it the names of the columns that do not fit. */
export const tableText = (columns: readonly TableColumn[], page: Page, rows: readonly TableRow[]): string => {
  let hidden: readonly string[] = [];
  const onHidden = (names: readonly string[]): void => {
    hidden = names;
  };
  const table = createTable(columns, { ...page, onHidden })(rows);
  return hidden.length === 0 ? table : table + paragraph(page, hiddenText(hidden), { tone: "muted" });
};

/** Tells which columns do not fit. */
export const hiddenText = (names: readonly string[]): string =>
  `Hidden columns: ${names.join(", ")}. Use a wider terminal or --output json to see them.`;

interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

const gap = "  ";

/** The width of each column; undefined for hidden columns. */
const widthsFor = (
  columns: readonly TableColumn[],
  lines: readonly (readonly Cell[])[],
  width: number | undefined,
): readonly (number | undefined)[] => {
  const [, ...body] = lines;
  const shown = [...columns.keys()].filter((index) => !isOmitted(columns[index], body, index));
  const wishes = shown.map((index) => {
    const { least, rank = 0 } = columns[index] ?? {};
    const cellWidths = lines.map((cells) => displayWidth(cells[index]?.text ?? ""));
    const wanted = cellWidths.reduce((a, b) => Math.max(a, b), 0);
    return { wanted, least, rank, isEmpty: isEmpty(body, index) };
  });
  const widths = fitColumns(wishes, { width, gap: gap.length });
  return columns.map((_, index) => widths[shown.indexOf(index)]);
};

const isOmitted = (
  column: TableColumn | undefined,
  body: readonly (readonly Cell[])[],
  index: number,
): boolean => column?.isOptional === true && isEmpty(body, index);

const isEmpty = (body: readonly (readonly Cell[])[], index: number): boolean =>
  body.every((cells) => displayWidth(cells[index]?.text ?? "") === 0);

const readCell = (column: TableColumn, value: unknown, { theme, utcOffset }: TableOptions): Cell => {
  if (value === undefined || value === null) return { text: "", tone: "plain" };
  if (value instanceof Date) return { text: shortTime(value, utcOffset(value)), tone: "plain" };
  const text = safeLine(typeof value === "object" ? JSON.stringify(value) : String(value));
  return column.kind === "status" && text !== "" ? theme.status(text) : { text, tone: "plain" };
};
