import {
  isFailedState,
  machineState,
  trendSteps,
  worseState,
  type CauseTrend,
  type MachineState,
  type MachineTrend,
  type TrendQuery,
  type Trends,
  type WindowTrend,
} from "@windowpane/report";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { archiveTrends, openArchive, patchWords, resultWords } from "../../src/index.ts";
import { openSqliteFile } from "../../src/node.ts";
import {
  countedAs,
  dayIn,
  insertHistory,
  statesOf,
  verdictOf,
  type MadeHistory,
  type MadeRow,
  type MadeRun,
} from "./made-history.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const until = Date.parse("2026-11-30T12:00:00Z");

const zones = ["UTC", "Europe/Paris", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"] as const;

const madeRow: fc.Arbitrary<MadeRow> = fc
  .record({
    machine: fc.constantFrom("i-1", "i-2", "i-3", "i-4"),
    result: fc.constantFrom("passed", "passed", "passed", ...resultWords),
    patch: fc.option(fc.constantFrom(...patchWords), { nil: undefined }),
    cause: fc.constantFrom("disk-full", "network", "lock"),
  })
  .map(({ cause, ...row }) => (isFailedState(machineState(row.result, row.patch)) ? { ...row, cause } : row));

const madeRun = fc.record({
  account: fc.constantFrom("111122223333", "444455556666"),
  window: fc.constantFrom("mw-1", "mw-2"),
  day: fc.integer({ min: 1, max: 60 }),
  hour: fc.integer({ min: 0, max: 23 }),
  took: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  complete: fc.boolean(),
  rows: fc.array(madeRow, { maxLength: 6 }),
});

const history: fc.Arbitrary<MadeHistory> = fc.record({
  runs: fc
    .uniqueArray(madeRun, {
      minLength: 10,
      maxLength: 60,
      selector: ({ account, window, day }) => `${account} ${window} ${day}`,
    })
    .map((runs) =>
      runs.map(({ day, hour, took, ...run }, index): MadeRun => {
        const start = until - day * DAY + hour * HOUR;
        return {
          ...run,
          id: `e-${index}`,
          // The window was renamed 20 days ago.
          name: `${day > 20 ? "old" : "new"}-${run.window}`,
          start,
          ...(took === undefined ? {} : { end: start + took * HOUR }),
        };
      }),
    ),
  gaps: fc.array(
    fc
      .record({
        account: fc.constantFrom("111122223333", "444455556666"),
        window: fc.constantFrom("", "mw-1"),
        day: fc.integer({ min: 1, max: 60 }),
        days: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ account, window, day, days }) => ({
        account,
        window,
        from: until - day * DAY,
        to: until - day * DAY + days * DAY + HOUR,
      })),
    { maxLength: 4 },
  ),
});

const query = fc
  .record({
    days: fc.integer({ min: 1, max: 59 }),
    timeZone: fc.constantFrom(...zones),
    step: fc.constantFrom("night", "week"),
    accounts: fc.option(fc.constant(["111122223333"]), { nil: undefined }),
    windows: fc.option(fc.constantFrom(["mw-1"], ["new-mw-2"], ["old-mw-1"]), { nil: undefined }),
  })
  .map(({ days, ...rest }): TrendQuery => ({
    ...rest,
    since: new Date(until - days * DAY),
    until: new Date(until),
  }));

/** Opens an archive in memory with a history. */
const archiveOf = async (made: MadeHistory): Promise<{ readonly trends: Trends; close(): void }> => {
  const sql = await openSqliteFile(":memory:");
  await openArchive({ sql, now: () => new Date(0) });
  await insertHistory(sql, made);
  return { trends: archiveTrends({ sql }), close: () => sql.close() };
};

