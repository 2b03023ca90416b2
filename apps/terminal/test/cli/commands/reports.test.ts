import { parse as parseCsv } from "csv-parse/sync";
import type { FailuresReport } from "@windowpane/report";
import type { Transport } from "@windowpane/core";
import {
  empty,
  fixedClock,
  mockTransport,
  patchAccount,
  patchAccountIds,
  patchAccountMinute,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../../src/host/configuration-error.ts";
import { runWith } from "../../fake-host.ts";

const now = "2026-11-22T08:00:00Z";

/** What these tests look at of a report. */
interface Answer {
  readonly counts: { readonly total: number };
  readonly executions: readonly (Sourced & { readonly WindowExecutionId: string })[];
  readonly windows: readonly Sourced[];
  readonly gaps: readonly Sourced[];
  readonly groups: readonly object[];
}

interface Sourced {
  readonly origin?: { readonly Region?: string };
}

const order = ["execution", "group", "gap", "summary"];

const lines = (text: string): readonly string[] => text.split("\n");

describe("a filter of targets", () => {
  it.each([
    ["cause:lock", '"cause":{'],
    ['result:failed cause:"disk full" -exit:0', "Disk full"],
    ["patch:reboot_pending", "rebootPending"],
  ])("filters by what its columns show: %s", async (filter, found) => {
    const all = await runWith(["targets", await linuxNight(), "--demo", "--output", "ndjson"], { now });
    const some = await runWith(
      ["targets", await linuxNight(), "--demo", "--output", "ndjson", "--filter", filter],
      {
        now,
      },
    );
    const rows = lines(some.stdout.trim());
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.length).toBeLessThan(lines(all.stdout).length / 2);
    expect(rows.every((row) => row.includes(found))).toBe(true);
  });

  it.each([
    ["result:faild", "Unknown result faild. Did you mean failed? Use one of: failed, timed_out,"],
    ["verdict:failed", "Unknown field verdict. Use one of: machine, target, result, cause,"],
    ["severity:critical", "The field severity does not apply to machines. Use one of: machine,"],
    ["start>2026-02-30", "the date does not exist"],
  ])("rejects a filter that it cannot match: %s", async (filter, problem) => {
    const { stderr, exitCode, stdout } = await runWith(
      ["targets", await linuxNight(), "--demo", "--filter", filter],
      {
        now,
      },
    );
    expect(exitCode).toBe(252);
    expect(stdout).toBe("");
    expect(stderr).toContain(problem);
  });
});

