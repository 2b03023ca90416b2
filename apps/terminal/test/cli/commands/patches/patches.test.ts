/** What the commands say of patches: results, the names of patches, and whose state they are. */
import type { OperationName, Transport } from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith, type Circumstances, type Outcome } from "../../../fake-host.ts";

const now = "2026-11-22T08:00:00Z";
const execution = ids.WindowExecutionId;

interface Run extends Outcome {
  /** Operations about patches, in the order of the requests. */
  readonly requests: readonly OperationName[];
}

const about: ReadonlySet<OperationName> = new Set([
  "GetInventory",
  "DescribeInstancePatchStates",
  "DescribeInstancePatches",
]);

const run = async (
  recipe: PatchAccountRecipe,
  argv: readonly string[],
  {
    faults = [],
    emptied,
    ...circumstances
  }: Circumstances & {
    readonly faults?: readonly MockFault[];
    /** Whose responses are empty. */
    readonly emptied?: OperationName;
  } = {},
): Promise<Run> => {
  const requests: OperationName[] = [];
  const mock = mockTransport({ scenario: patchAccount(recipe), faults });
  const transport: Transport = {
    name: "noted",
    send: (operation, input, sent) => {
      if (about.has(operation)) requests.push(operation);
      return operation === emptied ? Promise.resolve({}) : mock.send(operation, input, sent);
    },
  };
  return { ...(await runWith(argv, { transport, now, ...circumstances })), requests };
};

/** One of each: patched, reboot pending, failed, overwritten by a scan, never reported. */
const night: PatchAccountRecipe = {
  tasks: [{ rebootOption: "NoReboot" }],
  machines: [
    { states: [{ installed: 9 }] },
    { states: [{ installed: 9, pendingReboot: 3 }] },
    { states: [{ installed: 9, failed: 2, critical: 1, security: 2 }] },
    {
      states: [{ installed: 9 }, { by: ids.other(9), operation: "Scan", minutes: [120, 121], missing: 4 }],
    },
    { states: [] },
  ],
};
const allPatched: PatchAccountRecipe = { machines: [{ states: [{ installed: 9 }] }] };
const denied = (...operations: readonly OperationName[]): MockFault => ({
  kind: "access-denied",
  operations,
});

