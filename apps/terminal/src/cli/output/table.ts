import { cutText, displayWidth, fitColumns, padText, safeLine } from "@windowpane/text";
import type { Theme, Tone } from "../theme.ts";
import { shortTime } from "./aws-form.ts";
import { cellOf, type Column } from "./column.ts";
import type { ListWriter, Row, Write } from "./rows.ts";

export interface TableOptions {
  readonly theme: Theme;
  /** The terminal's width; undefined for a pipe, where nothing is cut. */
  readonly width: number | undefined;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
  /** Told the columns that the terminal has no room for. */
  readonly onHidden?: ((names: readonly string[]) => void) | undefined;
}

/** A list as a table, written as pages come. */
export const tableList = (
  columns: readonly Column[],
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
 * Gives rows as lines, the header before the first ones. Those decide the widths; on a pipe a longer cell of a later row
 * pushes its neighbours to the right rather than losing anything.
 */
export const createTable = (
  columns: readonly Column[],
  options: TableOptions,
): ((rows: readonly Row[]) => string) => {
  const { theme, width, now, onHidden } = options;
  let rooms: readonly (number | undefined)[] | undefined;

  const line = (cells: readonly Cell[]): string => {
    const shown = cells.flatMap((cell, index) => {
      const room = rooms?.[index];
      return room === undefined ? [] : [{ ...cell, room }];
    });
    const texts = shown.map(({ text, tone, room }, index) => {
      const cut = width === undefined ? text : cutText(text, room, theme.ellipsis);
      const blanks = index === shown.length - 1 ? "" : padText(cut, room).slice(cut.length);
      return theme.paint(tone, cut) + blanks;
    });
    return `${texts.join(gap).trimEnd()}\n`;
  };

  return (rows) => {
    const body = rows.map((row) =>
      columns.map((column) => readCell(column, cellOf(column, row, now), options)),
    );
    let head = "";
    if (rooms === undefined) {
      const header = columns.map(({ name }): Cell => ({ text: name, tone: "strong" }));
      rooms = roomsFor(columns, [header, ...body], width);
      const hidden = columns.filter((_, index) => rooms?.[index] === undefined);
      if (hidden.length > 0) onHidden?.(hidden.map(({ name }) => name));
      head = line(header);
    }
    return head + body.map(line).join("");
  };
};

interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

const gap = "  ";

/** How wide each column becomes; undefined for those that are left out. */
const roomsFor = (
  columns: readonly Column[],
  lines: readonly (readonly Cell[])[],
  width: number | undefined,
): readonly (number | undefined)[] => {
  const wishes = columns.map(({ least, rank = 0 }, index) => {
    const widths = lines.map((cells) => displayWidth(cells[index]?.text ?? ""));
    const isEmpty = widths.slice(1).every((cellWidth) => cellWidth === 0);
    return { wanted: widths.reduce((a, b) => Math.max(a, b), 0), least, rank, isEmpty };
  });
  return fitColumns(wishes, { width, gap: gap.length });
};

const readCell = (column: Column, value: unknown, { theme, utcOffset }: TableOptions): Cell => {
  if (value === undefined || value === null) return { text: "", tone: "plain" };
  if (value instanceof Date) return { text: shortTime(value, utcOffset(value)), tone: "plain" };
  const text = safeLine(typeof value === "object" ? JSON.stringify(value) : String(value));
  return column.kind === "status" && text !== "" ? theme.status(text) : { text, tone: "plain" };
};
