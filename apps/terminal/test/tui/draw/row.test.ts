import type { Column } from "@windowpane/explorer";
import { displayWidth, fitColumns } from "@windowpane/text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnText, piecesWidth } from "../../../src/tui/draw/pieces.ts";
import { columnWidths, rowPieces, titlesText, type RowDrawing } from "../../../src/tui/draw/row.ts";
import { createTheme } from "../../../src/tui/theme/theme.ts";

const columns: readonly Column<{ readonly Name: string }>[] = [
  { title: "name", least: 10, value: ({ Name }) => ["strong", Name] },
  { title: "count", least: 6, align: "right", value: () => "7" },
  { title: "more", least: 4, grow: 1, rank: 1, value: ({ Name }) => Name },
];
const drawing: RowDrawing = {
  // Only rows of this kind reach these columns.
  columns: columns as unknown as readonly Column[],
  widths: fitColumns(columns, { width: 40, gap: 2 }),
  theme: createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" }),
  now: new Date(0),
  utcOffset: () => 0,
  content: { rows: [], noun: "rows", gaps: [], nothing: "", running: false },
};
const row = (Name: string): string => rowPieces({ Name }, drawing).map(drawnText).join("");

it("never cuts a number, for which columns of text give way", () => {
  const counts: readonly Column<{ readonly text: string; readonly count: string }>[] = [
    { title: "text", least: 10, wanted: 30, value: ({ text }) => text },
    { title: "count", least: 6, align: "right", value: ({ count }) => ["bad", count] },
    { title: "cause", least: 22, grow: 1, rank: 1, value: ({ text }) => text },
  ];
  // Only rows of this kind reach these columns.
  const wide: Pick<RowDrawing, "columns" | "theme" | "now" | "utcOffset" | "content"> = {
    ...drawing,
    columns: counts as unknown as readonly Column[],
  };
  const item = { text: "Package manager locked by another process", count: "99999 of 100000" };
  for (const width of [38, 58, 78, 118]) {
    const widths = columnWidths(wide.columns, { ...wide, width, rows: [{ item }] });
    const text = rowPieces(item, { ...wide, widths })
      .map(drawnText)
      .join("");
    expect(text).toContain("99999 of 100000");
    expect(displayWidth(text)).toBeLessThanOrEqual(width);
  }
});

describe("a row", () => {
  it("has its cells under their titles", () => {
    expect(titlesText(drawing, undefined)).toBe("name         count  more                ");
    expect(row("web-1")).toBe("web-1            7  web-1               ");
  });

  it("counts characters of two columns as two", () => {
    expect(row("東京サーバー")).toBe("東京サー…        7  東京サーバー        ");
  });

  it("is as wide as its columns, whatever its text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (Name) => {
        expect(piecesWidth(rowPieces({ Name }, drawing))).toBe(40);
        expect(displayWidth(row(Name))).toBe(40);
      }),
    );
  });

  it("contains no control character, whatever its text", () => {
    expect(row("\u001b[2J\u001b]0;title\u0007evil\r\nx\u202e")).toBe(
      "evil x           7  evil x              ",
    );
  });
});

it("marks the column that the rows are sorted by, also where its title is cut for the sign", () => {
  expect(titlesText(drawing, { column: 0, sign: "↓" })).toBe("name ↓       count  more                ");
  expect(titlesText(drawing, { column: 1, sign: "↑" })).toBe("name        count↑  more                ");
});
