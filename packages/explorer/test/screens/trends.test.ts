/** The gaps and counts of the list of trends. */
import type { CollectedLocation, HistorySource, MissingPeriod } from "@windowpane/report";
import { expect, it } from "vitest";
import { gapsLine } from "../../src/content/gap-text.ts";
import { lineText } from "../../src/model/text.ts";
import { topView } from "../../src/state/state.ts";
import { overDemo } from "../over-demo.ts";

const now = new Date("2026-11-22T12:00:00Z");
const legacy = { Account: "111122223344" };
const problem = "The role arn:aws:iam::111122223344:role/Read could not be assumed: access denied.";
const never = (Region: string): CollectedLocation => ({
  ...legacy,
  Region,
  runs: 0,
  waiting: 0,
  problem,
  remedy: "Create the role.",
});
const lacks = (Region: string): MissingPeriod => ({
  ...legacy,
  Region,
  since: new Date("2026-10-24T00:00:00Z"),
  until: now,
  reason: problem,
});

/** What a collector that was stopped in the first half of each hour lacks. */
const interrupted = [3, 1, 2].map((hour): MissingPeriod => ({
  ...lacks("us-east-1"),
  Account: "111122223366",
  since: new Date(Date.UTC(2026, 10, 22, hour)),
  until: new Date(Date.UTC(2026, 10, 22, hour, hour === 2 ? 45 : 30)),
  reason: "The collector did not run.",
}));

const unused = async (): Promise<never> => {
  throw new Error("The list of trends must not ask this.");
};

const archive: HistorySource = {
  trends: {
    windows: async ({ since, until }) => ({
      ...{ since, until, timeZone: "UTC", step: "night", days: ["2026-11-22"], runs: 1, rows: [], more: 0 },
      missingDays: [0],
      missing: [
        lacks("eu-central-1"),
        lacks("us-east-1"),
        { ...lacks("eu-central-1"), Account: "111122223355", reason: "AWS did not respond." },
        ...interrupted,
      ],
    }),
    machines: unused,
    causes: unused,
    patched: unused,
    nights: unused,
    earlier: async () => [],
    windowOf: async () => undefined,
  },
  collections: async () => ({
    missing: [],
    locations: [
      never("eu-central-1"),
      never("us-east-1"),
      {
        ...never("eu-central-1"),
        Account: "111122223355",
        collectedUntil: now,
        waiting: 1,
        problem: "Denied.",
      },
    ],
  }),
};

it("tells of an account that was never collected once, with the remedy, and once per reason what others lack", async () => {
  const demo = overDemo({ history: async () => archive });
  await demo.press("T");
  const { gaps = [], tallies = [] } = topView(demo.ui.state()).content ?? {};
  expect(tallies.map(({ count, word }) => `${count} ${word}`)).toEqual([
    "1 run",
    "1 night not in the archive",
    "1 run not collected yet",
  ]);
  expect(gapsLine(gaps)).toEqual({ count: 4, worst: "111122223344: the role could not be assumed" });
  await demo.press("!");
  const text = demo.ui.lines().map(lineText).join("\n");
  expect(text.split("The role arn:aws").length - 1).toBe(1);
  expect(text).toContain("access denied. Also in us-east-1.");
  expect(text).toContain(
    "The archive lacks 2026-10-24 00:00 to 2026-11-22 12:00 UTC of 111122223355, eu-central-1. AWS",
  );
  expect(text).toContain(
    "The archive lacks 3 periods between 2026-11-22 01:00 and 2026-11-22 03:30 UTC (the longest: 2026-11-22 02:00 to 2026-11-22 02:45) of 111122223366, us-east-1. The collector",
  );
  expect(text).toContain(
    "The runs since 2026-11-22 12:00 UTC could not be read in 111122223355, eu-central-1: Denied.",
  );
});
