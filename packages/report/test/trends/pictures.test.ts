import { describe, expect, it } from "vitest";
import {
  countSteps,
  matrixMarks,
  matrixPicture,
  passRate,
  ratePicture,
  rateText,
  sparkSteps,
  sparkText,
  type MachinePoint,
  type NightMatrix,
  type TrendPoint,
} from "../../src/index.ts";

const point = (at: number, passed: number, failed: number, unknown = 0): TrendPoint => ({
  at,
  runs: 1,
  verdicts: { PARTIAL: 1 },
  machines: passed + failed + unknown,
  passed,
  failed,
  unknown,
  exact: true,
});

const days = ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"];
const answer = { days, missingDays: [2], step: "night" } as const;
const signs = { levels: ["0", "1", "2", "3", "#"], none: ".", missing: "?" };

describe("a pass rate", () => {
  it("is 100% only if all passed, and 0% only if none did", () => {
    expect(rateText(passRate({ machines: 1000, passed: 999, unknown: 0 }))).toBe("99%");
    expect(rateText(passRate({ machines: 1000, passed: 1, unknown: 0 }))).toBe("1%");
    expect(rateText(passRate({ machines: 3, passed: 3, unknown: 0 }))).toBe("100%");
    expect(rateText(passRate({ machines: 3, passed: 0, unknown: 0 }))).toBe("0%");
  });

  it("counts unknown results as not passed, and does not exist where most are unknown", () => {
    expect(passRate({ machines: 10, passed: 6, unknown: 4 })).toBe(0.6);
    expect(passRate({ machines: 10, passed: 4, unknown: 6 })).toBeUndefined();
    expect(passRate({ machines: 0, passed: 0, unknown: 0 })).toBeUndefined();
  });
});

describe("a sparkline", () => {
  it("has a sign for each step, and tells a missing night from one without a run", () => {
    expect(sparkText(sparkSteps(answer, [point(0, 4, 0), point(3, 1, 1)], 10), signs)).toBe("#.?2");
    expect(sparkText(sparkSteps({ ...answer, missingDays: [] }, [point(0, 0, 9)], 10), signs)).toBe("0...");
    expect(sparkText(sparkSteps(answer, [point(0, 1, 0, 5)], 10), signs)).toBe("?.?.");
  });

  it("never draws a failure as a whole pass, also where a sign has several nights", () => {
    expect(sparkText(sparkSteps(answer, [point(0, 9999, 1)], 10), signs)).toBe("3.?.");
    const all = days.map((_, at) => point(at, 10, at === 1 ? 9 : 0));
    expect(sparkText(sparkSteps(answer, all, 2), signs)).toBe("2#");
    expect(sparkText(sparkSteps({ days: [...days, "2026-11-30"], missingDays: [] }, all, 2), signs)).toBe(
      "2#",
    );
  });

  it("never draws a night that the archive lacks as a pass, also beside one that passed", () => {
    expect(sparkText(sparkSteps(answer, [point(0, 1, 0), point(1, 1, 0), point(3, 1, 0)], 2), signs)).toBe(
      "#?",
    );
    expect(sparkText(sparkSteps(answer, [point(0, 1, 0), point(3, 0, 1)], 2), signs)).toBe("#0");
  });

  it("of counts has the largest number as its highest sign", () => {
    expect(
      sparkText(
        countSteps(
          answer,
          [
            { at: 0, machines: 2 },
            { at: 1, machines: 8 },
          ],
          10,
        ),
        signs,
      ),
    ).toBe("1#?.");
  });
});

describe("the picture of pass rates", () => {
  const picture = ratePicture(answer, [point(0, 3, 1), point(3, 2, 1, 1)]);

  it("has a column for each night, whose parts add up to its height", () => {
    expect(picture.columns.map(({ left, width }) => [left, width])).toEqual([
      [0, 0.25],
      [0.25, 0.25],
      [0.5, 0.25],
      [0.75, 0.25],
    ]);
    expect(picture.columns[0]?.parts).toEqual([
      { kind: "passed", from: 0, to: 0.75 },
      { kind: "failed", from: 0.75, to: 1 },
    ]);
    expect(picture.columns[3]?.parts.at(-1)?.to).toBe(1);
  });

  it("has words for each column", () => {
    expect(picture.columns.map(({ words }) => words)).toEqual([
      "2026-11-26: 3 of 4 machines passed (75%), 1 did not pass",
      "2026-11-27: no run",
      "2026-11-28: not in the archive",
      "2026-11-29: 2 of 4 machines passed (50%), 1 did not pass, 1 unknown",
    ]);
    expect(picture.about).toBe(
      "Share of machines that passed in each night, 4 nights to 2026-11-29; the archive lacks a part of 1 night.",
    );
  });

  it("labels at most six days, the last one included", () => {
    const many = Array.from({ length: 90 }, (_, at) =>
      new Date(Date.UTC(2026, 8, 1 + at)).toISOString().slice(0, 10),
    );
    const { ticks } = ratePicture({ days: many, missingDays: [], step: "night" }, []);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.at(-1)?.label).toBe(many.at(-1)?.slice(5));
  });
});

describe("the matrix of nights", () => {
  const points: readonly MachinePoint[] = [
    { at: 0, result: "failed" },
    { at: 3, result: "notPatched" },
  ];

  it("has a mark for each night; a night that the archive lacks has its own", () => {
    expect(matrixMarks(answer, points).join("")).toBe("F-/P");
  });

  it("has words for each cell, and a legend of the marks that occur", () => {
    const matrix = { ...answer, nights: [], machines: [{ InstanceId: "i-1", failed: 2, points }] };
    // Only these members are read.
    const { rows, legend } = matrixPicture(matrix as unknown as NightMatrix);
    expect(rows[0]?.cells.map(({ words }) => words)).toEqual([
      "2026-11-26: failed",
      "2026-11-27: no run on it",
      "2026-11-28: not in the archive",
      "2026-11-29: not patched",
    ]);
    expect(legend.map(({ mark }) => mark)).toEqual(["F", "P", "/", "-"]);
  });
});
