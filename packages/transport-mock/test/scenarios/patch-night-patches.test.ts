/** The demo's patch data agrees with the output of its patch runs. */
import {
  createClient,
  validateOutput,
  type InstancePatchState,
  type PatchComplianceData,
} from "@windowpane/core";
import { beforeAll, describe, expect, test } from "vitest";
import { fixedClock, mockTransport } from "../../src/index.ts";
import type { MachinePlan } from "../../src/plan/plan.ts";
import { patchNight } from "../../src/scenarios/patch-night.ts";
import { accountAt } from "../../src/scenarios/patch-night/account/account.ts";
import { commandOf, commands, execution, found, invocationsOf, NOW, windows } from "./patch-night-account.ts";

const client = createClient(mockTransport({ clock: fixedClock(NOW), seed: 7 }));
const fleet = accountAt(NOW, 7).fleet.machines;
const idOf = (name: string): string => found(fleet.find((machine) => machine.name === name)).InstanceId;

interface ReportedPatches {
  readonly state: InstancePatchState;
  readonly summary: Record<string, string>;
  readonly patches: readonly PatchComplianceData[];
}

/** The responses of the three operations for each machine with a patch state, by instance ID. */
const reported = new Map<string, ReportedPatches>();

beforeAll(async () => {
  const summaries = new Map<string, Record<string, string>>();
  const ResultAttributes = [{ TypeName: "AWS:PatchSummary" }];
  for await (const { Id = "", Data } of client.items("GetInventory", { ResultAttributes })) {
    const summary = Data?.["AWS:PatchSummary"]?.Content?.[0];
    if (summary !== undefined) summaries.set(Id, summary);
  }
  for (let from = 0; from < fleet.length; from += 50) {
    const InstanceIds = fleet.slice(from, from + 50).map(({ InstanceId }) => InstanceId);
    for await (const state of client.items("DescribeInstancePatchStates", { InstanceIds })) {
      const { InstanceId = "" } = state;
      const patches: PatchComplianceData[] = [];
      for await (const patch of client.items("DescribeInstancePatches", { InstanceId, MaxResults: 100 })) {
        patches.push(patch);
      }
      reported.set(InstanceId, { state, patches, summary: summaries.get(InstanceId) ?? {} });
    }
  }
  expect(new Set(reported.keys())).toEqual(new Set(summaries.keys()));
});

interface PatchRun {
  readonly machine: MachinePlan;
  readonly output: string;
}

/** Every patch run by command and machine. */
const runs = new Map<string, PatchRun>(
  [
    ...windows
      .flatMap(({ executions }) => executions)
      .flatMap(({ tasks }) => tasks)
      .filter(({ task }) => task.TaskArn === "AWS-RunPatchBaseline")
      .flatMap(invocationsOf)
      .map((invocation) => ({ id: invocation.ExecutionId, machines: commandOf(invocation)?.machines ?? [] })),
    ...commands.map(({ CommandId, machines }) => ({ id: CommandId, machines })),
  ].flatMap(({ id, machines }) =>
    machines.map((machine): [string, PatchRun] => [
      `${id} ${machine.InstanceId}`,
      {
        machine,
        get output() {
          return machine.plugins.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join("\n");
        },
      },
    ]),
  ),
);

const runOf = ({ summary, state }: ReportedPatches): PatchRun | undefined =>
  runs.get(`${summary["ExecutionId"]} ${state.InstanceId}`);

const states = [
  "Installed",
  "InstalledOther",
  "InstalledPendingReboot",
  "InstalledRejected",
  "Missing",
  "Failed",
] as const;

