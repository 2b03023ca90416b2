import type { TrendQuery } from "@windowpane/report";
import { expect, it } from "vitest";
import { archiveTrends, openArchive, type Sql } from "../../src/index.ts";
import { openSqliteFile } from "../../src/node.ts";
import { hosts } from "../hosts/hosts.ts";
import { insertHistory, type MadeRun } from "./made-history.ts";

const DAY = 24 * 3_600_000;
const until = new Date("2026-11-30T12:00:00Z");

const runs = Array.from({ length: 12 }, (_, age): MadeRun => ({
  account: "111122223333",
  window: "mw-1",
  name: "patch-nightly",
  id: `e-${age}`,
  start: until.getTime() - (age + 0.4) * DAY,
  end: until.getTime() - (age + 0.3) * DAY,
  complete: true,
  rows: [
    age < 4 ? { machine: "i-1", result: "failed", cause: "disk-full" } : { machine: "i-1", result: "passed" },
    { machine: "i-2", result: "passed", patch: "patched" },
  ],
}));
const gaps = [
  { account: "111122223333", window: "", from: until.getTime() - 8 * DAY, to: until.getTime() - 7 * DAY },
];

const answers = async (sql: Sql): Promise<unknown> => {
  await openArchive({ sql, now: () => until });
  await insertHistory(sql, { runs, gaps });
  const trends = archiveTrends({ sql });
  const query: TrendQuery = { since: new Date(until.getTime() - 20 * DAY), until, timeZone: "Europe/Paris" };
  return {
    windows: await trends.windows(query),
    week: await trends.windows({
      ...query,
      step: "week",
      windows: ["patch-nightly"],
      accounts: ["111122223333"],
    }),
    machines: await trends.machines(query),
    machine: await trends.machines({ ...query, machines: ["i-2"] }),
    causes: await trends.causes({ ...query, causes: ["disk-full"] }),
    patched: await trends.patched({ ...query, within: 3, windows: ["mw-1"] }),
    nights: await trends.nights({ ...query, WindowId: "mw-1" }),
    earlier: await trends.earlier([{ WindowId: "mw-1", before: until, causes: ["disk-full"] }]),
    window: await trends.windowOf({ WindowExecutionId: "e-3", Account: "111122223333", Region: "eu-west-1" }),
  };
};

it.each(hosts)("answers from $name are the same as from SQLite in Node", async ({ open }) => {
  const reference = await openSqliteFile(":memory:");
  const host = await open();
  try {
    const expected = await answers(reference);
    expect(expected).toMatchObject({
      machines: { rows: [{ InstanceId: "i-1", failed: 4, recurrence: { consecutive: 4, open: false } }] },
      window: { WindowId: "mw-1", Name: "patch-nightly" },
    });
    expect(await answers(host.sql)).toEqual(expected);
  } finally {
    reference.close();
    await host.close();
  }
});
