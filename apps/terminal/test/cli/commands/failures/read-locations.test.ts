import type { FailuresProgress } from "@windowpane/report";
import { describe, expect, it } from "vitest";
import { progressText } from "../../../../src/cli/commands/failures/read-locations.ts";

const progress = (executionsRead: number, executions: number, windowsListed = 4): FailuresProgress => ({
  windows: 4,
  windowsListed,
  executions,
  executionsRead,
  requests: 10,
});

describe("the progress of failures", () => {
  it.each([
    [[], 1, "[--------------------] 0 of 0+ executions, 0 requests"],
    [[progress(5, 10)], 1, "[##########----------] 5 of 10 executions, 10 requests"],
    [[progress(5, 10, 3)], 1, "[##########----------] 5 of 10+ executions, 10 requests"],
    [
      [progress(10, 10), progress(0, 30)],
      2,
      "[#####---------------] 10 of 40 executions, 1/2 locations, 20 requests",
    ],
    [[progress(10, 10)], 340, "[####################] 10 of 10+ executions, 1/340 locations, 10 requests"],
  ])("%j over %d", (progresses, locations, text) => {
    expect(progressText(progresses, { ended: 1, locations })).toBe(text);
  });

  it("fits a terminal of 80 columns", () => {
    const far = progressText([progress(9999, 9999)], { ended: 17, locations: 17 });
    expect(far.length).toBeLessThan(80);
  });
});
