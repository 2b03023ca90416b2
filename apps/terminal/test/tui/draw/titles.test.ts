/** The titles of the columns of every list, at the usual widths. */
import { columnTitle, isColumnShown, screens, type Column } from "@windowpane/explorer";
import { describe, expect, it } from "vitest";
import { columnWidths, titlesText, type RowDrawing } from "../../../src/tui/draw/row.ts";
import { createTheme } from "../../../src/tui/theme/theme.ts";

const lists = Object.values(screens).flatMap(({ name, columns }) =>
  columns === undefined ? [] : [{ name, columns }],
);

/** All columns that this list can have: what decides whether they are shown does not count. */
const always = (columns: readonly Column[]): readonly Column[] =>
  columns.filter(({ table, title }) => table?.name !== title).map(({ isShown: _, ...column }) => column);

/** The titles at a width, sorted by a column or by none, and the columns that fit. */
const titlesAt = (columns: readonly Column[], width: number, ahead: number, sorted?: number) => {
  const drawing: Omit<RowDrawing, "widths"> = {
    columns,
    theme: createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" }),
    now: new Date("2026-11-22T12:00:00Z"),
    utcOffset: () => ahead,
    content: undefined,
  };
  const widths = columnWidths(columns, { ...drawing, width, rows: [] });
  const order = sorted === undefined ? undefined : { column: sorted, sign: "▼" };
  return { text: titlesText({ ...drawing, widths }, order), widths };
};

describe.each([
  ["UTC", 0],
  ["UTC-3:30", -210],
])("in %s", (zone, ahead) => {
  it.each(lists)("every title of $name fits its column", ({ columns: all }) => {
    const columns = always(all);
    const sortable = [...columns.keys()].filter((index) => columns[index]?.sortKey !== undefined);
    for (const width of [78, 98, 118, 158, 238]) {
      for (const sorted of [undefined, ...sortable]) {
        const { text, widths } = titlesAt(columns, width, ahead, sorted);
        expect(text.length).toBeLessThanOrEqual(width);
        for (const [index, column] of columns.entries()) {
          if (widths[index] === undefined || column.timeline !== undefined) continue;
          expect(text).toContain(columnTitle(column, ahead));
          if (column.isTime === true) expect(text).toContain(`${column.title} ${zone}`);
          if (sorted === index)
            expect(text.replaceAll(" ", "")).toContain(`${columnTitle(column, ahead).replaceAll(" ", "")}▼`);
        }
      }
    }
  });
});

it("shows no column that depends on rows before there are rows", () => {
  for (const { columns } of lists) {
    const { widths } = titlesAt(columns, 238, 0);
    const shown = columns.filter((_, index) => widths[index] !== undefined);
    expect(shown.filter(({ isShown }) => isShown !== undefined)).toEqual([]);
    expect(shown.every((column) => isColumnShown(column, undefined))).toBe(true);
  }
});