/** The runs that a query selects, with their position. */
const selected = ({ runs }: MadeHistory, { accounts, windows, ...period }: TrendQuery) => {
  const { days, bounds } = trendSteps(period);
  const dayOf = dayIn(period.timeZone ?? "UTC");
  const named = runs.filter(
    ({ window, name }) => windows?.some((word) => word === window || word === name) ?? true,
  );
  // A name selects all runs of the window.
  const wanted = new Set(named.map(({ account, window }) => `${account} ${window}`));
  return runs
    .filter(({ account, window }) => wanted.has(`${account} ${window}`))
    .filter(({ account }) => accounts?.includes(account) ?? true)
    .filter(({ start }) => start >= (bounds[0] ?? 0) && start <= until)
    .map((run) => ({ run, at: days.findLastIndex((day) => day <= dayOf(run)) }));
};

const groupBy = <Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

const countsOf = (runs: readonly MadeRun[]) => {
  const counted = runs.flatMap(countedAs);
  const ended = runs.flatMap(({ start, end }) => (end === undefined ? [] : end - start));
  const count = (what: string): number => counted.filter((one) => one === what).length;
  return {
    runs: runs.length,
    verdicts: Object.fromEntries(
      [...groupBy(runs, verdictOf)].map(([verdict, own]) => [verdict, own.length]),
    ),
    machines: counted.length,
    passed: count("passed"),
    failed: count("failed"),
    unknown: count("unknown"),
    exact: runs.every(({ complete }) => complete),
    ...(ended.length === 0
      ? {}
      : { seconds: Math.round(ended.reduce((sum, length) => sum + length, 0) / ended.length / 1000) }),
  };
};

/** Sorts by the text of each item. */
const sorted = <Item>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

const check = async (
  property: (made: MadeHistory, asked: TrendQuery, trends: Trends) => Promise<number>,
): Promise<void> => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(history, query, async (made, asked) => {
      const { trends, close } = await archiveOf(made);
      try {
        hits += await property(made, asked, trends);
      } finally {
        close();
      }
    }),
    { numRuns: 60 },
  );
  expect(hits).toBeGreaterThan(60);
};

