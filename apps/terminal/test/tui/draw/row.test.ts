import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayWidth, fitColumns } from "@windowpane/text";
import { piecesWidth } from "../../../src/tui/draw/pieces.ts";
import { rowPieces, titlePieces } from "../../../src/tui/draw/row.ts";
import type { Column } from "@windowpane/explorer";
import { createTheme } from "../../../src/tui/theme/theme.ts";

const columns: readonly Column<{ readonly Name: string }>[] = [
  { title: "name", least: 10, cell: ({ Name }) => ["strong", Name] },
  { title: "count", least: 6, align: "right", cell: () => "7" },
  { title: "more", least: 4, grow: 1, rank: 1, cell: ({ Name }) => Name },
];
// Only rows of this kind reach these columns.
const plainColumns = columns as unknown as readonly Column[];
const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" });
const answer = { rows: [], noun: "rows", gaps: [], nothing: "", running: false };
const drawing = {
  columns: plainColumns,
  widths: fitColumns(plainColumns, { width: 40, gap: 2 }),
  context: { theme, now: new Date(0), utcOffset: () => 0, answer },
};
const row = (Name: string): string =>
  rowPieces({ Name }, drawing)
    .map((piece) => (typeof piece === "string" ? piece : piece[1]))
    .join("");

describe("a row", () => {
  it("has its cells under their titles", () => {
    expect(titlePieces(drawing, undefined)).toBe("name         count  more                ");
    expect(row("web-1")).toBe("web-1            7  web-1               ");
  });

  it("counts characters of two columns as two", () => {
    expect(row("東京サーバー")).toBe("東京サー…        7  東京サーバー        ");
  });

  it("is as wide as its columns, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (Name) => {
        expect(piecesWidth(rowPieces({ Name }, drawing))).toBe(40);
        expect(displayWidth(row(Name))).toBe(40);
      }),
    );
  });

  it("holds no control character, whatever stands in it", () => {
    expect(row("\u001b[2J\u001b]0;title\u0007evil\r\nx\u202e")).toBe(
      "evil x           7  evil x              ",
    );
  });
});

it("marks the column that is sorted by, also where its title is too long for that", () => {
  expect(titlePieces(drawing, { column: 0, sign: "↓" })).toBe("name ↓       count  more                ");
  expect(titlePieces(drawing, { column: 1, sign: "↑" })).toBe("name        coun ↑  more                ");
});