describe("failures", () => {
  it("prints the verdict, the counts, the causes worst first with evidence and next step, and the gaps", async () => {
    const { stdout, exitCode } = await runWith(["failures", "--demo"], { now });
    expect(exitCode).toBe(0);
    expect(lines(stdout)[0]).toMatch(/^PARTIAL {2}\d+ executions of \d+ windows/);
    expect(stdout).toMatch(/^Package manager locked {2}\d+ machines/m);
    expect(stdout).toMatch(/^ {4}→ Wait for the other package run/m);
    expect(stdout).toMatch(/^ {4}linux-patch-nightly: app-prod-\d+ \(i-[0-9a-f]{17}\)/m);
    expect(stdout).toContain("The result is incomplete. What could not be read:");
  });

  it("keeps every line within 80 columns on a terminal, whatever text came from machines", async () => {
    const { stdout } = await runWith(["failures", "--demo", "--no-color"], { now, columns: 80 });
    for (const line of lines(stdout)) expect([...line].length).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^✖ PARTIAL {2}/);
    expect(stdout).toMatch(/^✖ Package manager locked/m);
    expect(stdout).toMatch(/ more causes, \d+ occurrences/);
  });

  it("lets no control character of a machine's output through", async () => {
    const { stdout } = await runWith(["failures", "--demo", "--since", "30d"], { now });
    expect(stdout).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f]/,
    );
  });

  it("tells since when a cause occurs, and calls it new only beside the executions that were read", async () => {
    const week = await runWith(["failures", "--demo", "--since", "7d"], { now });
    expect(week.stdout).toMatch(
      /^ {4}linux-patch-nightly \(\d+(?:st|nd|rd|th) night in a row, since 2026-11-\d\d(?:, in \d of \d executions)?\): /m,
    );
    expect(week.stdout).toMatch(/ \(new(?: tonight)?: not in \d+ earlier executions? since 2026-11-\d\d\): /);
    const json = await runWith(["failures", "--demo", "--since", "7d", "--output", "json"], { now });
    const { groups } = JSON.parse(json.stdout) as FailuresReport;
    const found = groups.flatMap(({ recurrence = [] }) => recurrence);
    expect(found.length).toBeGreaterThan(5);
    for (const { consecutive, affected, compared } of found) {
      expect(consecutive).toBeLessThanOrEqual(affected + 1);
      expect(affected).toBeLessThanOrEqual(compared);
    }
  });

  it("tells which machines have a cause of the window for the first time, and which recovered", async () => {
    const week = await runWith(["failures", "--demo", "--since", "7d"], { now });
    expect(week.stdout).toMatch(
      /^ {4}linux-patch-nightly \([^)]*, since [^)]*\): .*app-prod-\d+ \(i-[0-9a-f]+\) \(new tonight\), /m,
    );
    expect(week.stdout).toMatch(/ \(i-[0-9a-f]+\) \(not in the latest execution\)/);
    const json = await runWith(["failures", "--demo", "--since", "7d", "--output", "json"], { now });
    const { groups } = JSON.parse(json.stdout) as FailuresReport;
    const members = groups.flatMap((group) => group.members.flatMap(({ recurrence = [] }) => recurrence));
    expect(members.filter(({ affected }) => affected === 0).length).toBeGreaterThan(5);
    expect(members.filter(({ affected }) => affected > 0).length).toBeGreaterThan(5);
  });

  it("suggests a longer period only where it has nothing to compare with", async () => {
    const hint = "Add --since 7d to see since when causes occur.";
    expect((await runWith(["failures", "--demo"], { now })).stdout).toContain(hint);
    const week = await runWith(["failures", "--demo", "--since", "7d"], { now });
    expect(week.stdout).not.toContain(hint);
    expect((await runWith(["failures", "--demo=empty"], { now })).stdout).not.toContain(hint);
  });

  it("logs on a pipe that it waits, first after 5 s", async () => {
    let time = Date.parse(now);
    const clock = { now: () => new Date((time += 100)), advance: () => {} };
    const { stderr } = await runWith(["failures", "--demo"], { clock });
    expect(stderr).toMatch(/^Still reading after \d+ s: \d+ of \d+\+? executions, \d+ requests\.$/m);
    expect((await runWith(["failures", "--demo"], { now })).stderr).not.toContain("Still reading");
  });

  it("exits 1 with --exit-status unless everything passed", async () => {
    expect((await runWith(["failures", "--demo", "--exit-status"], { now })).exitCode).toBe(1);
    expect((await runWith(["failures", "--demo=empty", "--exit-status"], { now })).exitCode).toBe(1);
  });

  it("prints the whole report as JSON", async () => {
    const { stdout } = await runWith([
      "failures",
      "--demo=documentation",
      "--since",
      "2024-08-01",
      "--output",
      "json",
    ]);
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({ done: true, since: "2024-08-01T00:00:00.000Z" });
    expect(report).toHaveProperty("groups");
    expect(report).not.toHaveProperty("profile");
  });

  it("merges several regions into one result, in which every item has its origin", async () => {
    const transport = (): Transport => mockTransport({ clock: { now: () => new Date(now) } });
    const argv = ["failures", "--region", "eu-west-1", "--region", "us-east-1"];
    const { stdout } = await runWith([...argv, "--output", "json"], { now, transport });
    const one = JSON.parse(
      (await runWith(["failures", "--demo", "--output", "json"], { now })).stdout,
    ) as Answer;
    const both = JSON.parse(stdout) as Answer;
    expect(both.counts.total).toBe(2 * one.counts.total);
    expect(both.executions).toHaveLength(2 * one.executions.length);
    for (const list of [both.executions, both.windows, both.gaps]) {
      expect(new Set(list.map(({ origin }) => origin?.Region))).toEqual(new Set(["eu-west-1", "us-east-1"]));
    }
    const { stdout: text } = await runWith(argv, { now, transport });
    expect(text).toContain(
      "\nverdict  Region     executions  not passed\nPARTIAL  eu-west-1  16          153\nPARTIAL  us-east-1  16          153\n",
    );
    expect(text).toMatch(/^ {4}linux-patch-nightly \(eu-west-1\): app-prod/m);
  });

  it("rejects regions for the demo", async () => {
    const argv = ["failures", "--demo", "--region", "eu-west-1", "--region", "us-east-1"];
    const { stdout, stderr, exitCode } = await runWith(argv, { now });
    expect(exitCode).toBe(252);
    expect(stdout).not.toContain("executions of");
    expect(stderr).toContain("--region does not apply to --source demo.");
  });

  it("reports a region that cannot be read as a gap, and ends with its exit code", async () => {
    const transport = (region: string | undefined): Transport => {
      if (region === "us-east-1")
        throw new ConfigurationError("No AWS credentials were found.", "Run `aws sso login`.");
      return mockTransport({ scenario: empty });
    };
    const argv = ["failures", "--region", "eu-west-1", "--region", "us-east-1"];
    const outcome = await runWith(argv, { transport });
    expect(outcome.exitCode).toBe(253);
    expect(outcome.stdout).toMatch(/^UNKNOWN {2}/);
    expect(outcome.stdout).toContain("1 of 2 accounts and regions could not be read.");
    expect(outcome.stdout).toContain(
      "us-east-1 could not be read: No AWS credentials were found. Run `aws sso login`.",
    );
    expect(outcome.stderr).toBe(
      "us-east-1 is missing from the result. No AWS credentials were found.\nRun `aws sso login`.\n",
    );
    const asJson = await runWith([...argv, "--output", "json", "--exit-status"], { transport });
    expect(asJson.exitCode).toBe(253);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ complete: false, verdict: "UNKNOWN" });
  });

  it("continues when a region rejects a request", async () => {
    const transport = (region: string | undefined): Transport =>
      mockTransport({
        faults:
          region === "us-east-1"
            ? [{ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] }]
            : [],
        clock: { now: () => new Date(now) },
      });
    const argv = ["failures", "--region", "eu-west-1", "--region", "us-east-1"];
    const { stdout, stderr, exitCode } = await runWith(argv, { transport, now });
    expect(exitCode).toBe(254);
    expect(stdout).toMatch(/^PARTIAL {2}/);
    expect(stderr).toMatch(/^us-east-1 is missing from the result\. DescribeMaintenanceWindows failed/);
  });

  it("names the account and the identity from STS", async () => {
    const identity = async () => ({ Account: "123456789012", Arn: "arn:aws:iam::123456789012:user/me" });
    const circumstances = { transport: mockTransport({ scenario: empty }), identity };
    const { stdout } = await runWith(["failures", "--region", "eu-west-1"], circumstances);
    expect(stdout).toContain("\nAccount 123456789012, eu-west-1, as arn:aws:iam::123456789012:user/me.\n");
    const argv = ["failures", "--region", "eu-west-1", "--output", "json"];
    expect(JSON.parse((await runWith(argv, circumstances)).stdout)).toMatchObject({
      origin: { Account: "123456789012", Region: "eu-west-1" },
    });
  });

  it("omits the account when STS does not respond", async () => {
    const identity = () => Promise.reject(new Error("timeout"));
    const outcome = await runWith(["failures"], { transport: mockTransport({ scenario: empty }), identity });
    expect(outcome).toMatchObject({ stderr: "", exitCode: 0 });
  });

  it("as ndjson writes each execution once as soon as it is read, then causes, gaps and a summary", async () => {
    const { stdout } = await runWith(["failures", "--demo", "--output", "ndjson"], { now });
    const rows = lines(stdout.trim()).map((line) => JSON.parse(line) as { readonly type: string });
    const whole = JSON.parse(
      (await runWith(["failures", "--demo", "--output", "json"], { now })).stdout,
    ) as Answer;
    const ofType = (type: string): readonly object[] => rows.filter((row) => row.type === type);
    expect(rows.map(({ type }) => type)).toEqual(
      rows.map(({ type }) => type).toSorted((one, other) => order.indexOf(one) - order.indexOf(other)),
    );
    const ids = ofType("execution").map(
      (row) => (row as { readonly WindowExecutionId: string }).WindowExecutionId,
    );
    expect(ids.toSorted()).toEqual(
      whole.executions.map(({ WindowExecutionId }) => WindowExecutionId).toSorted(),
    );
    expect(ofType("group")).toHaveLength(whole.groups.length);
    expect(ofType("gap")).toHaveLength(whole.gaps.length);
    expect(ofType("summary")).toMatchObject([{ verdict: "PARTIAL", counts: whole.counts }]);
  });

  it("shows how far it is on a terminal, with a bar", async () => {
    let seconds = 0;
    const transport = mockTransport({ clock: { now: () => new Date(now) } });
    const ticking: Transport = {
      name: "slow",
      send: (...asked) => {
        seconds += 1;
        return transport.send(...asked);
      },
    };
    const clock = { now: () => new Date(Date.parse(now) + seconds * 1000), advance: () => {} };
    const { stderr } = await runWith(["failures"], { transport: ticking, clock, columns: 100 });
    expect(stderr).toMatch(/\[#+-*\] \d+ of \d+\+? executions, \d+ requests/);
  });

  it("has a row for each machine that did not pass as CSV", async () => {
    const { stdout } = await runWith(["failures", "--demo", "--output", "csv"], { now });
    expect(stdout).toMatch(
      /^cause,slug,weight,kind,name,InstanceName,result,evidence,nextStep,recurrence,since,consecutive,Name,WindowId/,
    );
    expect(stdout).toMatch(
      /\r\nPackage manager locked,package-manager-locked,failure,machine,i-[0-9a-f]{17},app-prod-\d+,failed,/,
    );
    expect(stdout).not.toMatch(/(^|,)=/m);
  });

  it("refuses a time that it cannot read", async () => {
    const { stderr, exitCode } = await runWith(["failures", "--demo", "--since", "last week"]);
    expect(exitCode).toBe(252);
    expect(stderr).toBe(
      '--since: "last week" is not a valid duration or time.\n' +
        "Use a duration such as 90m, 1h30m, 2d or 1w, or a time such as 2026-11-20, 2026-11-20T04:00Z or yesterday. Times without a zone are local time.\n",
    );
  });
});

