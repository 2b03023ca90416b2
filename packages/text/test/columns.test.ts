import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitColumns, type ColumnWish } from "../src/index.ts";

const wish = fc.record<ColumnWish>({
  wanted: fc.integer({ min: 0, max: 60 }),
  least: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  grow: fc.integer({ min: 0, max: 2 }),
  rank: fc.integer({ min: 0, max: 4 }),
  isEmpty: fc.boolean(),
});
const wishes = fc.array(wish, { minLength: 1, maxLength: 8 });

const taken = (widths: readonly (number | undefined)[], gap: number): number => {
  const shown = widths.filter((width) => width !== undefined);
  return shown.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, shown.length - 1);
};

describe("columns", () => {
  it("never exceed the line unless each has a width of 1, and keep columns of rank 0", () => {
    const hits = { narrowed: 0, ranked: 0, fixed: 0 };
    fc.assert(
      fc.property(wishes, fc.integer({ min: 10, max: 200 }), (all, width) => {
        const widths = fitColumns(all, { width, gap: 2 });
        if (widths.some((own = 0) => own > 1)) {
          hits.narrowed += 1;
          expect(taken(widths, 2)).toBeLessThanOrEqual(width);
        }
        for (const [index, own] of widths.entries()) {
          if (all[index]?.rank === 0) {
            hits.ranked += 1;
            expect(own).toBeDefined();
          }
          if (all[index]?.grow === 0 && own !== undefined) {
            hits.fixed += 1;
            expect(own).toBeLessThanOrEqual(all[index].wanted ?? 0);
          }
        }
      }),
    );
    expect(Math.min(hits.narrowed, hits.ranked, hits.fixed)).toBeGreaterThanOrEqual(50);
  });

  it("fill the line if one of them grows", () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 10, max: 200 }), (all, width) => {
        const widths = fitColumns([...all, { least: 1, grow: 1 }], { width, gap: 1 });
        // Another test covers lines that are too narrow for all columns.
        fc.pre(taken(widths, 1) <= width);
        expect(taken(widths, 1)).toBe(width);
      }),
    );
  });

  it("are removed by rank if the line is too narrow, empty ones first", () => {
    const columns: readonly ColumnWish[] = [
      { wanted: 20 },
      { wanted: 20, rank: 2 },
      { wanted: 20, rank: 1, isEmpty: true },
      { wanted: 20, least: 5, rank: 1 },
    ];
    expect(fitColumns(columns, { width: undefined, gap: 2 })).toEqual([20, 20, 20, 20]);
    expect(fitColumns(columns, { width: 100, gap: 2 })).toEqual([20, 20, 20, 20]);
    expect(fitColumns(columns, { width: 64, gap: 2 })).toEqual([20, 20, undefined, 20]);
    expect(fitColumns(columns, { width: 40, gap: 2 })).toEqual([20, undefined, undefined, 18]);
  });

  it("get their preferred width before others grow", () => {
    const columns: readonly ColumnWish[] = [
      { least: 10, wanted: 20 },
      { least: 10, grow: 1, rank: 1 },
      { least: 20, rank: 2 },
    ];
    expect(fitColumns(columns, { width: 60, gap: 2 })).toEqual([20, 16, 20]);
    expect(fitColumns(columns, { width: 44, gap: 2 })).toEqual([10, 10, 20]);
    expect(fitColumns(columns, { width: 43, gap: 2 })).toEqual([20, 21, undefined]);
    expect(fitColumns(columns, { width: 5, gap: 2 })).toEqual([5, undefined, undefined]);
  });
});
