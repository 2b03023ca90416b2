import type { FailuresProgress } from "@windowpane/report";
import { describe, expect, it } from "vitest";
import { createProgress } from "../../../../src/cli/commands/failures/progress.ts";

const progress = (executionsRead: number, executions: number, windowsListed = 4): FailuresProgress => ({
  windows: 4,
  windowsListed,
  executions,
  executionsRead,
  requests: 10,
});

const textOf = (parts: readonly FailuresProgress[], ended: number, locations: number): string => {
  const all = createProgress(locations);
  for (const part of parts) {
    const location = {};
    all.add(location, progress(0, 1, 0));
    all.add(location, part);
  }
  for (let count = 0; count < ended; count += 1) all.end();
  return all.text();
};

describe("the progress of failures", () => {
  it.each([
    [[], 0, 1, "[--------------------] 0 of 0+ executions, 0 requests"],
    [[progress(5, 10)], 0, 1, "[##########----------] 5 of 10 executions, 10 requests"],
    [[progress(5, 10, 3)], 0, 1, "[##########----------] 5 of 10+ executions, 10 requests"],
    [
      [progress(10, 10), progress(0, 30)],
      1,
      2,
      "[##########----------] 1/2 locations, 10 of 40 executions, 20 requests",
    ],
    [
      [progress(10, 10)],
      85,
      340,
      "[#####---------------] 85/340 locations, 10 of 10+ executions, 10 requests",
    ],
  ] as const)("%j with %d ended of %d", (progresses, ended, locations, text) => {
    expect(textOf(progresses, ended, locations)).toBe(text);
  });

  it("fits a terminal of 80 columns", () => {
    expect(textOf([progress(9999, 9999)], 17, 17).length).toBeLessThan(80);
  });
});