describe("trends of an archive equal a count of all rows", () => {
  it("for windows, by local night and week", async () => {
    await check(async (made, asked, trends) => {
      const runs = selected(made, asked);
      const answer = await trends.windows(asked);
      const expected = [...groupBy(runs, ({ run }) => `${run.account} ${run.window}`).values()].map(
        (own) => ({
          key: `${own[0]?.run.account} ${own[0]?.run.window}`,
          total: countsOf(own.map(({ run }) => run)),
          points: [...groupBy(own, ({ at }) => at)]
            .map(([at, some]) => ({ at, ...countsOf(some.map(({ run }) => run)) }))
            .toSorted((one, other) => one.at - other.at),
          latest: Math.max(...own.map(({ run }) => run.start)),
        }),
      );
      const keyOf = (row: WindowTrend): string => `${row.Account} ${row.WindowId}`;
      expect(answer.runs).toBe(runs.length);
      expect(
        answer.rows
          .map((row) => ({
            key: keyOf(row),
            total: row.total,
            points: row.points,
            latest: row.latest.StartTime.getTime(),
          }))
          .toSorted((one, other) => (one.key < other.key ? -1 : 1)),
      ).toEqual(expected.toSorted((one, other) => (one.key < other.key ? -1 : 1)));
      for (const { Account, WindowId, Name } of answer.rows) {
        const own = made.runs.filter(({ account, window }) => account === Account && window === WindowId);
        const newest = own.reduce((one, other) => (other.start > one.start ? other : one));
        expect(Name).toBe(newest.name);
      }
      return runs.length;
    });
  }, 120_000);

  it("for machines that failed", async () => {
    await check(async (made, asked, trends) => {
      const runs = selected(made, asked);
      const answer = await trends.machines(asked);
      const states = runs.flatMap(({ run }) =>
        [...statesOf(run)].map(([machine, state]) => ({
          key: `${run.account} ${machine}`,
          start: run.start,
          state,
        })),
      );
      const expected = [...groupBy(states, ({ key }) => key)]
        .map(([key, own]) => ({
          key,
          runs: own.length,
          passed: own.filter(({ state }) => state === "passed").length,
          failed: own.filter(({ state }) => isFailedState(state)).length,
          last: Math.max(...own.map(({ start }) => start)),
        }))
        .filter(({ failed }) => failed > 0);
      const shape = (row: MachineTrend) => ({
        key: `${row.Account} ${row.InstanceId}`,
        runs: row.runs,
        passed: row.passed,
        failed: row.failed,
        last: row.lastRun.getTime(),
      });
      const byKey = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1);
      expect(answer.rows.map(shape).toSorted(byKey)).toEqual(expected.toSorted(byKey));
      const failures = answer.rows.map(({ failed }) => failed);
      expect(failures).toEqual(failures.toSorted((one, other) => other - one));
      return expected.length;
    });
  }, 120_000);

  it("for causes, with different machines in each step", async () => {
    await check(async (made, asked, trends) => {
      const rows = selected(made, asked).flatMap(({ run, at }) =>
        run.rows.flatMap(({ machine, cause }) =>
          cause === undefined ? [] : { cause, at, run: run.id, machine: `${run.account} ${machine}` },
        ),
      );
      const answer = await trends.causes(asked);
      const expected = [...groupBy(rows, ({ cause }) => cause)].map(([key, own]) => ({
        key,
        machines: new Set(own.map(({ machine }) => machine)).size,
        runs: new Set(own.map(({ run }) => run)).size,
        points: [...groupBy(own, ({ at }) => at)]
          .map(([at, some]) => ({
            at,
            machines: new Set(some.map(({ machine }) => machine)).size,
            runs: new Set(some.map(({ run }) => run)).size,
          }))
          .toSorted((one, other) => one.at - other.at),
      }));
      const shape = ({ key, machines, runs, points }: CauseTrend) => ({ key, machines, runs, points });
      const byKey = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1);
      expect(answer.rows.map(shape).toSorted(byKey)).toEqual(expected.toSorted(byKey));
      return expected.length;
    });
  }, 120_000);

  it("for the nights of a window, machine by machine", async () => {
    await check(async (made, asked, trends) => {
      const night = { ...asked, step: "night" as const, accounts: ["111122223333"], windows: ["mw-1"] };
      const runs = selected(made, night);
      const matrix = await trends.nights({
        ...asked,
        step: "night",
        Account: "111122223333",
        WindowId: "mw-1",
      });
      const worst = new Map<string, MachineState>();
      for (const { run, at } of runs)
        for (const [machine, state] of statesOf(run)) {
          const key = `${machine} ${at}`;
          worst.set(key, worseState(worst.get(key) ?? state, state));
        }
      const states = [...worst].map(([key, state]) => `${key} ${state}`);
      const failing = new Set(
        runs.flatMap(({ run }) =>
          [...statesOf(run)].flatMap(([machine, state]) => (isFailedState(state) ? machine : [])),
        ),
      );
      const newest = runs.reduce<MadeRun | undefined>(
        (one, { run }) => (one === undefined || run.start > one.start ? run : one),
        undefined,
      );
      const shown = new Set([...failing, ...(newest === undefined ? [] : statesOf(newest).keys())]);
      expect(
        matrix.machines
          .flatMap(({ InstanceId, points }) =>
            points.map(({ at, result }) => `${InstanceId} ${at} ${result}`),
          )
          .toSorted(),
      ).toEqual(states.filter((text) => shown.has(text.split(" ")[0] ?? "")).toSorted());
      return runs.length;
    });
  }, 120_000);

  it("for days since machines were patched", async () => {
    await check(async (made, asked, trends) => {
      const shown = new Set(selected(made, asked).map(({ run }) => run));
      const rows = made.runs
        .filter(({ account }) => asked.accounts?.includes(account) ?? true)
        .flatMap((run) =>
          run.rows.map((row) => ({ ...row, run, start: run.start, key: `${run.account} ${row.machine}` })),
        );
      const expected = [...groupBy(rows, ({ key }) => key)]
        .filter(([, own]) => own.some(({ run }) => shown.has(run)))
        .map(([key, own]) => {
          const patched = own.flatMap(({ patch, start }) => (patch === "patched" ? start : []));
          const last = patched.length === 0 ? undefined : Math.max(...patched);
          return { key, has: own.some(({ patch }) => patch !== undefined), last };
        });
      const answer = await trends.patched({ ...asked, within: 10 });
      const counted = expected.filter(({ has }) => has);
      expect(answer).toMatchObject({
        machines: counted.length,
        compliant: counted.filter(({ last = 0 }) => last >= until - 10 * DAY).length,
        never: counted.filter(({ last }) => last === undefined).length,
        withoutPatchRun: expected.length - counted.length,
      });
      expect(
        sorted(
          answer.rows.map(({ Account, InstanceId, patchedAt }) => [
            `${Account} ${InstanceId}`,
            patchedAt?.getTime(),
          ]),
        ),
      ).toEqual(sorted(counted.map(({ key, last }) => [key, last])));
      return counted.length;
    });
  }, 120_000);
});

