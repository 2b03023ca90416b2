import { describe, expect, it } from "vitest";
import { parse as parseCsv } from "csv-parse/sync";
import {
  compareExecutions,
  reportWriters,
  withEarlierRuns,
  type EarlierRuns,
  type ExecutionReport,
  type ReportPast,
  type TrendPoint,
} from "../../src/index.ts";
import { now } from "../small-plan.ts";
import { hostileReport } from "./hostile.ts";

const calm = { name: "web-1", details: "x", printed: "no key", called: "AWS-RunShellScript", secret: "s" };
const DAY = 24 * 3_600_000;

/** The report with a window that has the same causes on the same machines in the nights before. */
const dated = async (nights: readonly boolean[], missing = false): Promise<ExecutionReport> => {
  const start = new Date(now.getTime() - 3_600_000);
  const report = { ...(await hostileReport(calm)), WindowId: "mw-0123456789abcdef0", StartTime: start };
  const earlier: EarlierRuns = {
    WindowId: report.WindowId,
    runs: nights.map((has, index) => ({
      WindowExecutionId: `e-${index}`,
      StartTime: new Date(start.getTime() - (index + 1) * DAY),
      complete: true,
      causes: new Map(
        has ? report.groups.map(({ key, members }) => [key, new Set(members.map(({ name }) => name))]) : [],
      ),
    })),
    missing: missing
      ? [
          {
            since: new Date(start.getTime() - 1.5 * DAY),
            until: new Date(start.getTime() - 1.2 * DAY),
            reason: "-",
          },
        ]
      : [],
  };
  return withEarlierRuns(report, { earlier: async () => [earlier] });
};

describe("a report that lacks its window", () => {
  it("gets it from the archive, and since when its causes occur", async () => {
    const { WindowId = "", Name: _, ...report } = await dated([true, true, false]);
    const named = { WindowId, Name: "nightly" };
    const asked: unknown[] = [];
    const windowOf = async (query: object) => {
      asked.push(query);
      return named;
    };
    const runs = [
      {
        WindowExecutionId: "e-0",
        StartTime: new Date(now.getTime() - DAY),
        complete: true,
        causes: new Map(),
      },
    ];
    const earlier = async () => [{ WindowId, runs, missing: [] }];
    const found = await withEarlierRuns(report, { earlier, windowOf });
    expect(found).toMatchObject(named);
    expect(found.groups[0]?.recurrence).toMatchObject([{ WindowId, consecutive: 1 }]);
    expect(asked).toEqual([{ WindowExecutionId: report.WindowExecutionId }]);
    // Nothing to tell.
    expect(await withEarlierRuns(report, { earlier, windowOf: async () => undefined })).toEqual(report);
    const passed = { ...report, groups: [] };
    expect(await withEarlierRuns(passed, { earlier, windowOf })).toBe(passed);
    expect(asked).toHaveLength(1);
  });
});

