import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitColumns, gap } from "../../../src/tui/list/fit.ts";
import type { Column } from "../../../src/tui/screen.ts";

const column = (title: string, more: Partial<Column> & { readonly least: number }): Column => ({
  title,
  cell: () => "",
  ...more,
});

describe("columns on a line", () => {
  const columns = [
    column("name", { least: 10, wants: 20 }),
    column("why", { least: 10, grow: 1, rank: 1 }),
    column("id", { least: 20, rank: 2 }),
  ];

  it("lose the one with the highest rank where room lacks, and never those of rank 0", () => {
    expect(fitColumns(columns, 44)).toEqual([10, 10, 20]);
    expect(fitColumns(columns, 43)).toEqual([20, 21, undefined]);
    expect(fitColumns(columns, 5)).toEqual([10, undefined, undefined]);
  });

  it("get what they want before others grow", () => {
    expect(fitColumns(columns, 60)).toEqual([20, 16, 20]);
  });

  it("fill the line where one of them grows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 44, max: 300 }), (width) => {
        const widths = fitColumns(columns, width).flatMap((own) => own ?? []);
        expect(widths.reduce((sum, own) => sum + own, gap * (widths.length - 1))).toBe(width);
      }),
    );
  });
});
