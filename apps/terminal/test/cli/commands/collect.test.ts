import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ServiceError, type Transport } from "@windowpane/core";
import { openSqliteFile } from "@windowpane/archive/node";
import { nightlyAccount } from "@windowpane/loopback";
import { fleet, fleetIds, manualClock, mockTransport } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runWith, type Circumstances, type Outcome } from "../../fake-host.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-collect-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => join(folder, `${name}.db`);
const transport = mockTransport({ scenario: fleet({ invocations: 30 }) });
const identity = async () => ({ Account: "111122223333" });

const runOn = (name: string, words: readonly string[], more: Circumstances = {}): Promise<Outcome> =>
  runWith([...words, "--archive", file(name), ...(words[0] === "collect" ? ["--region", "eu-west-1"] : [])], {
    transport,
    identity,
    ...more,
  });

/** Makes each later statement of every process fail. Returns the number of runs before. */
const damage = (path: string): number => {
  const database = new DatabaseSync(path, { defensive: false });
  const row = database.prepare("SELECT count(*) AS runs FROM run").get();
  database.exec(
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE (' WHERE name = 'run'; PRAGMA schema_version = 99",
  );
  database.close();
  return Number(row?.["runs"]);
};

const denied: Transport = {
  name: "aws",
  send: async (operation) => {
    throw new ServiceError(operation, {
      code: "AccessDeniedException",
      message: "Not allowed.",
      status: 400,
    });
  },
};

describe("collect", () => {
  it("stores finished runs once, and tells what the archive has", async () => {
    const first = await runOn("once", ["collect"]);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toMatch(/^1 run stored, \d+ requests, 0\.0 s\. Archive: .*once\.db\n$/);
    const second = await runOn("once", ["collect", "--output", "json"]);
    expect(JSON.parse(second.stdout)).toMatchObject({
      stored: 0,
      running: 0,
      locations: [
        { name: "111122223333, eu-west-1", Account: "111122223333", Region: "eu-west-1", problems: [] },
      ],
    });

    const info = await runOn("once", ["archive", "info"]);
    expect(info.exitCode).toBe(0);
    expect(info.stdout).toContain("1 run with 30 machine rows in 1 location.");
    expect(info.stdout).toMatch(/^111122223333 +eu-west-1 +1 +1 /m);
    const writing = await openSqliteFile(file("once"));
    await writing.run("CREATE TABLE large AS SELECT zeroblob(2000000) AS bytes");
    const larger = await runOn("once", ["archive", "info", "--output", "json", "--query", "bytes"]);
    // SQLite writes to a second file first.
    expect(Number(larger.stdout)).toBeGreaterThan(2_000_000);
    expect(statSync(file("once")).size).toBeLessThan(2_000_000);
    await writing.run("DROP TABLE large");
    writing.close();
    const verified = await runOn("once", ["archive", "verify"]);
    expect(verified).toMatchObject({ exitCode: 0, stdout: "1 run checked: no problems.\n" });
  });

  it("exits with the code of what could not be read, and collects the rest", async () => {
    const perRegion = (region: string | undefined): Transport =>
      region === "eu-west-2" ? denied : transport;
    const outcome = await runOn("partly", ["collect", "--region", "eu-west-2"], { transport: perRegion });
    expect(outcome.exitCode).toBe(254);
    expect(outcome.stdout).toContain("1 run stored, 1 location with problems");
    expect(outcome.stderr).toContain(
      "111122223333, eu-west-2: DescribeMaintenanceWindows failed: AccessDeniedException",
    );
  });

  it("keeps why an account could not be collected, as a gap of the archive until it is collected", async () => {
    const source = ["--source", `archive:${file("gap")}`];
    await runOn("gap", ["collect"], { transport: denied });
    const info = await runOn("gap", ["archive", "info"], { now: "2026-11-22T12:10:00Z" });
    expect(info.stdout.replaceAll(/\s+/gu, " ")).toContain(
      "Accounts that are not collected: 1 111122223333, eu-west-1: Never collected, first tried 2026-11-22T12:00Z: " +
        "DescribeMaintenanceWindows failed: AccessDeniedException: Not allowed.",
    );
    const windows = await runWith(["windows", ...source], {});
    expect(windows).toMatchObject({ exitCode: 255, stdout: "" });
    expect(windows.stderr).toMatch(
      /^Could not read 111122223333, eu-west-1: Never collected, .*AccessDeniedException/u,
    );
    const failures = await runWith(["failures", ...source], {});
    expect(failures.exitCode).toBe(254);
    expect(failures.stdout).toContain("1 of 1 account or region could not be read.");
    expect(failures.stdout).toContain("Never collected, first tried 2026-11-22T12:00Z");

    const deleted = await runOn("gap", ["archive", "delete", "--account", "111122223333"]);
    expect(deleted.stderr).toBe(
      "No run of the archive matches. The gaps of 1 location that could not be collected were deleted.\n",
    );
    expect(await runWith(["windows", ...source], {})).toMatchObject({ exitCode: 0 });
    await runOn("gap", ["collect"], { transport: denied });
    await runOn("gap", ["collect"], { now: "2026-11-22T12:20:00Z" });
    expect((await runOn("gap", ["archive", "info"])).stdout).not.toContain("not collected");
    expect(await runWith(["windows", ...source], {})).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("stores executions that cannot be watched, because they have ended", async () => {
    await runOn("ended", ["collect"]);
    const source = ["--source", `archive:${file("ended")}`];
    const { stdout } = await runWith(["windows", "--output", "json", ...source], {});
    const { WindowIdentities } = JSON.parse(stdout) as {
      readonly WindowIdentities: readonly { readonly WindowId: string; readonly Name: string }[];
    };
    const [window] = WindowIdentities;
    const watched = await runWith(["watch", window?.WindowId ?? "", "--timeout", "1h", ...source], {});
    expect(watched).toMatchObject({ exitCode: 252, stdout: "" });
    expect(watched.stderr).toContain(
      `The archive has only executions of ${window?.Name} that have ended.\nWatch the window in its account: omit --source.\n`,
    );
  });

  it("does not store runs under an unknown account", async () => {
    const outcome = await runOn("unknown", ["collect"], { identity: async () => ({}) });
    expect(outcome).toMatchObject({ exitCode: 253 });
    expect(outcome.stderr).toBe(
      "eu-west-1: The account of the credentials is not known. Check them with `windowpane doctor --region eu-west-1`.\n",
    );
  });

  it("tells what was stored before the archive failed", async () => {
    const nights = nightlyAccount("111122223333", "eu-west-1", {
      now: new Date("2026-11-22T12:00:00Z"),
      nights: 3,
    });
    let requested = 0;
    let inFile = 0;
    const failing: Transport = {
      name: "aws",
      send: async (operation, input, options) => {
        if (operation === "GetMaintenanceWindowExecution") requested += 1;
        if (operation === "GetMaintenanceWindowExecution" && requested === 8)
          inFile = damage(file("failing"));
        return nights.send(operation, input, options);
      },
    };
    const outcome = await runOn("failing", ["collect", "--output", "json"], { transport: failing });
    expect(outcome.exitCode).toBe(253);
    expect(outcome.stderr).toMatch(
      /^The archive \S+failing\.db is damaged: .*\.\nRestore it from a backup\.\n$/u,
    );
    // Four are read at once, so the eighth is requested after several were stored. A run that was just written may not be counted yet.
    const { stored, final, error, locations } = JSON.parse(outcome.stdout) as Record<string, unknown>;
    expect(stored).toBeGreaterThanOrEqual(1);
    expect(stored).toBeLessThanOrEqual(inFile);
    expect({ final, error, locations }).toMatchObject({
      final: stored,
      error: expect.stringContaining("is damaged") as unknown,
      locations: [{ name: "111122223333, eu-west-1", stored, problems: [] }],
    });
  });

  it("reads nothing while another collector has the location", async () => {
    await runOn("held", ["collect"]);
    const sql = await openSqliteFile(file("held"));
    await sql.run("UPDATE collection_state SET owner = 'host-b 4711 x', lease_ms = ?1", [
      Date.parse("2026-11-22T12:01:00Z"),
    ]);
    const held = await runOn("held", ["collect"]);
    expect(held.exitCode).toBe(255);
    expect(held.stderr).toBe(
      "111122223333, eu-west-1: Another collector has it until 2026-11-22T12:01:00Z (process 4711 on host-b). Nothing was collected here.\n",
    );
    sql.close();
  });

  it("collects at an interval until it is stopped, and survives a round that fails", async () => {
    const clock = manualClock("2026-11-22T12:00:00Z");
    const interrupt = new AbortController();
    let rounds = 0;
    const flaky: Transport = {
      name: "aws",
      send: (operation, input, options) =>
        (rounds === 1 ? denied : transport).send(operation, input, options),
    };
    const sleep = async (milliseconds: number): Promise<void> => {
      clock.advance(milliseconds);
      rounds += 1;
      if (rounds === 3) interrupt.abort(new Error("stopped"));
    };
    const outcome = await runOn("every", ["collect", "--every", "15m"], {
      transport: flaky,
      clock,
      interrupt,
      sleep,
    });
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stdout.replaceAll(/\d+ requests?/g, "N requests")).toBe(
      [
        "2026-11-22T12:00:00Z 1 location: 1 run stored, N requests, 0.0 s",
        "2026-11-22T12:15:00Z 1 location: 0 runs stored, 1 location with problems, N requests, 0.0 s",
        "2026-11-22T12:30:00Z 1 location: 0 runs stored, N requests, 0.0 s",
        "",
      ].join("\n"),
    );
    expect(outcome.stderr).toContain("AccessDeniedException");
    expect(outcome.stderr.endsWith("Stopped. The next collection continues.\n")).toBe(true);
  });

  it("deletes runs that are older than --keep, and does not read them at first", async () => {
    await runOn("keep", ["collect"]);
    const later = await runOn("keep", ["collect", "--keep", "10d"], { now: "2026-12-20T12:00:00Z" });
    expect(later.stdout).toContain("1 old run deleted");
    const fresh = await runOn("fresh", ["collect", "--keep", "1d"], { now: "2026-11-24T12:00:00Z" });
    expect(fresh.stdout).toContain("0 runs stored, 2 requests");
  });

  it("deletes no old runs while this machine's clock is wrong", async () => {
    await runOn("clock", ["collect"]);
    const days = 28;
    const ahead = await runOn("clock", ["collect", "--keep", "10d"], {
      now: "2026-12-20T12:00:00Z",
      clockOffset: () => -days * 86_400_000,
    });
    expect(ahead.stdout).not.toContain("deleted");
    expect(ahead.stderr).toContain(
      "This machine's clock is 28d 0h ahead of AWS's, so old runs were not deleted. Correct the clock.\n",
    );
    const right = await runOn("clock", ["collect", "--keep", "10d"], { now: "2026-12-20T12:00:00Z" });
    expect(right.stdout).toContain("1 old run deleted");
  });

  it("names the archive's file that cannot be written or is not an archive", async () => {
    // Node's mkdir of several folders never returns in /proc. Elsewhere, the parent is a file.
    writeFileSync(file("a-file"), "text");
    for (const parent of ["/proc/none", join(file("a-file"), "folder")]) {
      const path = join(parent, "archive.db");
      const outcome = await runWith(["collect", "--archive", path], { transport, identity });
      expect(outcome).toMatchObject({ exitCode: 253, stdout: "" });
      expect(outcome.stderr).toMatch(new RegExp(`^The archive ${path} cannot be opened: .*\\n.*\\n$`, "u"));
    }
    const refused = await runWith(["archive", "info", "--archive", file("a-file")], {});
    expect(refused).toMatchObject({ exitCode: 253 });
    expect(refused.stderr).toMatch(/^\S+ is not an archive\.\n.*\n$/u);
  });

  it("leaves no archive behind if the command line is not valid", async () => {
    const refused = await runWith(
      ["collect", "--source", "demo", "--fleet", "fleet.json", "--archive", file("none")],
      { files: { "fleet.json": "{}" } },
    );
    expect(refused).toMatchObject({ exitCode: 252 });
    expect(refused.stderr).toContain("--fleet does not apply to --source demo.");
    expect(existsSync(file("none"))).toBe(false);
  });

  it.each([["failures"], ["windows"]])(
    "tells once that the archive to read does not exist: %s",
    async (...words) => {
      const outcome = await runWith([...words, "--source", `archive:${file("no")}`], {});
      expect(outcome).toMatchObject({
        exitCode: 252,
        stdout: "",
        stderr: `There is no archive at ${file("no")}.\nRun \`windowpane collect\` to create one, or give another with --source archive:FILE.\n`,
      });
    },
  );

  it.each([
    [["collect", "--every", "30s"], "--every must be at least 1m."],
    [["collect", "--keep", "12m"], "--keep must be at least 1d, because older runs are deleted."],
    [["collect", "--since", "yesterday"], '--since: "yesterday" is not a valid duration.'],
    [["collect", "--every", "15m", "--source", "demo"], "--region does not apply to --source demo."],
    [["collect", "--show-cli"], "--show-cli does not apply to `windowpane collect`."],
    [["collect", "--source", "incident.json"], "A source of the kind snapshot cannot be collected."],
  ])("refuses %j", async (words, message) => {
    const { exitCode, stderr } = await runOn("refused", words);
    expect(exitCode).toBe(252);
    expect(stderr).toContain(message);
  });
});

describe("archive delete", () => {
  it("needs to know which runs, and a confirmation", async () => {
    await runOn("delete", ["collect"]);
    await runOn("delete", ["collect"], { now: "2026-11-24T12:00:00Z" });
    expect(await runOn("delete", ["archive", "delete"])).toMatchObject({
      exitCode: 252,
      stderr:
        "It is not clear which runs to delete.\nGive --before, --window, --execution, --account or --region.\n",
    });
    const named = await runOn("delete", ["archive", "delete", "--window", "fleet", "--yes"]);
    expect([named.exitCode, named.stderr]).toEqual([
      252,
      '--window "fleet" is not a window ID.\n`windowpane windows --source archive` lists the IDs.\n',
    ]);
    expect((await runOn("delete", ["archive", "delete", "--execution", "x"])).stderr).toContain(
      '--execution "x" is not an execution ID.',
    );
    const window = ["archive", "delete", "--window", fleetIds.WindowId];
    expect((await runOn("delete", window)).stderr).toContain("stdin is not a terminal.\nAdd --yes.");
    expect((await runOn("delete", window, { typed: "no" })).stderr).toContain("Nothing was deleted.");
    expect(await runOn("delete", [...window, "--before", "30d"])).toMatchObject({ exitCode: 0, stdout: "" });
    expect(await runOn("delete", window, { typed: "yes" })).toMatchObject({
      exitCode: 0,
      stdout: "1 run deleted.\n",
    });
    // A deleted run of an earlier day is not read again.
    expect((await runOn("delete", ["collect"], { now: "2026-11-25T11:00:00Z" })).stdout).toContain(
      "0 runs stored",
    );
  });
});

describe("archive verify", () => {
  it("exits with 255 if a document is damaged", async () => {
    await runOn("damaged", ["collect"]);
    const sql = await openSqliteFile(file("damaged"));
    await sql.run("UPDATE document_chunk SET bytes = zeroblob(length(bytes))");
    sql.close();
    const outcome = await runOn("damaged", ["archive", "verify"]);
    expect(outcome.exitCode).toBe(255);
    expect(outcome.stdout).toContain(fleetIds.WindowExecutionId);
  });
});