/** Columns with a value that the data has elsewhere or not at all: durations, parts of a patch result or an origin, optional members. */
const computed =
  /^(?:took|tookBefore|tookAfter|patch[A-Z]\w*|profile|AccountName|Account|Region|state|ResponseCode|StatusDetails|InstanceName|evidence)$/u;

/** Columns of a command that have no member with the same name: a name, or else an ID. */
const renaming: Readonly<Record<string, readonly string[]>> = { history: ["window", "task"] };

const linuxNight = async (): Promise<string> => {
  const argv = ["executions", "linux-patch-nightly", "--demo", "--latest", "--output", "text"];
  const { stdout } = await runWith([...argv, "--query", "WindowExecutions[0].WindowExecutionId"], { now });
  return stdout.trim();
};

describe("report", () => {
  it("prints verdict, counts, tasks and causes as text", async () => {
    const execution = await linuxNight();
    const { stdout, exitCode } = await runWith(["report", execution, "--demo"], { now });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^PARTIAL {2}/);
    expect(stdout).toContain(
      `\nWindow linux-patch-nightly (mw-a4d97a3bb1bd4307a), execution ${execution}, started 2026-11-22T01:00:00Z, took `,
    );
    expect(stdout).toContain("AWS status FAILED (One or more tasks in the orchestration failed).");
    expect(stdout).toContain("\nTasks\n");
    expect(stdout).toContain("\nCauses\n");
  });

  it.each([
    ["report", ""],
    ["timeline", ""],
    ["patches", ""],
    ["targets", "[0]"],
    ["diff", "after"],
  ])("names the window in the data of %s", async (command, place) => {
    const query = `${place === "" ? "" : `${place}.`}[Name, WindowId]`;
    const { stdout } = await runWith(
      [command, await linuxNight(), "--demo", "--output", "json", "--query", query],
      { now },
    );
    expect(JSON.parse(stdout)).toEqual(["linux-patch-nightly", "mw-a4d97a3bb1bd4307a"]);
  });

  it.each(["report", "targets", "diff", "patches", "timeline"])(
    "names the window and the execution in each CSV row of %s",
    async (command) => {
      const execution = await linuxNight();
      const { stdout } = await runWith([command, execution, "--demo", "--output", "csv"], { now });
      const [header = "", ...rows] = lines(stdout.trim());
      expect(header.trim()).toMatch(/,Name,WindowId,WindowExecutionId$/u);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows)
        expect(row.trim().endsWith(`,linux-patch-nightly,mw-a4d97a3bb1bd4307a,${execution}`)).toBe(true);
    },
  );

  it.each([
    "report",
    "targets",
    "diff",
    "patches",
    "timeline",
    "failures",
    "history",
    "windows",
    "executions",
    "tasks",
  ])("names CSV columns of %s as members of the data", async (command) => {
    const words: Readonly<Record<string, readonly string[]>> = {
      failures: ["--since", "1d"],
      history: ["web-prod-004", "--since", "30d"],
      windows: [],
      executions: ["linux-patch-nightly"],
    };
    const argv = [command, ...(words[command] ?? [await linuxNight()]), "--demo", "--output"];
    const csv = await runWith([...argv, "csv"], { now });
    const json = await runWith([...argv, "json"], { now });
    const members = new Set([...json.stdout.matchAll(/"(\w+)":/gu)].map(([, name]) => name));
    const [header = ""] = lines(csv.stdout);
    const unknown = header
      .trim()
      .split(",")
      .filter((name) => !members.has(name) && !computed.test(name));
    expect(unknown).toEqual(renaming[command] ?? []);
  });

  it.each(["report", "targets", "diff", "failures", "history"])(
    "has the titles of causes in the column `cause` of %s",
    async (command) => {
      const words: Readonly<Record<string, readonly string[]>> = {
        failures: ["--since", "1d"],
        history: ["web-prod-004", "--since", "30d"],
      };
      const argv = [command, ...(words[command] ?? [await linuxNight()]), "--demo", "--output"];
      const json = await runWith([...argv, "json"], { now });
      const csv = await runWith([...argv, "csv"], { now });
      const titles = new Set(
        [...json.stdout.matchAll(/"title": ("(?:[^"\\]|\\.)*")/gu)].map(([, text]) => text),
      );
      const rows = parseCsv<Record<string, string>>(csv.stdout, { columns: true });
      const causes = new Set(rows.map(({ cause = "" }) => cause).filter((cause) => cause !== ""));
      expect(causes.size).toBeGreaterThan(0);
      for (const cause of causes) expect(titles).toContain(JSON.stringify(cause));
    },
  );

  it("does not match the window's name when it filters machines", async () => {
    const argv = ["targets", await linuxNight(), "--demo", "--filter", "linux-patch-nightly"];
    const { stdout } = await runWith([...argv, "--output", "csv"], { now });
    expect(lines(stdout.trim())).toHaveLength(1);
  });

  it("reads the name of a window that is given by its ID", async () => {
    const argv = ["report", await linuxNight(), "--demo", "--window", "mw-a4d97a3bb1bd4307a"];
    const { stdout } = await runWith(argv, { now });
    expect(stdout).toContain("\nWindow linux-patch-nightly (mw-a4d97a3bb1bd4307a), execution ");
  });

  it("prints everything as JSON without sensitive members, with the verdict as the exit status", async () => {
    const execution = await linuxNight();
    const argv = ["report", execution, "--demo", "--format", "json", "--exit-status"];
    const { stdout, exitCode } = await runWith(argv, { now });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "PARTIAL", WindowExecutionId: execution });
    expect(stdout).not.toContain('"Parameters"');
    expect(stdout).not.toContain('"OwnerInformation"');
  });

  it("reports that the execution does not exist and ends with 254", async () => {
    const outcome = await runWith(["report", "00000000-0000-4000-8000-000000000000", "--demo"], { now });
    expect(outcome.exitCode).toBe(254);
    expect(outcome.stderr).toContain("was not found as an execution or in the newest");
  });
});