describe("since when causes occur, in documents", () => {
  it("is in Markdown, HTML, CSV, JUnit and JSON", async () => {
    const report = await dated([true, true, false]);
    expect(report.groups[0]?.recurrence?.[0]).toMatchObject({ consecutive: 3, open: false, nightly: true });
    const words = /3rd night in a row, since \d{4}-\d\d-\d\d/;
    expect(reportWriters.markdown.write(report, { now })).toMatch(
      new RegExp(`\\*\\*Since:\\*\\* ${words.source}`),
    );
    expect(reportWriters.html.write(report, { now })).toMatch(words);
    expect(reportWriters.junit.write(report, { now })).toMatch(words);
    const rows: Record<string, string>[] = parseCsv(reportWriters.csv.write(report, { now }), {
      columns: true,
    });
    const failed = rows.filter(({ slug }) => slug !== "");
    expect(failed.map(({ consecutive }) => consecutive)).toContain("3");
    expect(failed.find(({ consecutive }) => consecutive === "3")?.["recurrence"]).toMatch(words);
    const json = JSON.parse(reportWriters.json.write(report, { now })) as ExecutionReport;
    expect(json.groups[0]?.recurrence?.[0]?.consecutive).toBe(3);
  });

  it("is never more than the archive knows", async () => {
    const text = reportWriters.markdown.write(await dated([true, true, false], true), { now });
    expect(text).toMatch(/at least 2 nights in a row, since \d{4}-\d\d-\d\d or earlier/);
    const doubtful = reportWriters.markdown.write(await dated([false, false], true), { now });
    expect(doubtful).toMatch(
      /new tonight: not in 2 earlier executions since \d{4}-\d\d-\d\d, 1 gap in the archive/,
    );
  });

  it("is absent without earlier runs", async () => {
    expect(reportWriters.markdown.write(await dated([]), { now })).not.toContain("**Since:**");
  });

  it("comes from the same comparison as that of executions that were read", async () => {
    const report = await dated([true, false]);
    const [group] = report.groups;
    const start = report.StartTime ?? now;
    const names = new Set(group?.members.map(({ name }) => name));
    const one = (index: number, has: boolean) => ({
      WindowId: report.WindowId,
      WindowExecutionId: index === 0 ? report.WindowExecutionId : `e-${index - 1}`,
      StartTime: new Date(start.getTime() - index * DAY),
      complete: true,
      causes: new Map(has ? [[group?.key ?? "", names]] : []),
    });
    const compared = compareExecutions([one(0, true), one(1, true), one(2, false)]);
    expect(group?.recurrence?.[0]).toEqual(compared.ofCause(report.WindowId ?? "", group?.key ?? ""));
  });
});

const point = (at: number): TrendPoint => ({
  at,
  runs: 1,
  verdicts: { PARTIAL: 1 },
  machines: 4,
  passed: 3,
  failed: 1,
  unknown: 0,
  exact: true,
});

const answer = {
  since: now,
  until: now,
  timeZone: "UTC",
  step: "night",
  days: ["2026-11-27", "2026-11-28", "2026-11-29"],
  missingDays: [1],
  missing: [{ since: now, until: now, reason: "AWS did not respond." }],
  runs: 2,
  more: 0,
} as const;

const past: ReportPast = {
  windows: {
    ...answer,
    rows: [
      {
        WindowId: "mw-0123456789abcdef0",
        total: point(0),
        points: [point(0), point(2)],
        missingDays: answer.missingDays,
        latest: { WindowExecutionId: "e", StartTime: now, verdict: "PARTIAL" },
      },
    ],
  },
  nights: {
    ...answer,
    WindowId: "mw-0123456789abcdef0",
    nights: [],
    machines: [
      {
        InstanceId: "i-1",
        InstanceName: `<img src=x onerror="alert(1)">`,
        failed: 1,
        points: [
          { at: 0, result: "failed" },
          { at: 2, result: "passed" },
        ],
      },
    ],
  },
};

describe("the past of a window in a page", () => {
  it("is a picture with its data as a table, and a matrix whose cells have letters and words", async () => {
    const html = reportWriters.html.write(await hostileReport(calm), { now, past });
    expect(html).toContain("<h2>Last 3 nights</h2>");
    expect(html).toContain("The archive lacks a part of 1 night: 2026-11-28.");
    expect(html).toContain("<title>2026-11-27: 3 of 4 machines passed (75%), 1 did not pass</title>");
    expect(html).toContain("<title>2026-11-28: not in the archive</title>");
    expect(html).toMatch(/<td>2026-11-29<\/td><td class="number">1<\/td><td class="number">4<\/td>/);
    expect(html).toContain('<td class="bad" title="2026-11-27: failed">F</td>');
    expect(html).toContain('<td class="missing" title="2026-11-28: not in the archive">/</td>');
    expect(html).toContain('<td class="good" title="2026-11-29: passed">.</td>');
    expect(html).not.toContain("<img");
    expect(html).not.toContain("style=");
  });

  it("is absent without an archive, and without a run in it", async () => {
    const report = await hostileReport(calm);
    const empty = { windows: { ...past.windows, rows: [] } };
    for (const html of [
      reportWriters.html.write(report, { now }),
      reportWriters.html.write(report, { now, past: empty }),
    ])
      expect(html).not.toContain("Last 3 nights");
  });
});