describe("the patch data of every machine", () => {
  test("has the same counts by state in all three operations", () => {
    expect(reported.size).toBeGreaterThan(300);
    const searched = [...reported.values()].filter(({ state }) => state.InstalledCount !== -1);
    expect(reported.size - searched.length).toBe(1);
    for (const { state, summary, patches } of searched) {
      for (const name of states) {
        const count = patches.filter(({ State }) => State === name).length;
        expect([name, state[`${name}Count`], summary[`${name}Count`]]).toEqual([name, count, String(count)]);
      }
      expect(new Set(patches.map(({ KBId }) => KBId)).size).toBe(patches.length);
    }
  });

  test("has the same operation, times and baseline in the state and in the summary", () => {
    for (const { state, summary } of reported.values()) {
      expect(state.Operation).toBe(summary["OperationType"]);
      expect(state.SnapshotId).toBe(summary["SnapshotId"]);
      expect(state.BaselineId).toBe(summary["BaselineId"]);
      expect(state.OperationStartTime).toEqual(new Date(found(summary["OperationStartTime"])));
      expect(state.OperationEndTime).toEqual(new Date(found(summary["OperationEndTime"])));
    }
  });

  test("belongs to a window's run, within its times, or to a scan without a window", () => {
    const ran = { window: 0, other: 0 };
    for (const machine of reported.values()) {
      const { OperationStartTime, OperationEndTime, Operation } = machine.state;
      const run = runOf(machine);
      if (run === undefined) {
        expect(Operation).toBe("Scan");
        ran.other += 1;
        continue;
      }
      ran.window += 1;
      // A failed search has no times.
      if (machine.state.InstalledCount === -1) continue;
      expect(run.output).toMatch(new RegExp(`operation = ${Operation}|OperationType +: ${Operation}|KB\\d+`));
      expect(found(OperationStartTime) >= run.machine.start).toBe(true);
      expect(found(OperationEndTime) <= run.machine.end).toBe(true);
      expect(found(OperationEndTime) >= found(OperationStartTime)).toBe(true);
    }
    expect(ran.window).toBeGreaterThan(200);
    // web-eu and app-eu, except the six that an override patched.
    expect(ran.other).toBe(64);
  });

  test("has the counts in the run's output, if it has a summary", () => {
    let printed = 0;
    for (const machine of reported.values()) {
      const output = runOf(machine)?.output ?? "";
      // The block on Windows, the uploaded summary on Linux.
      for (const [, name = "", count] of output.matchAll(/\b'?(\w+Count)'? *: '?(-?\d+)\b/g)) {
        expect([name, machine.summary[name]]).toEqual([name, count]);
        printed += 1;
      }
    }
    expect(printed).toBeGreaterThan(1500);
  });

  test("is past 24,000 characters in the output of about half of the installations", () => {
    const outputs = [...reported.values()].flatMap((machine) => {
      const run = runOf(machine);
      return run === undefined || machine.state.Operation === "Scan" ? [] : [run.output];
    });
    const cut = outputs.filter(
      (output) => output.indexOf("nstalled count:") > 24_000 && output.length > 24_000,
    );
    expect(cut.length / outputs.length).toBeGreaterThan(0.25);
    expect(cut.length / outputs.length).toBeLessThan(0.6);
  });

  test("has the patches in a failed run's output as failed or pending", () => {
    let failed = 0;
    for (const machine of reported.values()) {
      const run = runOf(machine);
      if (run?.machine.outcome !== "Failed") continue;
      failed += 1;
      const bad = machine.patches.filter(
        ({ State }) => State === "Failed" || State === "InstalledPendingReboot",
      );
      expect(bad).not.toEqual([]);
      if (/exit code 194/.test(run.output)) continue;
      for (const { KBId = "" } of bad.slice(0, 1)) {
        expect(run.output).toContain(KBId.replace(/[.:](x86_64|amd64)$/, ""));
      }
    }
    expect(failed).toBeGreaterThan(15);
  });

  test("keeps an older state if last night's run did not report", () => {
    const silent =
      /Unable to upload|Could not get lock|rpmdb open failed|Curl error|AccessDenied:|Status code: 404/;
    let older = 0;
    for (const name of ["linux-patch-nightly", "windows-patch-nightly"]) {
      const { start, tasks } = execution(name);
      for (const invocation of tasks
        .filter(({ task }) => task.TaskArn === "AWS-RunPatchBaseline")
        .flatMap(invocationsOf)) {
        for (const { InstanceId, outcome, details } of commandOf(invocation)?.machines ?? []) {
          const run = found(runs.get(`${invocation.ExecutionId} ${InstanceId}`));
          const never = outcome !== "Success" && details !== "Failed";
          if (!never && !silent.test(run.output)) continue;
          const machine = reported.get(InstanceId);
          if (machine === undefined) continue;
          expect(found(machine.state.OperationEndTime) < start).toBe(true);
          older += 1;
        }
      }
    }
    expect(older).toBeGreaterThan(20);
  });
});

test.each([
  ["web-prod-006", { Operation: "Install", FailedCount: 0, RebootOption: "NoReboot" }, "pending"],
  ["win-sql-07", { Operation: "Install", FailedCount: 0 }, "pending"],
  ["web-prod-007", { Operation: "Install", InstalledPendingRebootCount: 0 }, "failed"],
  ["win-iis-010", { Operation: "Install", FailedCount: 0 }, "missing"],
  ["app-prod-026", { Operation: "Scan", FailedCount: 0 }, "missing"],
  ["win-iis-006", { Operation: "Scan", FailedCount: 0 }, "missing"],
])("%s passed and is not fully patched", (name, expected, what) => {
  const { state } = found(reported.get(idOf(name)));
  expect(state).toMatchObject(expected);
  const counts = {
    pending: state.InstalledPendingRebootCount,
    failed: state.FailedCount,
    missing: state.MissingCount,
  };
  expect(counts[what as keyof typeof counts]).toBeGreaterThan(0); // the words of the table
});

test("a machine that passed without a report has the state of the night before", () => {
  const { state } = found(reported.get(idOf("app-prod-025")));
  expect(found(state.OperationEndTime) < execution("linux-patch-nightly").start).toBe(true);
});

test("machines that are never scanned have no patch data, nor have terminated ones", () => {
  for (const name of ["batch-001", "store-kiosk-01", "ci-runner-001", "web-prod-044", "db-prod-24"]) {
    expect(reported.has(idOf(name))).toBe(false);
  }
});

test("the account has 498 machines; those that the last command could not reach have ConnectionLost", async () => {
  const machines = new Map<string, string | undefined>();
  for await (const { InstanceId = "", PingStatus } of client.items("DescribeInstanceInformation", {})) {
    machines.set(InstanceId, PingStatus);
  }
  expect(machines.size).toBe(498);
  for (const name of ["db-eu-08", "win-sql-03", "store-kiosk-01", "store-kiosk-05"]) {
    expect(machines.get(idOf(name))).toBe("ConnectionLost");
  }
  // Checked after its patch run was undeliverable.
  expect(machines.get(idOf("web-prod-056"))).toBe("Online");
});

test("responses have the shapes that AWS documents", async () => {
  const InstanceIds = fleet.slice(0, 50).map(({ InstanceId }) => InstanceId);
  const responses = {
    DescribeInstanceInformation: await client.call("DescribeInstanceInformation", { MaxResults: 50 }),
    DescribeInstancePatchStates: await client.call("DescribeInstancePatchStates", { InstanceIds }),
    GetInventory: await client.call("GetInventory", { ResultAttributes: [{ TypeName: "AWS:PatchSummary" }] }),
  } as const;
  for (const name of Object.keys(responses) as (keyof typeof responses)[]) {
    // The keys of the literal.
    expect(() => {
      validateOutput(name, responses[name]);
    }).not.toThrow();
  }
});

test("a machine is found by its tags", async () => {
  const Filters = [{ Key: "tag:PatchGroup", Values: ["databases"] }];
  const { InstanceInformationList } = await client.call("DescribeInstanceInformation", {
    Filters,
    MaxResults: 50,
  });
  // One of 40 is terminated.
  expect(InstanceInformationList).toHaveLength(39);
});

const successes = windows
  .flatMap(({ executions }) => executions)
  .flatMap(({ tasks }) => tasks)
  .flatMap(invocationsOf)
  .flatMap((invocation) => commandOf(invocation)?.machines ?? [])
  .filter(({ outcome }) => outcome === "Success");

test("a machine has no commands after its termination", () => {
  const { machines } = patchNight.plan({ now: NOW, seed: 7 });
  const ends = new Map<string, number>();
  for (let index = 0; index < found(machines).length; index += 1) {
    const { information, terminated } = found(machines?.at(index));
    if (terminated !== undefined) ends.set(information.InstanceId, terminated.getTime());
  }
  expect(ends.size).toBe(2);
  const late = successes.filter(
    ({ InstanceId, start }) => start <= NOW && start.getTime() > (ends.get(InstanceId) ?? Infinity),
  );
  expect(late).toEqual([]);
});

test("every tag target selects the machines of its commands", async () => {
  const alive = new Set<unknown>();
  for await (const { InstanceId } of client.items("DescribeInstanceInformation", {})) alive.add(InstanceId);
  const targets = windows
    .flatMap(({ targets: registered }) => registered)
    .filter(({ Targets = [] }) => Targets[0]?.Key?.startsWith("tag:"));
  expect(targets.length).toBeGreaterThan(10);
  for (const { WindowTargetId, Targets: [{ Key = "", Values = [] } = {}] = [] } of targets) {
    const tagged = new Set<unknown>();
    const Filters = [{ Key, Values }];
    for await (const { InstanceId } of client.items("DescribeInstanceInformation", { Filters }))
      tagged.add(InstanceId);
    const missed = windows
      .flatMap(({ executions }) => executions)
      .filter(({ start }) => start <= NOW)
      .flatMap(({ tasks }) => tasks)
      .flatMap(invocationsOf)
      .filter((invocation) => invocation.WindowTargetId === WindowTargetId)
      .flatMap((invocation) => commandOf(invocation)?.machines ?? [])
      .filter(({ InstanceId }) => alive.has(InstanceId) && !tagged.has(InstanceId));
    expect(missed, `${Key}=${Values.join()}`).toEqual([]);
  }
});