describe("targets", () => {
  it("has a row for each machine, and notes the counts", async () => {
    const execution = await linuxNight();
    const all = await runWith(["targets", execution, "--demo", "--output", "ndjson"], { now });
    const rows = lines(all.stdout.trim());
    expect(all.stderr).toMatch(new RegExp(`^(at least )?${rows.length} rows: \\d+ failed`, "m"));
    const bad = await runWith(
      [
        "targets",
        execution,
        "--demo",
        "--bad",
        "--query",
        "[?result == 'passed'].patch.result",
        "--output",
        "json",
      ],
      { now },
    );
    // What passed is among them where its run did not leave it patched.
    const patches: unknown = JSON.parse(bad.stdout);
    expect(new Set(patches as string[])).toEqual(new Set(["failed", "rebootPending"]));
    expect(bad.stderr).toMatch(/^\d+ shown of /m);
  });

  it("narrows to one task, and refuses a task that is not the execution's", async () => {
    const execution = await linuxNight();
    const { stdout } = await runWith(
      [
        "tasks",
        execution,
        "--demo",
        "--query",
        "WindowExecutionTaskIdentities[0].TaskExecutionId",
        "--output",
        "text",
      ],
      { now },
    );
    const one = await runWith(
      ["targets", execution, stdout.trim(), "--demo", "--query", "[].TaskExecutionId"],
      { now },
    );
    expect(new Set(one.stdout.trim().split("\n"))).toEqual(new Set([stdout.trim()]));
    const other = await runWith(["targets", execution, "00000000-0000-4000-8000-000000000000", "--demo"], {
      now,
    });
    expect(other.exitCode).toBe(252);
    expect(other.stderr).toContain("not a WindowTaskId");
  });
});

