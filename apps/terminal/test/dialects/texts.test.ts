/** Untrusted text is shown in the same way everywhere: tables, CSV, the UI and exports use `@windowpane/text`. */
import type { Transport } from "@windowpane/core";
import { csvCell, displayWidth, fitColumns, hostileTexts, safeLine } from "@windowpane/text";
import { expect, it } from "vitest";
import { rowPieces, type RowDrawing } from "../../src/tui/draw/row.ts";
import type { Column } from "@windowpane/explorer";
import { createTheme } from "../../src/tui/theme/theme.ts";
import { runWith } from "../fake-host.ts";

const windows = hostileTexts.map(({ text }, index) => ({
  WindowId: `mw-${String(index).padStart(17, "0")}`,
  Name: text,
  Enabled: true,
}));

const transport: Transport = { name: "hostile", send: async () => ({ WindowIdentities: windows }) };

const linesOf = async (argv: readonly string[], columns?: number): Promise<readonly string[]> => {
  const { stdout } = await runWith(["windows", ...argv], {
    transport,
    env: { NO_COLOR: "1" },
    ...(columns === undefined ? {} : { columns }),
  });
  return stdout.split("\n");
};

it.each([undefined, 200])("in a table of the command line, %s columns wide", async (columns) => {
  const [title = "", ...rows] = await linesOf([], columns);
  expect(rows.filter((row) => row !== "")).toHaveLength(windows.length);
  const start = title.indexOf("Name");
  for (const [index, { text, what }] of hostileTexts.entries()) {
    const cell = safeLine(text);
    expect(rows[index]?.slice(start, start + cell.length), what).toBe(cell);
  }
});

it("in CSV of the command line", async () => {
  const rows = await linesOf(["--output", "csv"]);
  for (const [index, { text, what }] of hostileTexts.entries()) {
    expect(rows[index + 1], what).toContain(`,${csvCell(text)},`);
  }
});

it("in one column of a query", async () => {
  const rows = await linesOf(["--query", "WindowIdentities[].Name"]);
  expect(rows.slice(0, -1)).toEqual(hostileTexts.map(({ text }) => safeLine(text)));
});

it("in a cell of the UI", () => {
  const columns: readonly Column<{ readonly Name: string }>[] = [
    { title: "name", least: 60, value: ({ Name }) => Name },
  ];
  const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" });
  const drawing: RowDrawing = {
    columns: columns as unknown as readonly Column[], // These columns get rows of this type only.
    widths: fitColumns(columns, { width: 60, gap: 2 }),
    theme,
    now: new Date(0),
    utcOffset: () => 0,
    content: { rows: [], noun: "rows", gaps: [], nothing: "", running: false },
  };
  for (const { text, what } of hostileTexts) {
    const line = theme.line(rowPieces({ Name: text }, drawing));
    expect(line.trimEnd(), what).toBe(safeLine(text));
    expect(displayWidth(line), what).toBe(60);
  }
});

it("in lines that the UI draws around lists", () => {
  const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" });
  for (const { text, what } of hostileTexts) {
    expect(safeLine(theme.line([["bad", text]])), what).toBe(safeLine(text));
  }
});
