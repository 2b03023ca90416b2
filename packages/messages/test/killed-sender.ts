/** A program that sends what is due: `node killed-sender.ts FILE PORT MINUTES`. The clock is ahead by the minutes, so that leases end. */
import { openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import { deliver } from "../src/index.ts";
import { guardedFetch } from "../src/node/index.ts";

const [file = "", port = "", minutes = "0"] = process.argv.slice(2);
const sql = await openSqliteFile(file);
await openArchive({ sql, now: () => new Date() });
const { next } = await deliver({
  sql,
  destinations: [{ name: "local", type: "webhook", url: `http://127.0.0.1:${port}/`, privateAddress: true }],
  fetch: guardedFetch(),
  now: () => new Date(Date.now() + Number(minutes) * 60_000),
  random: Math.random,
  sleep: async () => {},
});
sql.close();
process.exitCode = next === undefined ? 0 : 1;
