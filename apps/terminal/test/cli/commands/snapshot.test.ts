import { createClient, type Client } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import { fixedClock, fleet, fleetIds, mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { readSnapshot, snapshotTransport, takeSnapshot, writeSnapshot } from "@windowpane/transport-snapshot";
import { describe, expect, it } from "vitest";
import { bytesOf, runWith, type Circumstances, type Outcome } from "../../fake-host.ts";

const { WindowExecutionId, WindowId } = fleetIds;
const transport = mockTransport({ scenario: fleet({ invocations: 30 }) });

const encoded = (text = ""): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Runs the command and gives the one file that it wrote. */
const written = async (
  words: readonly string[],
  circumstances: Circumstances = {},
): Promise<Outcome & { readonly files: Readonly<Record<string, string>> }> => {
  const files: Record<string, string> = {};
  const onFile = (path: string, text: string): void => {
    files[path] = text;
  };
  const outcome = await runWith(["snapshot", ...words], { transport, onFile, ...circumstances });
  return { ...outcome, files };
};

describe("snapshot", () => {
  it("writes a file that every command accepts as a source", async () => {
    const { files, stdout, stderr, exitCode } = await written([WindowExecutionId, "-o", "incident.json"]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "Wrote incident.json.\n1 execution, 30 invocations, 30 command invocations; sensitive members left out.\n",
    );
    const snapshot = await readSnapshot(encoded(files["incident.json"]));
    expect(snapshot).toMatchObject({ takenBy: "windowpane 1.2.3", origin: { source: "aws" } });
    for (const words of [["report", WindowExecutionId], ["targets", WindowExecutionId], ["windows"]]) {
      const there = await runWith(words, { transport });
      const here = await runWith([...words, "--source", "incident.json"], { files });
      expect(here).toEqual(there);
    }
  });

  it("includes a window's latest executions, also by name", async () => {
    const { files, exitCode } = await written(["fleet", "--last", "3", "-o", "./w"]);
    expect(exitCode).toBe(0);
    expect((await readSnapshot(encoded(files["./w"]))).executions).toEqual([WindowExecutionId]);
  });

  it("includes sensitive members only with --include-sensitive", async () => {
    const text = async (...words: readonly string[]): Promise<string> =>
      (await written([WindowExecutionId, "-o", "x.json", ...words])).files["x.json"] ?? "";
    expect(await text()).not.toContain("OwnerInformation");
    expect(await text("--include-sensitive")).toContain("OwnerInformation");
  });

  it("goes to a pipe without -o, but not to a terminal", async () => {
    const { stdout } = await written([WindowExecutionId]);
    expect((await readSnapshot(encoded(stdout))).executions).toEqual([WindowExecutionId]);
    const { stderr, exitCode } = await written([WindowExecutionId], { columns: 80 });
    expect(exitCode).toBe(252);
    expect(stderr).toContain("Add -o FILE, or redirect stdout.");
  });

  it("tells what could not be read, and includes it in the file", async () => {
    const faults = [{ kind: "access-denied", operations: ["ListCommandInvocations"] }] as const;
    const denied = mockTransport({ scenario: fleet({ invocations: 30 }), faults });
    const { files, stderr, exitCode } = await written([WindowExecutionId, "-o", "x.json"], {
      transport: denied,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      "30 responses could not be read; the snapshot includes the reasons:\n  ListCommandInvocations: denied, AccessDeniedException (30 times).",
    );
    const { stdout } = await runWith(["report", WindowExecutionId, "--source", "x.json"], { files });
    expect(stdout).toContain("the caller lacks the permission");
  });

  it("tells what was still running, which watch refuses to wait for", async () => {
    const start = new Date("2026-11-22T07:30:00Z");
    const running = mockTransport({
      scenario: fleet({ invocations: 30, start, duration: 3_600_000 }),
      clock: fixedClock("2026-11-22T08:00:00Z"),
    });
    const { stderr, files } = await written([WindowExecutionId, "-o", "x.json"], { transport: running });
    expect(stderr).toContain(
      `Execution ${WindowExecutionId} was still IN_PROGRESS; the snapshot keeps this state.`,
    );
    const watched = await runWith(["watch", WindowExecutionId, "--source", "x.json"], { files });
    expect(watched.exitCode).toBe(252);
    expect(watched.stderr).toContain("has not ended in this snapshot, which never changes.");
    expect(watched.stderr).not.toContain("Continue with");
  });

  it("never overwrites a file, and checks before reading", async () => {
    const before = transport.requests;
    const { files, stderr, exitCode } = await written([WindowExecutionId, "-o", "x.json"], {
      files: { "x.json": "mine" },
    });
    expect(exitCode).toBe(252);
    expect(stderr).toContain("it already exists");
    expect(files).toEqual({});
    const nowhere = await written([WindowExecutionId, "-o", "nowhere/x.json"]);
    expect(nowhere.stderr).toContain("nowhere/x.json cannot be written: its folder does not exist.");
    expect(transport.requests).toBe(before);
  });

  it.each([
    [[WindowExecutionId, "--last", "2"], 252, "--last applies to windows"],
    [[WindowId, "--last", "0"], 252, '--last "0" is not valid'],
    [["00000000-0000-0000-0000-000000000000"], 254, "was not found as an execution"],
    [["unknown"], 252, 'No window is named "unknown"'],
  ])("refuses %j", async (words, code, text) => {
    const { stderr, exitCode } = await written([...words, "-o", "x.json"]);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(text);
  });

  it("prints the calls instead of making them", async () => {
    const before = transport.requests;
    const { stdout } = await written([WindowId, "--show-cli"]);
    expect(stdout).toContain("aws ssm describe-maintenance-window-executions --window-id");
    expect(stdout).toContain("aws ssm list-command-invocations");
    expect(transport.requests).toBe(before);
  });
});

describe("a snapshot as a source", () => {
  it.each([
    ["x.json", "{", 253, "The snapshot is truncated"],
    ["x.json", '{"format":"windowpane-snapshot","version":3}', 253, "Update Windowpane."],
    ["x.json", '{"format":"windowpane-snapshot","version":1,', 253, "Take the snapshot again"],
    ["./x", "WindowId\n", 253, "not a Windowpane snapshot"],
    ["folder/none.json", undefined, 252, "the file does not exist"],
    ["demmo", undefined, 252, 'There is no source "demmo", and no file of that name.'],
  ])("%s with %o is refused", async (path, text, code, words) => {
    const files = text === undefined ? {} : { [path]: text };
    const { stderr, exitCode } = await runWith(["windows", "--source", path], { files });
    expect(exitCode).toBe(code);
    expect(stderr).toContain(words);
  });

  it("does not mention a service, a region or 30 days when it lacks the item", async () => {
    const { files } = await written([WindowExecutionId, "-o", "x.json"]);
    const words = ["report", "00000000-0000-0000-0000-000000000000", "--source", "x.json"];
    const { stderr, exitCode } = await runWith(words, { files });
    expect(exitCode).toBe(254);
    expect(stderr).toMatch(/^The snapshot does not contain execution 0{8}-/);
    expect(stderr).toContain("`windowpane executions --source x.json` lists what this one contains.");
    expect(stderr).not.toMatch(/service refused|region|30 days/);
  });

  it("has no account and no region to choose", async () => {
    const { stderr, exitCode } = await runWith(["windows", "--source", "x.json", "--region", "eu-west-1"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("--region does not apply to a snapshot.");
  });

  it("cannot be changed", async () => {
    const { files } = await written([WindowExecutionId, "-o", "x.json"]);
    const words = ["call", "cancel-maintenance-window-execution", "--window-execution-id", WindowExecutionId];
    const { stderr, exitCode } = await runWith([...words, "--source", "x.json"], { files, typed: "yes" });
    expect(exitCode).not.toBe(0);
    expect(stderr).not.toBe("");
  });
});

describe.each(["patch-night", "documentation", "fleet:250"])("the report on an execution of %s", (name) => {
  const account = createClient(mockTransport({ scenario: scenarioNamed(name) }));
  const executions = async (): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const { WindowId: id = "" } of account.items("DescribeMaintenanceWindows", {})) {
      const page = await account.call("DescribeMaintenanceWindowExecutions", { WindowId: id });
      ids.push(
        ...(page.WindowExecutions ?? [])
          .slice(0, name === "patch-night" ? 1 : 3)
          .map((execution) => execution.WindowExecutionId ?? ""),
      );
    }
    return ids;
  };

  it.each([false, true])("is the same out of a snapshot; sensitive members: %o", async (includeSensitive) => {
    const ids = await executions();
    expect(ids.length).toBeGreaterThan(0);
    const taken = await takeSnapshot(account, {
      of: { executions: ids },
      takenAt: new Date("2026-11-22T08:00:00Z"),
      origin: { source: "demo" },
      includeSensitive,
      output: "needed",
    });
    const file = await bytesOf(writeSnapshot(taken));
    const held = createClient(snapshotTransport(await readSnapshot(file)));
    for (const id of ids) {
      const report = (client: Client) => reportExecution(client, { WindowExecutionId: id, includeSensitive });
      expect(await report(held)).toEqual(await report(account));
    }
  });
});
