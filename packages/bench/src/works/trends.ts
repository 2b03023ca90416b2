/** Questions about a year of 10,000 machines every night: in a file, and on D1 in workerd. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveTrends, d1Sql, type D1Like, type Sql } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import type { Trends } from "@windowpane/report";
import { Miniflare } from "miniflare";
import { NIGHTS, ROWS, UNTIL, yearFile } from "../accounts/year.ts";
import type { Measured } from "./measured.ts";
import { childTimeOf } from "./process-figures.ts";

const DAY = 86_400_000;
const timeZone = "Europe/Paris";
const year = { since: new Date(UNTIL.getTime() - (NIGHTS - 1) * DAY), until: UNTIL, timeZone };
const month = { ...year, since: new Date(UNTIL.getTime() - 29 * DAY) };
const weeks = { ...year, step: "week" } as const;
/** The largest window. */
const WindowId = `mw-${"1".padStart(17, "0")}`;
const windows = ["window-1"];
/** As many rows as the HTTP API returns by default. */
const limit = 1000;

const questions: Readonly<Record<string, (trends: Trends) => Promise<object>>> = {
  "windows, 30 nights": (trends) => trends.windows(month),
  "windows, a year by week": (trends) => trends.windows(weeks),
  "machines, 30 nights": (trends) => trends.machines(month),
  "machines, a year by week": (trends) => trends.machines(weeks),
  "1,000 machines, a year by week": (trends) => trends.machines({ ...weeks, limit }),
  "a machine, a year": (trends) => trends.machines({ ...year, machines: ["machine-5"] }),
  "machines of a window, a year by week": (trends) => trends.machines({ ...weeks, windows }),
  "causes, 30 nights": (trends) => trends.causes(month),
  "causes, a year by week": (trends) => trends.causes(weeks),
  "a cause, a year by week": (trends) => trends.causes({ ...weeks, causes: ["cause-3"] }),
  "patched machines, 30 nights": (trends) => trends.patched(month),
  "patched machines of a window, a year": (trends) => trends.patched({ ...weeks, windows }),
  "nights of a window, 30 nights": (trends) => trends.nights({ ...month, WindowId }),
  "nights of a window, a year": (trends) => trends.nights({ ...year, WindowId }),
  "since when 40 causes occur": (trends) =>
    trends.earlier([
      { WindowId, before: UNTIL, causes: Array.from({ length: 40 }, (_, index) => `cause-${index + 1}`) },
    ]),
};

/** Asks every question once, and returns the processor time of the slowest one in seconds. */
const slowest = async (sql: Sql): Promise<number> => {
  const trends = archiveTrends({ sql });
  let most = 0;
  for (const [name, ask] of Object.entries(questions)) {
    const [start, began] = [time(), performance.now()];
    await ask(trends);
    const seconds = time() - start;
    most = Math.max(most, seconds);
    if (process.env["WINDOWPANE_BENCH_DETAILS"] !== undefined)
      console.error(
        `${name}: ${seconds.toFixed(3)} s, elapsed ${((performance.now() - began) / 1000).toFixed(3)} s`,
      );
  }
  return most;
};

/** Processor time of this process, and of workerd. */
const time = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + childTimeOf(process.pid);
};

/** Slowest question in a file, without statistics of tables. */
export const trendsInFile = async (): Promise<Measured> => {
  const sql = await openSqliteFile(await yearFile(), { readOnly: true });
  const seconds = await slowest(sql);
  sql.close();
  return { items: ROWS, seconds };
};

/** Counts the rows of machines by result, which reads all of them. */
export const countRows = async (): Promise<Measured> => {
  const sql = await openSqliteFile(await yearFile(), { readOnly: true });
  const start = time();
  const rows = await sql.all<{ count: number }>(
    "SELECT result, count(*) AS count FROM machine_run NOT INDEXED GROUP BY result",
  );
  const seconds = time() - start;
  sql.close();
  return { items: rows.reduce((sum, { count }) => sum + count, 0), seconds };
};

/** Slowest question on D1 in workerd, without statistics of tables. Miniflare has no limit for the file of a database. */
export const trendsOnD1 = async (): Promise<Measured> => {
  const file = await yearFile();
  const folder = mkdtempSync(join(tmpdir(), "windowpane-bench-d1-"));
  const open = (): Miniflare =>
    new Miniflare({
      modules: true,
      script: "export default { fetch: () => new Response() };",
      compatibilityDate: "2026-07-30",
      d1Databases: ["DB"],
      d1Persist: folder,
      cf: false,
    });
  try {
    // Miniflare chooses the name of the file.
    const first = open();
    await (await databaseOf(first)).run("CREATE TABLE one (id INTEGER)");
    await first.dispose();
    replaceDatabase(folder, file);
    const worker = open();
    try {
      return { items: ROWS, seconds: await slowest(await databaseOf(worker)) };
    } finally {
      await worker.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const databaseOf = async (worker: Miniflare): Promise<Sql> => {
  const database: unknown = await worker.getD1Database("DB");
  // The proxy of Miniflare has the methods of the binding.
  return d1Sql(database as D1Like);
};

const replaceDatabase = (folder: string, file: string): void => {
  const inside = join(folder, "miniflare-D1DatabaseObject");
  const names = readdirSync(inside).filter((name) => !name.startsWith("metadata"));
  for (const name of names) rmSync(join(inside, name));
  const name = names.find((one) => one.endsWith(".sqlite"));
  if (name === undefined) throw new Error("Miniflare has no file of the database");
  copyFileSync(file, join(inside, name));
};
