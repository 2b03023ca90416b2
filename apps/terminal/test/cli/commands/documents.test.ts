import { describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";

const now = "2026-11-22T08:00:00Z";

/** The id of the newest execution of a window of the demo, or of one further back. */
const executionOf = async (window: string, back = 0): Promise<string> => {
  const { stdout } = await runWith(["executions", window, "--demo", "--output", "json"], { now });
  // The output of a list of executions.
  const { WindowExecutions } = JSON.parse(stdout) as {
    readonly WindowExecutions: readonly { readonly WindowExecutionId: string }[];
  };
  return WindowExecutions[back]?.WindowExecutionId ?? "";
};

const run = (argv: readonly string[], rest: Parameters<typeof runWith>[1] = {}) =>
  runWith([...argv, "--demo"], { now, ...rest });

describe("report --format", () => {
  it.each([
    ["markdown", /^# ✖ PARTIAL: db-snapshot-nightly\n/u],
    ["html", /^<!doctype html>\n/u],
    ["csv", /^kind,name,InstanceId,/u],
    ["json", /^\{\n {2}"Name": "db-snapshot-nightly",\n {2}"WindowId": "mw-/u],
    ["junit", /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites>/u],
  ])("writes %s to stdout", async (format, start) => {
    const { stdout, exitCode } = await run([
      "report",
      await executionOf("db-snapshot-nightly"),
      "--format",
      format,
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(start);
    expect(stdout).toContain("mw-");
  });

  it("starts CSV with a byte order mark on request, on stdout, in files and in lists", async () => {
    const id = await executionOf("db-snapshot-nightly");
    const files: string[] = [];
    const onFile = (_: string, text: string): void => void files.push(text);
    const document = ["report", id, "--format", "csv"];
    const [plain, marked] = [await run(document), await run([...document, "--csv-bom"])];
    expect(marked.stdout).toBe(`\ufeff${plain.stdout}`);
    await run([...document, "--csv-bom", "-o", "a.csv"], { onFile });
    expect(files).toEqual([marked.stdout]);
    const list = ["windows", "--output", "csv"];
    expect((await run([...list, "--csv-bom"])).stdout).toBe(`\ufeff${(await run(list)).stdout}`);

    const refused = await run(["report", id, "--format", "html", "--csv-bom"]);
    expect(refused).toMatchObject({ exitCode: 252, stdout: "" });
    expect(refused.stderr).toContain("--csv-bom applies to CSV only.");
  });

  it("writes a new file, and notes it on stderr", async () => {
    const files: [string, string][] = [];
    const { stdout, stderr } = await run(
      ["report", await executionOf("db-snapshot-nightly"), "--format", "html", "-o", "a.html"],
      { onFile: (path, text) => files.push([path, text]) },
    );
    expect(stdout).toBe("");
    expect(stderr).toContain("Wrote a.html.");
    expect(files.map(([path, text]) => [path, />cutoff \d\d:\d\d</u.test(text)])).toEqual([["a.html", true]]);
  });

  it("does not overwrite a file", async () => {
    const { stderr, exitCode } = await run(
      ["report", await executionOf("db-snapshot-nightly"), "--format", "csv", "-o", "a.csv"],
      {
        onFile: () => {
          throw Object.assign(new Error("EEXIST"), { code: "EEXIST" });
        },
      },
    );
    expect(exitCode).toBe(252);
    expect(stderr).toContain("a.csv cannot be written: it already exists.");
  });

  it("omits sensitive members unless requested", async () => {
    const id = await executionOf("db-snapshot-nightly");
    expect((await run(["report", id, "--format", "csv"])).stdout).not.toContain("dba@example.com");
    expect((await run(["report", id, "--format", "csv", "--include-sensitive"])).stdout).toContain(
      "dba@example.com",
    );
  });

  it("exits 1 with --exit-status unless the verdict is PASSED", async () => {
    const id = await executionOf("db-snapshot-nightly");
    expect((await run(["report", id, "--format", "junit", "--exit-status"])).exitCode).toBe(1);
  });

  it.each([
    [["--format", "html", "--output", "json"], "--format cannot be combined with --output or --query"],
    [["-o", "a.txt"], "-o needs a document format"],
  ])("refuses %s", async (options, message) => {
    const { stderr, exitCode } = await run(["report", await executionOf("db-snapshot-nightly"), ...options]);
    expect([exitCode, stderr.includes(message)]).toEqual([252, true]);
  });
});

describe("timeline", () => {
  it("draws when machines ran, and tells what did not run and why", async () => {
    const { stdout } = await run(["timeline", await executionOf("db-snapshot-nightly")]);
    expect(stdout).toMatch(/^PARTIAL {2}3 of 48 machines timed out, 6 not run, 39 passed/u);
    expect(stdout).toMatch(/^ {2}AWS-RunShellScript +█+[·┊]+ 4m 0s PASSED$/mu);
    expect(stdout).toMatch(/^ {6}db-prod-24 +[╌┊]+ not run: cutoff$/mu);
    expect(stdout).toContain(
      "6 machines and 1 task: cutoff. It had not started when the window reached its cutoff.",
    );
    expect(stdout).toContain("39 machines that passed not shown");
  });

  it("keeps every line within the terminal", async () => {
    for (const columns of [80, 120]) {
      const { stdout } = await run(
        ["timeline", await executionOf("linux-patch-nightly"), "--all", "--no-color"],
        {
          columns,
        },
      );
      for (const line of stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(columns);
    }
  });

  it("does not attribute to the cutoff of an unknown window", async () => {
    const id = await executionOf("db-snapshot-nightly");
    const other = ["--window", "web-health-daily"];
    const { stdout } = await run(["timeline", id, "--output", "json", "--query", "notRun[].why", ...other]);
    expect(JSON.parse(stdout)).toEqual(["cutoff"]);
    const { stdout: longer } = await run([
      "timeline",
      id,
      "--output",
      "json",
      "--query",
      "notRun[].why",
      "--window",
      "dr-failover-drill",
    ]);
    expect(JSON.parse(longer)).toEqual(["unknown"]);
  });

  it("prints every bar as a CSV row", async () => {
    const { stdout } = await run(["timeline", await executionOf("db-snapshot-nightly"), "--output", "csv"]);
    expect(stdout.split("\r\n")[0]).toBe(
      "level,name,InstanceName,state,StartTime,EndTime,took,notRun,reason,TaskExecutionId,InvocationId,Name,WindowId,WindowExecutionId",
    );
  });
});

describe("diff", () => {
  it("compares to the last good execution of the window", async () => {
    const { stdout, exitCode } = await run([
      "diff",
      await executionOf("db-snapshot-nightly"),
      "--exit-status",
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^Worse than before: of 24 machines, 9 newly failing/u);
    expect(stdout).toMatch(/^before {2}PASSED {2}[0-9a-f-]{36} of db-snapshot-nightly/mu);
    expect(stdout).toMatch(/^Newly failing {2}9 machines$/mu);
  });

  it("uses the execution that started first as the baseline, in any order", async () => {
    const [newer, older] = [
      await executionOf("db-snapshot-nightly"),
      await executionOf("db-snapshot-nightly", 1),
    ];
    const one = await run(["diff", newer, older, "--output", "json"]);
    const other = await run(["diff", older, newer, "--output", "json"]);
    expect(one.stdout).toBe(other.stdout);
    expect(JSON.parse(one.stdout)).toMatchObject({ before: { WindowExecutionId: older } });
  });

  it("has a row for each machine, with counts that add up", async () => {
    const id = await executionOf("db-snapshot-nightly");
    const { stdout } = await run(["diff", id, "--output", "csv"]);
    const { stdout: json } = await run([
      "diff",
      id,
      "--output",
      "json",
      "--query",
      "[total, sum(values(classes))]",
    ]);
    const [total, sum] = JSON.parse(json) as readonly number[]; // A JSON of two numbers.
    expect(sum).toBe(total);
    expect(stdout.trim().split("\r\n")).toHaveLength((total ?? 0) + 1);
  });

  it("fails if there is no good execution, with advice", async () => {
    const { stderr, exitCode } = await run(["diff", await executionOf("emergency-openssl")]);
    expect(exitCode).toBe(254);
    expect(stderr.match(/passed on every machine/g)).toHaveLength(1);
  });
});

describe("history", () => {
  it("shows what windows ran on a machine, by its name, newest first", async () => {
    const { stdout } = await run(["history", "db-prod-01", "--since", "3d"]);
    expect(stdout).toMatch(/^db-prod-01 \(i-[0-9a-f]{17}\) since /u);
    expect(stdout).toContain("db-snapshot-nightly");
    const times = [...stdout.matchAll(/^(2026-11-\S+) /gmu)].map(([, time]) => time);
    expect(times.length).toBeGreaterThan(3);
    expect(times).toEqual(times.toSorted((one, other) => ((one ?? "") < (other ?? "") ? 1 : -1)));
  });

  it("prints rows as CSV and the whole as JSON", async () => {
    const { stdout } = await run(["history", "db-prod-01", "--since", "1d", "--output", "csv"]);
    expect(stdout.split("\r\n")[0]).toBe(
      "at,result,window,task,took,cause,reason,WindowExecutionId,TaskExecutionId,InvocationId,patch,patchBasis,patchWords",
    );
    const json = await run(["history", "db-prod-01", "--since", "1d", "--output", "json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ done: true, counts: { total: 4 } });
  });

  it.each([
    ["mw-fc3d1f5f1b3779841", 252, "is neither"],
    ["no-such-machine", 254, "No command ran on a machine named"],
  ])("refuses %s", async (word, code, message) => {
    const { stderr, exitCode } = await run(["history", word, "--since", "1d"]);
    expect([exitCode, stderr.includes(message)]).toEqual([code, true]);
  });
});

it.each([["diff"], ["timeline"], ["report"]])(
  "%s --show-cli prints AWS's calls and asks nothing",
  async (command) => {
    const { stdout, exitCode } = await runWith([
      command,
      "00000000-0000-4000-8000-000000000001",
      "--show-cli",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("aws ssm describe-maintenance-window-execution-tasks");
  },
);

it("history --exit-status fails if nothing ran", async () => {
  const { stdout, exitCode } = await run(["history", "db-prod-01", "--output", "json"]);
  const { InstanceId } = JSON.parse(stdout) as { InstanceId: string };
  expect(exitCode).toBe(0);
  const idle = await run(["history", InstanceId, "--since", "1m", "--exit-status"]);
  expect(idle.stdout).toContain("No executions of 14 windows ran on this machine in this period.");
  expect(idle.exitCode).toBe(1);
});

it("history reports that the account has no such machine", async () => {
  const { stdout, stderr, exitCode } = await run(["history", "i-00000000000000001"]);
  expect([exitCode, stdout]).toEqual([254, ""]);
  expect(stderr).toContain("Systems Manager does not list i-00000000000000001 as a managed node");
});

it("history --show-cli prints AWS CLI commands and sends no request", async () => {
  const { stdout } = await runWith(["history", "i-00000000000000001", "--show-cli"]);
  expect(stdout).toContain("aws ssm list-command-invocations --instance-id i-00000000000000001");
});