describe("output", () => {
  const argv = ["output", "f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001", "f1ee7000-2b7e-4f61-8c05-19e3d7a4b002"];

  it("shows what the machines of an invocation printed and where it comes from", async () => {
    const source = "--demo=fleet:20";
    const list = await runWith(
      [
        "invocations",
        ...argv.slice(1),
        source,
        "--query",
        "WindowExecutionTaskInvocationIdentities[0].InvocationId",
      ],
      { now },
    );
    const { stdout, exitCode } = await runWith([...argv, list.stdout.trim(), source], { now });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\S+ \(m?i-[0-9a-f]+\) {2}AWS-RunShellScript/u);
    expect(stdout).toContain(" from ListCommandInvocations");
    const csv = await runWith([...argv, list.stdout.trim(), source, "--output", "csv"], { now });
    expect(csv.stdout).toMatch(
      /^name,InstanceName,step,Status,StatusDetails,ResponseCode,stream,from,cut,text\r\nm?i-\w+,[^,]*,aws:runShellScript,/,
    );
    const wrong = await runWith([...argv, list.stdout.trim(), "web-1", source], { now });
    expect(wrong.exitCode).toBe(254);
    expect(wrong.stderr).toMatch(/does not include the machine "web-1"\. It includes fleet-0\./u);
  });
});

describe("the timeline of a patch run", () => {
  const machines = [{ states: [{ pendingReboot: 5 }] }, { states: [{ installed: 1 }] }, {}];
  const patching = mockTransport({
    scenario: patchAccount({ tasks: [{ rebootOption: "NoReboot" }], machines }),
    clock: fixedClock(patchAccountMinute(360)),
  });

  it("draws machines whose command passed and that are not, or not provably, patched", async () => {
    const { stdout } = await runWith(["timeline", patchAccountIds.WindowExecutionId], {
      transport: patching,
      columns: 120,
    });
    expect(stdout).toContain("10m 0s not patched");
    expect(stdout).toContain("10m 0s patch unknown");
    expect(stdout).toContain("1 machine that passed not shown");
  });
});
