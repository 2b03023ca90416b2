import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { manualClock } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { openArchive } from "../../src/open/open-archive.ts";
import { openSqliteFile } from "../../src/node.ts";
import { destinations, readArchive, readIndependently } from "./crash.ts";
import { DAY, planNights, randomOf, START } from "./nights.ts";

const child = fileURLToPath(new URL("collect-child.ts", import.meta.url));
const seed = 21;
const windows = 3;
/** Kills of the usual run. The long run: WINDOWPANE_KILLS=200 WINDOWPANE_NIGHTS=400. */
const kills = Number(process.env["WINDOWPANE_KILLS"] ?? 4);
const nights = Number(process.env["WINDOWPANE_NIGHTS"] ?? 12);

/** Runs a collector from a time, and kills it after a number of milliseconds of work. Returns the last time that it printed. */
const collectFrom = (
  file: string,
  start: number,
  end: number,
  killAfter: number | undefined,
): Promise<number | "done"> =>
  new Promise((resolve, reject) => {
    const words = [child, file, seed, nights, windows, start, end].map(String);
    const collector = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    let timer: NodeJS.Timeout | undefined;
    collector.stdout.setEncoding("utf8").on("data", (text: string) => {
      const isReady = output.startsWith("ready");
      output += text;
      if (killAfter !== undefined && !isReady && output.startsWith("ready"))
        timer = setTimeout(() => collector.kill("SIGKILL"), killAfter);
    });
    collector.on("error", reject).on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve("done");
      else if (signal === "SIGKILL") resolve(Number(output.trimEnd().split("\n").at(-1)) || start);
      else reject(new Error(`The collector ended with ${String(code)}.`));
    });
  });

it("stores every run once and writes every message once when its process is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-kill-"));
  const file = join(folder, "archive.db");
  const random = randomOf(seed);
  const end = START + (nights + 5) * DAY;
  let time: number | "done" = START + 3 * DAY;
  let killed = 0;
  for (let round = 0; time !== "done"; round += 1) {
    const start = time;
    time = await collectFrom(file, start, end, round < kills ? 20 + random() * 250 : undefined);
    if (time !== "done") killed += 1;
  }
  expect(killed).toBeGreaterThan(kills / 2);

  const sql = await openSqliteFile(file);
  const { now } = manualClock(new Date(end));
  const archive = await openArchive({ sql, now });
  const result = { archive, nights: planNights({ nights, windows, seed }), end: now() };
  const expected = await readIndependently(result);
  expect(await readArchive(result)).toEqual(expected);
  const [messages] = await sql.all<{ count: number }>(
    "SELECT count(*) AS count FROM test_outbox WHERE id LIKE 'run_%'",
  );
  expect(messages?.count).toBe(expected.runs.length * destinations.length);
  expect(await sql.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  sql.close();
  rmSync(folder, { recursive: true });
  console.info(
    JSON.stringify({ nights, killed, runs: expected.runs.length, machineRows: expected.machines.length }),
  );
}, 3_600_000);