describe("since when causes occur, from an archive", () => {
  it("has every run before a time with the machines of each cause, and never calls a gap a pass", async () => {
    await check(async (made, _, trends) => {
      const before = until - 10 * DAY;
      const [answer] = await trends.earlier([
        {
          Account: "111122223333",
          WindowId: "mw-1",
          before: new Date(before),
          causes: ["disk-full", "network"],
        },
      ]);
      const runs = made.runs
        .filter(
          ({ account, window, start }) => account === "111122223333" && window === "mw-1" && start < before,
        )
        .toSorted((one, other) => other.start - one.start);
      const known = made.runs.some(({ account, window }) => account === "111122223333" && window === "mw-1");
      if (!known) {
        expect(answer).toBeUndefined();
        return 0;
      }
      const causes = (run: MadeRun) =>
        ["disk-full", "network"].flatMap((key) => {
          const names = new Set(run.rows.flatMap(({ cause, machine }) => (cause === key ? machine : [])));
          return names.size === 0 ? [] : [[key, [...names].toSorted()]];
        });
      expect(
        answer?.runs.map((run) => ({
          id: run.WindowExecutionId,
          at: run.StartTime.getTime(),
          complete: run.complete,
          causes: sorted([...run.causes].map(([key, names]) => [key, [...names].toSorted()])),
        })),
      ).toEqual(
        runs.map((run) => ({
          id: run.id,
          at: run.start,
          complete: run.complete,
          causes: sorted(causes(run)),
        })),
      );
      const gaps = made.gaps.filter(
        ({ account, window, from }) => account === "111122223333" && window !== "mw-2" && from <= before,
      );
      const since = answer?.missing.map((period) => period.since.getTime()) ?? [];
      for (const { from } of gaps) expect(since).toContain(from);
      return runs.length;
    });
  }, 120_000);
});

