import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteFile } from "@windowpane/archive/node";
import { displayWidth } from "@windowpane/text";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { after } from "../../../src/host/timers.ts";
import { runWith, type Circumstances, type Outcome } from "../../fake-host.ts";
import { archiveNow, makeArchive } from "../made-archive.ts";

let folder = "";
let file = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-trends-"));
  file = join(folder, "archive.db");
  await makeArchive(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (words: readonly string[], more: Circumstances = {}): Promise<Outcome> =>
  runWith([...words, "--archive", file], { now: archiveNow, ...more });

const trends = (...words: string[]): Promise<Outcome> => run(["trends", ...words, "--time-zone", "UTC"]);

describe("trends", () => {
  it("of windows has a graph in which a missing night is neither passed nor failed", async () => {
    const { stdout, exitCode } = await trends("windows");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("28 runs of 1 window, 30 nights to 2026-11-30, UTC.\n");
    expect(stdout).toContain(
      "The archive lacks a part of 3 nights: 2026-11-09, 2026-11-10, 2026-11-11. AWS did not respond.\n",
    );
    expect(stdout).toMatch(
      /^PARTIAL {2}patch-nightly {2}68% {5}▆{8}\?\?▆{8}▅▆{5}▅{5}▃ {2}20\+ nights {2}2026-11-11/m,
    );
  });

  it("of machines tells since when each fails, worst first", async () => {
    const { stdout } = await trends("machines");
    const lines = stdout.split("\n").filter((line) => line.startsWith("web-"));
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual([
      ["web-4", "28 of 28", `${"P".repeat(8)}//${"P".repeat(20)}`, "20+ nights"],
      ["web-1", "6 of 28", `${".".repeat(8)}//${".".repeat(14)}FFFFFF`, "6 nights"],
      ["web-2", "1 of 28", `${".".repeat(8)}//${".".repeat(19)}F`, "new"],
      ["web-3", "1 of 28", `${".".repeat(8)}//${".".repeat(8)}F${".".repeat(11)}`, "Disk full"],
    ]);
  });

  it("of causes counts machines, and of patching tells the share that is compliant", async () => {
    expect((await trends("causes")).stdout).toMatch(/^Disk full {2}4 {9}28 /m);
    const { stdout } = await trends("patched", "--within", "3d");
    expect(stdout).toContain(
      "2 of 4 machines (50%) were patched within 3 days; 1 never as far as the archive knows.",
    );
    expect(stdout).toMatch(/^web-4 {4}never/m);
    expect(stdout).toMatch(/^web-1 {4}2026-11-24 {2}6 /m);
    expect((await trends("patched", "--within", "60d", "--exit-status")).exitCode).toBe(1);
  });

  it("of nights has a letter for each machine and night", async () => {
    const { stdout } = await trends("nights", "patch-nightly");
    expect(stdout).toContain("patch-nightly: 4 machines, 30 nights to 2026-11-30, UTC.");
    expect(stdout).toMatch(/^web-1 {17} {2}\.{8}\/\/\.{14}F{6}$/m);
    expect(stdout).toMatch(/F failed, P not patched, \. passed, \/ not in the archive\./);
  });

  it.each(["windows", "machines", "causes", "patched", "nights patch-nightly"])(
    "%s fits a terminal of 80 columns, in ASCII where the terminal has no UTF-8",
    async (words) => {
      const env = { LANG: "C", TERM: "xterm" };
      const { stdout: text } = await run(["trends", ...words.split(" "), "--time-zone", "UTC"], {
        env,
        columns: 80,
      });
      const lines = text.split("\n").map((line) => line.replaceAll(/\u001b\[[\d;]*m/gu, ""));
      expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([]);
      expect(lines.length).toBeLessThanOrEqual(24);
      expect(lines.join("").replaceAll(/[ -~]/gu, "")).toBe("");
    },
  );

  it("has every output format", async () => {
    const json = await trends("windows", "--output", "json", "--query", "rows[0].total.passed");
    expect(json.stdout).toBe("76\n");
    const csv = await trends("machines", "--output", "csv");
    expect(csv.stdout.split("\r\n")[0]).toBe(
      "InstanceId,InstanceName,Account,Region,runs,passed,failed,unknown,lastRun,lastFailed,cause,since,consecutive",
    );
    expect((await trends("nights", "patch-nightly", "--output", "csv")).stdout.split("\r\n")).toHaveLength(
      28 * 4 + 2,
    );
    expect((await trends("causes", "--output", "ndjson")).stdout.split("\n")).toHaveLength(2);
  });

  it("names the columns that do not fit, and keeps the names of windows", async () => {
    const { stdout } = await run(["trends", "windows", "--no-color"], { columns: 80 });
    expect(stdout).toContain(" patch-nightly  ");
    expect(stdout).toMatch(/^Hidden columns: since, .* to see them\.$/msu);
  });

  it("uses the whole width of a wide terminal", async () => {
    const { stdout } = await run(["trends", "machines", "--time-zone", "UTC"], { columns: 180 });
    expect(stdout).toContain("InstanceId");
    expect(stdout).not.toContain("…");
  });

  it("says what is wrong: no archive, no runs, no time zone", async () => {
    const missing = await runWith(["trends", "windows", "--archive", join(folder, "no.db")]);
    expect(missing.exitCode).toBe(252);
    expect(missing.stderr).toMatch(
      /^There is no archive at .*no\.db\.\nRun `windowpane collect` to create one/,
    );
    const none = await trends("windows", "nightly-backup");
    expect(none).toMatchObject({ exitCode: 252, stdout: "" });
    expect(none.stderr).toContain(
      "The archive has no runs of nightly-backup since 2026-11-01.\nIt has runs from 2026-11-01 to 2026-11-30.",
    );
    const unknown = [
      ["machines", "web-9"],
      ["patched", "web-9", "--exit-status"],
      ["causes", "web-9"],
      ["machines", "web-1", "--window", "nightly-backup"],
    ];
    const answers = await Promise.all(unknown.map((words) => trends(...words)));
    expect(answers.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual(unknown.map(() => ["", 252]));
    expect(answers.map(({ stderr }) => stderr.split("\n")[0])).toEqual([
      "The archive has no runs on machine web-9 since 2026-11-01.",
      "The archive has no runs on machine web-9 since 2026-11-01.",
      "The archive has no runs with cause web-9 since 2026-11-01.",
      "The archive has no runs of nightly-backup on machine web-1 since 2026-11-01.",
    ]);
    expect((await trends("machines", "web-1")).stdout).toMatch(/^1 of 1 machine did not pass every run, /u);
    const zone = await run(["trends", "windows", "--time-zone", "Mars/Base"]);
    expect(zone.stderr).toContain('--time-zone "Mars/Base" is not a time zone.');
  });
});

it("commands that do without an archive tell what is wrong with it, and what to do", async () => {
  const wrong = join(folder, "notes.txt");
  writeFileSync(wrong, "These are notes. ".repeat(100));
  const { exitCode, stderr } = await runWith(["report", "linux-patch-nightly", "--demo"], {
    now: archiveNow,
    env: { WINDOWPANE_ARCHIVE: wrong },
  });
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^Since when causes occur is not known from the archive\. .*notes\.txt is not an archive\. Give the path of an archive, or a new path to `windowpane collect`\.$/mu,
  );
});

describe("archive query", () => {
  it("runs one statement that reads, in every format", async () => {
    const { stdout } = await run([
      "archive",
      "query",
      "SELECT verdict, count(*) AS runs FROM runs GROUP BY 1",
    ]);
    expect(stdout).toBe("verdict  runs\nPARTIAL  28\n");
    const twice = await run(["archive", "query", "SELECT 1, 1", "--output", "json"]);
    expect(JSON.parse(twice.stdout)).toEqual([{ "1": 1, "1_2": 1 }]);
    const taken = await run(["archive", "query", "SELECT 1 a, 2 a, 3 a_2, 4 a", "--output", "json"]);
    expect(JSON.parse(taken.stdout)).toEqual([{ a: 1, a_3: 2, a_2: 3, a_4: 4 }]);
    const views = await run(["archive", "query"]);
    expect(views.stdout).toMatch(
      /^runs +account, region, window_id, window_name, execution_id, start_time, seconds/m,
    );
  });

  it.each([
    ["DELETE FROM run", 'The query begins with "DELETE", which does not read.'],
    ["WITH x AS (SELECT 1) DELETE FROM run", "SQLite refused the query: "],
    ["SELECT load_extension('x')", "SQLite refused the query: "],
    ["SELECT * FROM pragma_table_list", "SQLite refused the query: "],
    ["EXPLAIN ATTACH 'other.db' AS other", "SQLite refused the query: "],
    ["VACUUM INTO 'copy.db'", 'The query begins with "VACUUM", which does not read.'],
    ["SELECT 1 -- '\nFROM x; ATTACH 'y' AS z --'", "The query has several statements."],
    ["SELECT * FROM nope", "SQLite refused the query: no such table: nope."],
    ["SELECT 1; SELECT 2", "The query has several statements."],
  ])("refuses %s", async (text, problem) => {
    const before = readFileSync(file);
    const { exitCode, stderr, stdout } = await run(["archive", "query", text]);
    expect([exitCode, stdout]).toEqual([252, ""]);
    expect(stderr).toContain(problem);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("tells that there are no rows, and which columns a narrow terminal hides", async () => {
    const none = await run(["archive", "query", "SELECT run FROM runs WHERE 0"]);
    expect(none).toMatchObject({ stdout: "", stderr: "The query returned no rows.\n", exitCode: 0 });
    const narrow = await run(["archive", "query", "SELECT * FROM runs LIMIT 2", "--no-color"], {
      columns: 80,
    });
    const [head = "", ...rows] = narrow.stdout.trimEnd().split("\n");
    expect(head).toMatch(/^account +region +window_id +window_name$/u);
    expect(rows).toHaveLength(2);
    expect(narrow.stderr).toMatch(/^Hidden columns: execution_id, .*unknown, patched, run\. /su);
    const views = await run(["archive", "query"], { columns: 80 });
    expect(views.stdout).toMatch(/^runs {10}account, .*\n(?: {14}.*\n)* {14}.*\brun$/mu);
  });

  it("keeps values that JSON has no number for", async () => {
    const { stdout } = await run([
      "archive",
      "query",
      "SELECT 9223372036854775807 AS big, -9007199254740991 AS safe, 9e999 AS endless, x'00ff' AS bytes, NULL AS missing",
      "--output",
      "json",
    ]);
    expect(JSON.parse(stdout)).toEqual([
      {
        big: "9223372036854775807",
        safe: -9_007_199_254_740_991,
        endless: "Infinity",
        bytes: "00ff",
        missing: null,
      },
    ]);
  });

  it("stops at its time, its memory and its number of rows", async () => {
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT";
    const late = await run(["archive", "query", `${endless} count(*) FROM n`, "--timeout", "1s"], { after });
    expect(late.exitCode).toBe(252);
    expect(late.stderr).toContain("The query took longer than 1 s.");
    const many = await run(["archive", "query", `${endless} i FROM n`, "--max-items", "2"]);
    expect(many.stdout).toBe("i\n1\n2\n");
    expect(many.stderr).toContain("Only the first 2 rows are shown.");
    const wide = await run(["archive", "query", "SELECT length(hex(zeroblob(20000000)))"]);
    expect([wide.exitCode, wide.stdout]).toEqual([252, ""]);
    expect(wide.stderr).toContain("The query has a value of more than 32 MB.");
    const large = await run(["archive", "query", `${endless} hex(zeroblob(1000000)) FROM n`]);
    expect([large.exitCode, large.stdout]).toEqual([252, ""]);
    expect(large.stderr).toContain("The rows of the query take more than 100 MB.");
  });
});

describe("archive commands", () => {
  it("select accounts and regions, or refuse to", async () => {
    const lines = async (...words: string[]): Promise<number> =>
      (await run(["archive", "export", "runs", ...words])).stdout.trimEnd().split("\r\n").length - 1;
    expect(await lines("--account", "111122223333", "--region", "eu-west-1")).toBe(28);
    expect(await lines("--account", "999922223333")).toBe(0);
    expect(await lines("--region", "us-east-1")).toBe(0);
    const named = await run(["archive", "export", "runs", "--account", "payments"]);
    expect([named.exitCode, named.stderr]).toEqual([
      252,
      '--account "payments" is not an account ID.\nThe archive has no names of accounts. Use the ID of 12 digits.\n',
    ]);
    for (const command of ["info", "verify", "query"]) {
      const { stderr } = await run(["archive", command, "--region", "us-east-1"]);
      expect(stderr).toBe(`--region does not apply to \`windowpane archive ${command}\`.\nOmit it.\n`);
    }
  });

  it("tell which runs are not stored, incomplete or read again, within 80 columns", async () => {
    const counts = join(folder, "counts.db");
    await makeArchive(counts);
    const sql = await openSqliteFile(counts);
    for (const state of ["waiting", "again", "again"])
      await sql.run(
        `INSERT INTO collection_run (location, execution_id, window_id, start_ms, state, attempts, next_ms, seen_ms, announced)
          VALUES (1, ?1, 'mw-0123456789abcdef0', 0, ?2, 0, 0, 0, 0)`,
        [crypto.randomUUID(), state],
      );
    sql.close();
    const info = { now: archiveNow, columns: 80 };
    const { stdout } = await runWith(["archive", "info", "--archive", counts, "--no-color"], info);
    expect(stdout).toMatch(/ 28 +2026-11-30 +1m 0s ago +1 not stored, 2 read again$/mu);
    expect(stdout).toContain("Hidden columns: windows, first night.");
  });
});

describe("archive export", () => {
  it("writes a row for each machine and run as CSV", async () => {
    const csv = await run(["archive", "export", "machines"]);
    const lines = csv.stdout.split("\r\n");
    expect(lines[0]).toBe(
      "account,region,window_id,window_name,execution_id,start_time,seconds,instance_id,instance_name,result,cause,cause_title,patch,response_code",
    );
    expect(lines).toHaveLength(28 * 4 + 2);
    expect(lines[1]).toMatch(
      /^111122223333,eu-west-1,mw-0123456789abcdef0,patch-nightly,.*,web-1,passed,,,patched,$/,
    );
  });

  it("does not write Parquet to a terminal or a pipe", async () => {
    const { exitCode, stderr } = await run(["archive", "export", "runs", "--format", "parquet"]);
    expect([exitCode, stderr]).toEqual([252, "Parquet is not text.\nGive a file with -o.\n"]);
  });
});

describe("windows", () => {
  const windows = (columns: number | undefined, ...more: string[]): Promise<Outcome> =>
    runWith(["windows", ...more], {
      now: archiveNow,
      env: { NO_COLOR: "1" },
      ...(columns === undefined ? {} : { columns }),
    });

  it("have the last nights from the archive on a wide terminal", async () => {
    const { stdout } = await windows(160, "--source", `archive:${file}`);
    expect(stdout).toMatch(/ Cutoff {2}nights$/m);
    expect(stdout).toMatch(/patch-nightly.* {2}▆{2}▅▆{5}▅{5}▃$/m);
  });

  it("have no nights where there is no room, on a pipe, and for windows that the archive does not know", async () => {
    const source = ["--source", `archive:${file}`];
    for (const { stdout } of [
      await windows(120, ...source),
      await windows(undefined, ...source),
      await windows(160, "--demo", "--archive", file),
    ]) {
      expect(stdout).toContain("Cutoff");
      expect(stdout).not.toContain("nights");
    }
  });

  it("are listed with a note if the archive beside them cannot be read, and refuse one that --archive names", async () => {
    const foreign = join(folder, "foreign.db");
    writeFileSync(foreign, "text");
    const beside = await runWith(["windows", "--demo"], {
      now: archiveNow,
      env: { NO_COLOR: "1", WINDOWPANE_ARCHIVE: foreign },
      columns: 160,
    });
    expect(beside.stdout).toContain("linux-patch-nightly");
    expect(beside.stderr).toMatch(
      /^The pass rate of the last nights is not known from the archive\. .*foreign\.db is not an archive/,
    );
    const named = await windows(160, "--demo", "--archive", foreign);
    expect([named.exitCode === 0, named.stdout]).toEqual([false, ""]);
  });
});