describe("report and targets", () => {
  it("count the results below the verdict, but do not repeat its sentence", async () => {
    const { stdout } = await run(night, ["report", execution]);
    const [verdict = "", , , counts] = stdout.split("\n");
    expect(verdict).toMatch(/^PARTIAL {2}All 5 machines passed, but 2 are not patched: /);
    expect(counts).toBe(
      "Patches: 1 failed to install patches, 1 reboot pending, 1 unknown, 1 overwritten, 1 patched.",
    );
    const green = await run(allPatched, ["report", execution]);
    expect(green.stdout).toMatch(/^PASSED {2}The only machine passed and is patched\./);
    expect(green.stdout).not.toContain("Patches:");
  });

  it("say how many machines need patches after a scan", async () => {
    const { stdout, exitCode } = await run(
      {
        tasks: [{ operation: "Scan" }],
        machines: [{ states: [{ missing: 2 }] }, { states: [{ installed: 2 }] }],
      },
      ["report", execution, "--exit-status"],
    );
    expect(stdout.match(/scan: 1 of 2 machines needs? patches/gi)).toHaveLength(2);
    expect(exitCode).toBe(0);
  });

  it("tell which results are matched by time", async () => {
    const { stdout } = await run(allPatched, ["report", execution], { faults: [denied("GetInventory")] });
    expect(stdout).toContain("1 patch result is matched by time, as the patch state has no command ID.");
  });

  it("list the not patched under their cause, with the numbers of one as an example", async () => {
    const pending = [2, 5].map((pendingReboot) => ({ states: [{ installed: 9, pendingReboot }] }));
    const { stdout } = await run({ tasks: [{ rebootOption: "NoReboot" }], machines: pending }, [
      "report",
      execution,
    ]);
    expect(stdout).toMatch(
      /Reboot pending after patching {2}2 machines\n {4}for example: patched, reboot pending \(/,
    );
    expect(stdout).toContain(ids.machine(1));
  });

  it("name the machines whose patch result is not known, with the reason and the next step", async () => {
    const unknown = {
      machines: [{ states: [] }, { states: [] }, { states: [{ installed: 9 }] }],
    };
    const { stdout } = await run(unknown, ["report", execution]);
    expect(stdout).toContain(
      [
        "Patch result unknown  2 machines whose command passed",
        `    unknown: the machine has no patch state: ${ids.machine(0)}, ${ids.machine(1)}`,
        `    → List the machines' current patches: windowpane patches ${execution}`,
        "",
      ].join("\n"),
    );
    const faults = [denied("GetInventory", "DescribeInstancePatchStates")];
    const unread = await run(unknown, ["report", execution], { faults });
    expect(unread.stdout).toContain("→ Check the permissions for patch results: windowpane doctor\n");
    const green = await run(allPatched, ["report", execution]);
    expect(green.stdout).not.toContain("Patch result unknown");
  });

  it("name few of many machines on a terminal", async () => {
    const many = { machines: Array.from({ length: 12 }, () => ({ states: [] })) };
    const onTerminal = await run(many, ["report", execution, "--no-color"], { columns: 80 });
    expect(onTerminal.stdout).toContain("and 6 more");
    expect(onTerminal.stdout).not.toContain(ids.machine(6));
    const piped = await run(many, ["report", execution]);
    expect(piped.stdout).toContain(ids.machine(11));
  });

  it("have a column with text, and the parts in CSV", async () => {
    const { stdout } = await run(night, ["targets", execution]);
    expect(stdout).toMatch(/^name +InstanceName +result +patch /m);
    expect(stdout).toContain("patched, reboot pending (3)");
    const csv = await run(night, ["targets", execution, "--output", "csv"]);
    const [head = "", ...rows] = csv.stdout.trim().split("\r\n");
    const names = head.split(",");
    expect(names.slice(names.indexOf("patch"), names.indexOf("patch") + 3)).toEqual([
      ...["patch", "patchBasis", "patchWords"],
    ]);
    expect(rows.find((row) => row.includes(ids.machine(2)))).toContain(
      ',failed,this-run,"failed 2 (1 critical, 2 security)",Install,',
    );
  });

  it.each([
    ["patch:failed", [2]],
    ["patch:reboot_pending,overwritten", [1, 3]],
    ["-patch:patched -basis:none", [1, 2, 3]],
  ])("are filtered by %s", async (filter, machines) => {
    const argv = ["targets", execution, "--filter", filter, "--output", "json", "--query", "[].name"];
    const { stdout } = await run(night, argv);
    const found = JSON.parse(stdout) as readonly string[]; // As the query has it.
    expect(found.toSorted()).toEqual(machines.map((index) => ids.machine(index)).toSorted());
  });

  it("have the not patched among the bad ones", async () => {
    const argv = ["targets", execution, "--bad", "--output", "json", "--query", "length(@)"];
    expect((await run(night, argv)).stdout.trim()).toBe("2");
  });
});

it.each([
  ["report", execution],
  ["targets", execution],
  ["failures"],
  ["timeline", execution],
  ["diff", execution, execution],
  ["history", ids.machine(1)],
  ["watch", execution],
  ["open", execution],
])("%s --no-patches sends no request for patch state", async (...argv) => {
  const withPatches = await run(night, argv);
  const without = await run(night, [...argv, "--no-patches"]);
  expect(withPatches.requests).toContain("GetInventory");
  expect(without.requests).toEqual([]);
});

describe("open on a machine", () => {
  const link = (machine: number): string => `${execution} ${ids.machine(machine)}`;

  it("is not green where the machine is not patched, or that is not known", async () => {
    const codes = [];
    for (const machine of [0, 1, 2, 3, 4])
      codes.push((await run(night, ["open", link(machine), "--exit-status"])).exitCode);
    expect(codes).toEqual([0, 1, 1, 1, 1]);
  });

  it("suggests the patches of the machine", async () => {
    const { stdout } = await run(night, ["open", link(1)]);
    expect(stdout).toContain("Reboot pending after patching: patched, reboot pending (3)");
    expect(stdout).toContain(`windowpane patches ${ids.machine(1)}`);
  });
});

const identityLine = `Window patch-account (mw-09a7c0000000000c0), execution ${execution}, started 2026-11-22T02:00:00Z.`;

describe("patches of an execution", () => {
  it("lists the patches of machines that are not patched, after the operation that they are from", async () => {
    const { stdout, exitCode } = await run(night, ["patches", execution]);
    const [identity, lead = "", ...rest] = stdout.split("\n");
    expect(identity).toBe(identityLine);
    expect(lead).toBe(
      `4 machines of execution ${execution} need or may need patches. 1 other machine is not shown (--all-machines shows all). The list shows current patches. On 2 machines they are from this execution. On 2 they are from another operation:`,
    );
    expect(rest[0]).toMatch(
      new RegExp(`${ids.machine(3)}\\)?: overwritten by a later Scan at 2026-11-22 04:01 UTC: now 4 missing`),
    );
    expect(rest[1]).toMatch(new RegExp(`${ids.machine(4)}\\)?: unknown: the machine has no patch state`));
    expect(stdout.match(/ {2}InstalledPendingReboot {2}/g)).toHaveLength(3);
    expect(stdout.match(/ {2}Failed {2}/g)).toHaveLength(2);
    expect(stdout.match(/ {2}Missing {2}/g)).toHaveLength(4);
    expect(exitCode).toBe(0);
  });

  it("filters by state, severity and text", async () => {
    const query = ["--output", "json", "--query", "patches[].[State, Severity]"];
    const argv = ["patches", execution, "--filter", "patch:failed severity:critical", ...query];
    expect(JSON.parse((await run(night, argv)).stdout)).toEqual([["Failed", "Critical"]]);
    const pending = ["patches", execution, "--filter", "patch:rebootPending", ...query];
    expect(JSON.parse((await run(night, pending)).stdout)).toHaveLength(3);
    const none = await run(night, ["patches", execution, "--filter", "severity:medium"]);
    expect(none.stdout).toContain("None of the 9 patches match the filter.");
  });

  it("refuses a filter about what patches do not have", async () => {
    const { stderr, exitCode, requests } = await run(night, [
      "patches",
      execution,
      "--filter",
      "status:failed",
    ]);
    expect(stderr).toContain("The field status does not apply to patches.");
    expect(exitCode).toBe(252);
    expect(requests).toEqual([]);
  });

  it("passes with one sentence if every machine is patched", async () => {
    const green = await run(allPatched, ["patches", execution, "--exit-status"]);
    expect(green.stdout).toBe(
      `${identityLine}\nEvery machine in the patch operations of execution ${execution} is patched or needs no patches. 1 other machine is not shown (--all-machines shows all).\n`,
    );
    expect(green.exitCode).toBe(0);
    const none = { tasks: [{ document: "AWS-RunShellScript" }], machines: [{ states: [{}] }] };
    const nothing = await run(none, ["patches", execution, "--exit-status"]);
    expect(nothing.stdout).toBe(`${identityLine}\nExecution ${execution} ran no patch operation.\n`);
    expect(nothing.exitCode).toBe(1);
    expect((await run(night, ["patches", execution, "--exit-status"])).exitCode).toBe(1);
  });

  it("lists the patched machines with --all-machines, and the installed patches with --all", async () => {
    const argv = ["patches", execution, "--all-machines", "--all", "--output", "ndjson"];
    const { stdout } = await run(night, argv);
    const patches = stdout.trim().split("\n");
    expect(patches).toHaveLength(9 + 12 + 11 + 4);
  });

  it("gives CSV rows with their basis, and notes on stderr which operation they are from", async () => {
    const { stdout, stderr } = await run(night, ["patches", execution, "--output", "csv"]);
    const [head, ...rows] = stdout.trim().split("\r\n");
    expect(head).toBe(
      "InstanceId,InstanceName,State,Severity,KBId,Title,Classification,CVEIds,InstalledTime,patchBasis",
    );
    expect(rows).toHaveLength(9);
    expect(rows.filter((row) => row.endsWith(",later"))).toHaveLength(4);
    expect(stderr).toContain("On 2 of 4 machines they are from another operation; see patchBasis.");
  });

  it("keeps every line within 80 columns on a terminal", async () => {
    const { stdout } = await run(night, ["patches", execution, "--no-color"], { columns: 80 });
    for (const line of stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^machine /m);
  });

  it("has a gap for machines whose patches cannot be listed", async () => {
    const faults = [denied("DescribeInstancePatches")];
    const { stdout, exitCode } = await run(night, ["patches", execution, "--exit-status"], { faults });
    expect(stdout).toContain("The patches of a machine could not be read");
    expect(stdout).toContain(
      "The patches could not be listed. The patch state counts 2 failed, 4 missing, 3 pending a reboot.",
    );
    expect(stdout).not.toContain("No patches are");
    expect(exitCode).toBe(1);
  });

  it("does not attribute an unread patch state to another operation", async () => {
    const faults = [denied("GetInventory", "DescribeInstancePatchStates")];
    const { stdout } = await run(night, ["patches", execution], { faults });
    expect(stdout).toContain(" On 5 it is unknown whether they are from this execution:");
    expect(stdout).not.toContain("from another operation");
    const csv = await run(night, ["patches", execution, "--output", "csv"], { faults });
    expect(csv.stderr).toContain(
      "The list shows current patches. On 5 of 5 machines it is unknown whether they are from this execution.",
    );
  });

  it("prints AWS's calls with --show-cli, with variables that a shell fills in", async () => {
    const { stdout, requests } = await run(night, ["patches", execution, "--show-cli"]);
    expect(requests).toEqual([]);
    expect(stdout).toContain(
      'aws ssm get-inventory --filters "Key=AWS:InstanceInformation.InstanceId,Values=$InstanceId,Type=Equal" --result-attributes TypeName=AWS:PatchSummary\n',
    );
    expect(stdout).toContain('aws ssm describe-instance-patch-states --instance-ids "$InstanceId"\n');
    expect(stdout).toContain(
      'aws ssm describe-instance-patches --instance-id "$InstanceId" --filters Key=State,Values=Missing\n',
    );
    expect(stdout).not.toContain("\\u0000");
  });
});

describe("patches of a machine", () => {
  it("tells which operation the patch state is from", async () => {
    const { stdout } = await run(night, ["patches", ids.machine(3)]);
    expect(stdout.split("\n")[0]).toBe(
      `${ids.machine(3)}: patches after the Scan of 2026-11-22 04:01 UTC (command ${ids.other(9)}).`,
    );
    expect(stdout).not.toMatch(/^machine /m);
  });

  it("passes with one sentence if there is nothing to list", async () => {
    const { stdout, exitCode } = await run(night, ["patches", ids.machine(0), "--exit-status"]);
    expect(stdout).toMatch(/\nNo patches are failed, missing, rejected or pending a reboot\.\n$/);
    expect(exitCode).toBe(0);
  });

  it("fails if the list lacks patches that the patch state counts", async () => {
    const argv = ["patches", ids.machine(2), "--exit-status"];
    const short = await run(night, argv, { emptied: "DescribeInstancePatches" });
    expect(short.stdout).toContain("The patch state counts 2 failed, but the list does not show them.");
    expect(short.stdout).not.toContain("No patches are");
    expect(short.exitCode).toBe(1);
    const json = await run(night, [...argv, "--output", "json"], { emptied: "DescribeInstancePatches" });
    expect(JSON.parse(json.stdout)).toMatchObject({
      complete: false,
      patches: [],
      gaps: [{ kind: "missing" }],
    });
    expect(json.exitCode).toBe(1);
  });

  it("fails if nothing is known about the machine", async () => {
    const { stdout, exitCode } = await run(night, ["patches", ids.machine(4), "--exit-status"]);
    expect(stdout).toBe(
      `${ids.machine(4)}: Systems Manager has no patch state for it; it was never scanned, or no longer exists.\n`,
    );
    expect(exitCode).toBe(1);
  });

  it("reads the newest execution of a window", async () => {
    const { stderr, exitCode } = await run(night, ["patches", ids.WindowId]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`the newest of window ${ids.WindowId}`);
  });

  it("rejects what is neither a machine nor an execution", async () => {
    expect((await run(night, ["patches", "i-0123"])).exitCode).toBe(252);
  });
});

it("doctor warns about missing permissions for patch results, and passes without them", async () => {
  const faults = [denied("GetInventory", "DescribeInstancePatchStates", "DescribeInstancePatches")];
  const { stdout, exitCode } = await run(night, ["doctor", "--exit-status"], { faults });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/denied {3}ssm:GetInventory\n.*without it .* matched to a run by time only/);
  expect(stdout).toMatch(/^3 optional permissions for patch results missing, of \d+\./m);
});

it("diff --output csv has the patch results of both", async () => {
  const { stdout } = await run(night, ["diff", execution, execution, "--output", "csv"]);
  const [head = "", ...rows] = stdout.trim().split("\r\n");
  const place = head.split(",").indexOf("patchAfter");
  expect(rows.find((row) => row.includes(ids.machine(1)))?.split(",")[place]).toBe("rebootPending");
});