describe("a window and a machine", () => {
  const at = (age: number): number => until - (age + 0.3) * DAY;
  const night = (account: string, window: string, age: number, failed: boolean): MadeRun => ({
    ...{ account, window, name: window, id: `${window} ${age}`, start: at(age), end: at(age - 0.1) },
    complete: true,
    rows: [
      failed ? { machine: "i-1", result: "failed", cause: "disk" } : { machine: "i-1", result: "passed" },
    ],
  });
  const asked: TrendQuery = { since: new Date(at(3)), until: new Date(until) };

  it("lack only their own missing nights, not those of other windows and accounts", async () => {
    const runs = ["mw-1", "mw-2"].flatMap((window) =>
      [0, 1, 2, 3].map((age) => night("111122223333", window, age, window === "mw-1")),
    );
    const other = [0, 1].map((age) => night("444455556666", "mw-3", age, true));
    const gaps = [
      { account: "111122223333", window: "mw-1", from: at(2), to: at(2) },
      { account: "444455556666", window: "", from: at(3), to: at(3) },
    ];
    const { trends, close } = await archiveOf({ runs: [...runs, ...other], gaps });
    const windows = await trends.windows(asked);
    expect(windows.missingDays).toEqual([0, 1]);
    expect(sorted(windows.rows.map(({ WindowId, missingDays }) => [WindowId, missingDays]))).toEqual([
      ["mw-1", [1]],
      ["mw-2", []],
      ["mw-3", [0]],
    ]);
    const machines = await trends.machines(asked);
    expect(sorted(machines.rows.map(({ Account, missingDays }) => [Account, missingDays]))).toEqual([
      ["111122223333", [1]],
      ["444455556666", [0]],
    ]);
    close();
  });

  it("fail since the first of the failed runs, although the newest run tells nothing", async () => {
    const runs = [1, 2, 3].map((age) => night("111122223333", "mw-1", age, age < 3));
    const empty = { ...night("111122223333", "mw-1", 0, true), rows: [] };
    const { trends, close } = await archiveOf({ runs: [empty, ...runs], gaps: [] });
    const [window] = (await trends.windows(asked)).rows;
    expect(window).toMatchObject({
      latest: { verdict: "EMPTY" },
      recurrence: { consecutive: 2, open: false, since: new Date(at(2)) },
    });
    close();
    const passed = await archiveOf({
      runs: [empty, night("111122223333", "mw-1", 0.5, false), ...runs],
      gaps: [],
    });
    expect((await passed.trends.windows(asked)).rows[0]).not.toHaveProperty("recurrence");
    passed.close();
  });
});

describe("the window of an execution", () => {
  const run = { name: "old-name", start: until - DAY, complete: true, rows: [] };
  const runs: readonly MadeRun[] = [
    { ...run, account: "111122223333", window: "mw-1", id: "e-1" },
    { ...run, account: "111122223333", window: "mw-1", id: "e-2", name: "new-name", start: until },
    { ...run, account: "111122223333", window: "mw-1", id: "e-both" },
    { ...run, account: "444455556666", window: "mw-2", id: "e-both" },
  ];

  it("is known with its name at that time, of a stored run and of one that is only listed", async () => {
    const sql = await openSqliteFile(":memory:");
    await openArchive({ sql, now: () => new Date(0) });
    await insertHistory(sql, { runs, gaps: [] });
    await sql.run(`INSERT INTO collection_run (location, execution_id, window_id, state, attempts, next_ms, seen_ms, announced)
      SELECT id, 'e-listed', 'mw-1', 'running', 0, 0, 0, 0 FROM location WHERE account = '111122223333'`);
    const { windowOf } = archiveTrends({ sql });
    const answers = await Promise.all(
      ["e-1", "e-2", "e-listed", "e-unknown"].map((WindowExecutionId) => windowOf({ WindowExecutionId })),
    );
    expect(answers).toEqual([
      { WindowId: "mw-1", Name: "old-name" },
      { WindowId: "mw-1", Name: "new-name" },
      { WindowId: "mw-1", Name: "new-name" },
      undefined,
    ]);
    // Two accounts have it: only the account tells which one is meant.
    expect(await windowOf({ WindowExecutionId: "e-both" })).toBeUndefined();
    const own = { WindowExecutionId: "e-both", Account: "444455556666", Region: "eu-west-1" };
    expect(await windowOf(own)).toMatchObject({ WindowId: "mw-2" });
    expect(await windowOf({ ...own, Account: "999999999999" })).toBeUndefined();
    sql.close();
  });
});
