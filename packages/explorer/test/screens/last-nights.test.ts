/** The column of the last nights in the list of windows. */
import type { Transport } from "@windowpane/core";
import type { HistorySource, TrendList, TrendQuery, WindowTrend } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { nightsColumn } from "../../src/columns/nights.ts";
import { visibleFindings } from "../../src/state/readings.ts";
import { topView } from "../../src/state/state.ts";
import { overDemo } from "../over-demo.ts";

const now = new Date("2026-11-22T12:00:00Z");
const demo = mockTransport({ clock: { now: () => now } });

/** The ID of a window of the demo. */
const windowId = async (name: string): Promise<string> => {
  const { WindowIdentities = [] } = (await demo.send("DescribeMaintenanceWindows", {}, {})) as {
    readonly WindowIdentities?: readonly { readonly WindowId: string; readonly Name: string }[];
  }; // The mock's response.
  return WindowIdentities.find(({ Name }) => Name === name)?.WindowId ?? "";
};

const counts = { runs: 1, verdicts: {}, machines: 4, exact: true };

/** A window that passed, failed on half of its machines, and is unknown, in three of four nights. */
const trendOf = (WindowId: string, origin: object = {}): WindowTrend => ({
  ...origin,
  WindowId,
  total: { ...counts, runs: 3, passed: 6, failed: 2, unknown: 4 },
  points: [
    { ...counts, at: 0, passed: 4, failed: 0, unknown: 0 },
    { ...counts, at: 2, passed: 2, failed: 2, unknown: 0 },
    { ...counts, at: 3, passed: 0, failed: 0, unknown: 4 },
  ],
  latest: { WindowExecutionId: "e", StartTime: now, verdict: "UNKNOWN" },
});

const answerOf = (rows: readonly WindowTrend[]): TrendList<WindowTrend> => ({
  since: now,
  until: now,
  timeZone: "UTC",
  step: "night",
  days: ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"],
  missingDays: [],
  missing: [],
  runs: 3,
  rows,
  more: 0,
});

const unused = async (): Promise<never> => {
  throw new Error("The list of windows must not ask this.");
};

/** An archive that answers the trends of windows only. */
const archiveWith = (windows: (query: TrendQuery) => Promise<TrendList<WindowTrend>>): HistorySource => ({
  trends: {
    windows,
    machines: unused,
    causes: unused,
    patched: unused,
    nights: unused,
    earlier: async () => [],
    windowOf: async () => undefined,
  },
});

/** The last nights of a row in words; undefined where the column is hidden. */
const nightsOf = (ui: ReturnType<typeof overDemo>["ui"], name: string): unknown => {
  const { content, rows } = topView(ui.state());
  if (content === undefined || nightsColumn.isShown?.(content) === false) return undefined;
  const row = rows.find(({ item }) => "Name" in item && item.Name === name);
  return nightsColumn.value(row?.item ?? {}, now);
};

describe("the last nights of windows", () => {
  it("are 30, and known for the windows that the archive has", async () => {
    const asked: TrendQuery[] = [];
    const id = await windowId("linux-patch-nightly");
    const { ui, press } = overDemo({
      history: async () =>
        archiveWith(async (query) => {
          asked.push(query);
          return answerOf([trendOf(id)]);
        }),
    });
    await press();
    expect(nightsOf(ui, "linux-patch-nightly")).toBe("1 of 3 nights failed, 1 unknown");
    expect(nightsOf(ui, "web-health-daily")).toBe("");
    const row = topView(ui.state()).rows.find(({ item }) => "WindowId" in item && item.WindowId === id);
    expect(nightsColumn.spark?.(row?.item ?? {})).toEqual([1, "none", 0.5, "missing"]);
    expect(asked.map(({ since, until }) => [since.toISOString(), until])).toEqual([
      ["2026-10-24T12:00:00.000Z", now],
    ]);
  });

  it("are not asked for before the windows are listed", async () => {
    let listed = false;
    const slow: Transport = {
      name: "slow",
      async send(operation, input, options) {
        const output = await demo.send(operation, input, options);
        if (operation === "DescribeMaintenanceWindows" && !("NextToken" in (output as object))) listed = true;
        return output;
      },
    };
    const before: boolean[] = [];
    const { press } = overDemo({
      transport: () => slow,
      history: async () =>
        archiveWith(async () => {
          before.push(listed);
          return answerOf([]);
        }),
    });
    await press();
    expect(before).toEqual([true]);
  });

  it.each([
    ["no history", undefined],
    ["an API without an archive", { ...archiveWith(unused), exists: async () => false }],
  ])("are absent, without a request for them, with %s", async (_, history) => {
    const { ui, press } = overDemo(history === undefined ? {} : { history: async () => history });
    await press();
    expect(nightsOf(ui, "linux-patch-nightly")).toBeUndefined();
    const trends = ui.state().findings.get("trends");
    expect(trends).toMatchObject({ phase: "done", value: { hasArchive: false } });
  });

  it("are absent, and the list is shown without an error, if the archive cannot be read", async () => {
    let asked = 0;
    const { ui, press, text } = overDemo({
      history: async () => {
        asked += 1;
        throw new RangeError("The file is not an archive.");
      },
    });
    await press();
    expect(asked).toBeGreaterThan(1);
    expect(nightsOf(ui, "linux-patch-nightly")).toBeUndefined();
    expect(text()).toContain("linux-patch-nightly");
    expect(topView(ui.state()).content?.judgement?.verdict).toBe("PARTIAL");
    expect(visibleFindings(ui.state(), ui.screens()).map((finding) => finding?.error)).toEqual([
      undefined,
      undefined,
    ]);
    await press("T");
    expect(visibleFindings(ui.state(), ui.screens())[0]?.error?.message).toBe("The file is not an archive.");
  });

  it("are not read again with the list", async () => {
    let asked = 0;
    const { press } = overDemo({
      history: async () =>
        archiveWith(async () => {
          asked += 1;
          return answerOf([]);
        }),
    });
    await press("r", "r");
    expect(asked).toBe(1);
  });

  it("are unknown where windows of two accounts have the same ID and the list has no accounts", async () => {
    const id = await windowId("linux-patch-nightly");
    const two = ["111122223334", "111122223335"].map((Account) =>
      trendOf(id, { Account, Region: "eu-central-1" }),
    );
    const { ui, press } = overDemo({ history: async () => archiveWith(async () => answerOf(two)) });
    await press();
    expect(nightsOf(ui, "linux-patch-nightly")).toBeUndefined();
  });
});
