import { describe, expect, test } from "vitest";
import { patchNight } from "../../src/scenarios/patch-night.ts";
import type { RunPlan } from "../../src/plan/plan.ts";
import {
  detailsOf,
  execution,
  found,
  invocationsOf,
  machinesOf,
  NOW,
  task,
  windowNamed,
  windows,
} from "./patch-night-account.ts";

const MINUTE = 60_000;
const TWELVE_HOURS = 12 * 60 * MINUTE;

const stateAt = (
  instant: number,
  { start, end }: Pick<RunPlan, "start" | "end">,
): "pending" | "running" | "done" =>
  instant < start.getTime() ? "pending" : instant < end.getTime() ? "running" : "done";

describe("the running window", () => {
  const running = execution("emergency-openssl");

  test("has a finished task, a running one and pending ones, and will fail", () => {
    expect(running.tasks.map((run) => stateAt(NOW.getTime(), run))).toEqual([
      "done",
      "running",
      "pending",
      "pending",
    ]);
    expect(stateAt(NOW.getTime(), running)).toBe("running");
    expect(running.outcome).toBe("FAILED");
  });

  test("progresses in nine of ten spans of fifteen seconds while it installs", () => {
    const installing = found(running.tasks[1]);
    const moments = invocationsOf(installing)
      .flatMap(machinesOf)
      .flatMap(({ start, end }) => [start.getTime(), end.getTime()]);
    const spans = Array.from({ length: 60 }, (_, index) => NOW.getTime() + index * 15_000);
    const moving = spans.filter((from) => moments.some((moment) => moment >= from && moment < from + 15_000));
    expect(moving.length).toBeGreaterThanOrEqual(54);
  });

  test("is the only running window", () => {
    const names = windows
      .filter(({ executions }) => executions.some((run) => stateAt(NOW.getTime(), run) === "running"))
      .map(({ window }) => window.Name);
    expect(names).toEqual(["emergency-openssl"]);
  });

  test("is running at any minute of the hour in which the demo starts", () => {
    for (let minutes = 0; minutes < 24 * 60; minutes += 97) {
      const now = new Date(NOW.getTime() + minutes * MINUTE + 31_007);
      const runs = patchNight.plan({ now, seed: 1 }).windows.flatMap(({ executions }) => executions);
      expect(runs.filter((run) => stateAt(now.getTime(), run) === "running")).toHaveLength(1);
    }
  });
});

test.each([
  ["linux-patch-nightly", 0],
  ["windows-patch-nightly", 0],
  ["app-config-rollout", 0],
  ["db-snapshot-nightly", 0],
  ["orders-drain", 2],
  ["ci-runner-cleanup", 0],
  ["store-kiosk-agent", 0],
  ["batch-cleanup", 0],
])("%s has finished within the last twelve hours", (name, ago) => {
  const { start, end } = execution(name, ago);
  expect(start.getTime()).toBeGreaterThan(NOW.getTime() - TWELVE_HOURS);
  expect(end.getTime()).toBeLessThan(NOW.getTime());
});

test("an execution was skipped because the previous one was running", () => {
  const skipped = execution("orders-drain");
  expect(skipped).toMatchObject({ outcome: "SKIPPED_OVERLAPPING", tasks: [] });
  const before = execution("orders-drain", 1);
  expect(before.start < skipped.start && before.end > skipped.start).toBe(true);
});

test("an execution is a SUCCESS without tasks, and its window has no tasks", () => {
  expect(execution("batch-cleanup")).toMatchObject({
    outcome: "SUCCESS",
    details: "No tasks to execute.",
    tasks: [],
  });
  expect(windowNamed("batch-cleanup")).toMatchObject({ tasks: [], targets: [] });
  expect(task("batch-cleanup", 0, 1).invocations.at(0)?.WindowTargetId).toMatch(/^[0-9a-f-]{36}$/);
});

test("a parent SUCCESS hides four undeliverable machines", () => {
  const parent = execution("store-kiosk-agent");
  const [berlin] = invocationsOf(found(parent.tasks[0]));
  expect(parent.outcome).toBe("SUCCESS");
  expect(berlin).toMatchObject({ outcome: "SUCCESS", details: "Success" });
  expect(detailsOf(machinesOf(berlin))).toEqual({ Undeliverable: 4, Success: 1 });
});

test("an invocation is a SUCCESS with the details Failed and one failed machine", () => {
  const [flush] = invocationsOf(task("orders-drain", 1, 2));
  expect(flush).toMatchObject({ outcome: "SUCCESS", details: "Failed" });
  expect(detailsOf(machinesOf(flush))).toEqual({ Success: 24, Failed: 1 });
  expect(execution("orders-drain", 2).outcome).toBe("SUCCESS");
});

test("a task exceeded MaxErrors: later machines did not run", () => {
  const rollout = task("app-config-rollout", 0);
  const [canary, ...later] = invocationsOf(rollout);
  expect(rollout).toMatchObject({ outcome: "FAILED", details: "The maximum error count was exceeded." });
  expect(detailsOf(machinesOf(canary))).toEqual({ Failed: 3, Success: 2, Terminated: 7 });
  const ends = new Map(machinesOf(canary).map(({ details, end }) => [details, end]));
  expect(found(ends.get("Terminated")) >= found(ends.get("Failed"))).toBe(true);
  expect(later).toHaveLength(2);
  for (const invocation of later) {
    expect(invocation.outcome).toBe("CANCELLED");
    expect(invocation).not.toHaveProperty("ExecutionId");
    expect(invocation).not.toHaveProperty("command");
  }
});

test("a cutoff stopped some automations; others and the next task did not start", () => {
  const { start, outcome, tasks } = execution("db-snapshot-nightly");
  const [, snapshots, restarts] = tasks;
  const all = invocationsOf(found(snapshots));
  const started = all.filter(({ ExecutionId }) => ExecutionId !== undefined);
  expect([outcome, snapshots?.outcome, restarts?.outcome]).toEqual(["TIMED_OUT", "TIMED_OUT", "TIMED_OUT"]);
  expect(started.map((invocation) => invocation.outcome)).toEqual([
    ...Array<string>(15).fill("SUCCESS"),
    ...Array<string>(3).fill("TIMED_OUT"),
  ]);
  expect(all.slice(18).map(({ outcome: own, automation }) => [own, automation])).toEqual(
    Array.from({ length: 6 }, () => ["TIMED_OUT", undefined]),
  );
  expect(restarts?.invocations.length).toBe(0);
  const { Duration = 0, Cutoff = 0 } = windowNamed("db-snapshot-nightly").window;
  const cutoff = start.getTime() + (Duration - Cutoff) * 60 * MINUTE;
  expect(Math.abs((snapshots?.end.getTime() ?? 0) - cutoff)).toBeLessThan(2000);
  expect(windowNamed("db-snapshot-nightly").tasks[1]?.CutoffBehavior).toBe("CANCEL_TASK");
});

test("an invocation failed before anything was started, and has no target", () => {
  const [invocation] = invocationsOf(task("ci-runner-cleanup", 1));
  expect(invocation).toMatchObject({
    outcome: "FAILED",
    details: "The instance IDs list contains an invalid entry.",
  });
  for (const absent of ["ExecutionId", "OwnerInformation", "WindowTargetId", "command"]) {
    expect(invocation).not.toHaveProperty(absent);
  }
});

test("a failed command has expired while its invocation remains", () => {
  const [verification] = invocationsOf(task("linux-patch-nightly", 1));
  expect(verification).toMatchObject({ outcome: "FAILED", details: "Failed" });
  expect(verification?.ExecutionId).toMatch(/^[0-9a-f-]{36}$/);
  expect(verification).not.toHaveProperty("command");
});

test("commands from 28 nights ago have expired, those from 27 nights ago have not", () => {
  const commands = [27, 28].map((ago) => task("linux-patch-nightly", 0, ago).invocations.at(0)?.command);
  expect(commands.map((command) => command !== undefined)).toEqual([true, false]);
});

test("an operator cancelled an execution, whose remaining invocations did not start", () => {
  const { outcome, tasks } = execution("windows-patch-nightly", 12);
  expect(outcome).toBe("CANCELLED");
  expect(tasks.map((each) => each.outcome)).toEqual(["SUCCESS", "CANCELLED"]);
  expect(invocationsOf(found(tasks[1])).map(({ ExecutionId }) => ExecutionId)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("web-health-daily succeeds every day", () => {
  const { executions } = windowNamed("web-health-daily");
  expect(executions).toHaveLength(30);
  expect(new Set(executions.map(({ outcome }) => outcome))).toEqual(new Set(["SUCCESS"]));
});

test("a disabled window has no next execution, a window without executions has one", () => {
  expect(windowNamed("legacy-crm-nightly").window).toMatchObject({ Enabled: false });
  expect(windowNamed("legacy-crm-nightly").window).not.toHaveProperty("NextExecutionTime");
  expect(windowNamed("legacy-crm-nightly").schedule).toEqual([]);
  expect(windowNamed("dr-failover-drill").executions).toEqual([]);
  expect(windowNamed("dr-failover-drill").window.NextExecutionTime).toBe("2026-12-12T09:00Z");
});

test("the agent update starts within five minutes, on all 500 machines", () => {
  const upcoming = windowNamed("ssm-agent-weekly").executions.filter(({ start }) => start > NOW);
  expect(upcoming).toHaveLength(1);
  const [next] = upcoming;
  expect(found(next).start.getTime() - NOW.getTime()).toBeLessThan(5 * MINUTE);
  const machines = found(next).tasks.flatMap(invocationsOf).flatMap(machinesOf);
  expect(new Set(machines.map(({ InstanceId }) => InstanceId)).size).toBe(500);
  expect(machines.filter(({ InstanceId }) => InstanceId.startsWith("mi-"))).toHaveLength(60);
});

test("the account has all task types, target types and schedule types", () => {
  const types = windows.flatMap(({ tasks }) => tasks.map(({ Type }) => Type));
  expect(new Set(types)).toEqual(new Set(["RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"]));
  const kinds = windows.flatMap(({ targets }) =>
    targets.map(({ ResourceType, Targets }) => `${ResourceType} ${Targets?.[0]?.Key?.split(":")[0]}`),
  );
  expect(new Set(kinds)).toEqual(
    new Set(["INSTANCE tag", "INSTANCE InstanceIds", "RESOURCE_GROUP resource-groups"]),
  );
  const schedules = windows.map(({ window }) => window.Schedule?.replace(/\(.*/, ""));
  expect(new Set(schedules)).toEqual(new Set(["cron", "rate", "at"]));
});
