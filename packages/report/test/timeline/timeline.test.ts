import { describe, expect, it } from "vitest";
import { createClient } from "@windowpane/core";
import { fixedClock, mockTransport, patchNight, type TaskPlan } from "@windowpane/transport-mock";
import * as fc from "fast-check";
import {
  machinesOf,
  reportExecution,
  timelineOf,
  type ExecutionReport,
  type Timeline,
  type TimelineWindow,
} from "../../src/index.ts";
import {
  account,
  clientOf,
  command,
  end,
  execution,
  machine,
  machineId,
  now,
  start,
  task,
  unreached,
  WindowExecutionId,
} from "../small-plan.ts";

const HOUR = 3_600_000;
/** The window of small-plan's execution; its cutoff is at the end of the execution. */
const limited: TimelineWindow = { Duration: 2, Cutoff: 1 };

const timelineFor = async (
  tasks: readonly TaskPlan[],
  options: {
    readonly plan?: Parameters<typeof execution>[1];
    readonly window?: TimelineWindow | undefined;
  } = {},
): Promise<Timeline> => {
  const client = clientOf(account(execution(tasks, options.plan)));
  const report = await reportExecution(client, { WindowExecutionId });
  return timelineOf(report, { now, window: options.window });
};

const whys = ({ notRun }: Timeline) => notRun.map(({ why, rows, tasks }) => ({ why, rows, tasks }));

describe("a timeline", () => {
  it("has a row for every level and machine, each below its parent", async () => {
    const timeline = await timelineFor([task(1, [command(1, [machine(1), machine(2)])])], {
      window: limited,
    });
    expect(timeline.rows.map(({ level, depth, name }) => [level, depth, name])).toEqual([
      ["execution", 0, WindowExecutionId],
      ["task", 1, "AWS-RunShellScript"],
      ["invocation", 2, "AWS-RunShellScript"],
      ["machine", 3, machineId(1)],
      ["machine", 3, machineId(2)],
    ]);
    expect(new Set(timeline.rows.map(({ key }) => key)).size).toBe(5);
    expect(timeline).toMatchObject({ from: start, to: end, running: false, notRun: [] });
  });

  it("ends the window after its Duration, and cuts off Cutoff hours before", async () => {
    const { limits } = await timelineFor([], { window: { Duration: 3, Cutoff: 1 } });
    expect(limits).toEqual({
      end: new Date(start.getTime() + 3 * HOUR),
      cutoff: new Date(start.getTime() + 2 * HOUR),
      changedSince: false,
    });
  });

  it("notes if the window was changed after the execution began", async () => {
    const { limits } = await timelineFor([], { window: { ...limited, ModifiedDate: end } });
    expect(limits?.changedSince).toBe(true);
  });

  it("draws running rows until now", async () => {
    const later = new Date(now.getTime() + HOUR);
    const timeline = await timelineFor(
      [task(1, [command(1, [machine(1, { end: later })], { end: later })], { end: later })],
      { plan: { end: later }, window: limited },
    );
    expect(timeline).toMatchObject({ running: true, to: now });
    expect(timeline.rows.map(({ level, open }) => [level, open])).toEqual([
      ["execution", true],
      ["task", true],
      ["invocation", true],
      ["machine", true],
    ]);
  });

  it("has no time span if nothing has started", () => {
    const report: ExecutionReport = {
      WindowExecutionId,
      verdict: "UNKNOWN",
      reason: "",
      falseGreen: false,
      counts: emptyCounts,
      machineCounts: emptyCounts,
      tasks: [],
      groups: [],
      gaps: [],
      done: true,
      complete: true,
      progress: { tasks: 0, tasksRead: 0, invocations: 0, invocationsRead: 0, requests: 0 },
    };
    const timeline = timelineOf(report, { now, window: limited });
    expect(timeline.from).toBeUndefined();
    expect(timeline.limits).toBeUndefined();
  });
});

const noCounts = {
  passed: 0,
  failed: 0,
  timedOut: 0,
  unreachable: 0,
  cancelled: 0,
  running: 0,
  pending: 0,
  notRun: 0,
  unknown: 0,
};
const emptyCounts = { total: 0, exact: true, results: noCounts };

describe("what did not run", () => {
  it("has the reason MaxErrors if Run Command terminated it", async () => {
    const timeline = await timelineFor([
      task(1, [command(1, [machine(1, { outcome: "Failed" }), unreached(2, "Terminated", "Cancelled")])]),
    ]);
    expect(timeline.notRun).toEqual([
      {
        why: "max-errors",
        rows: 1,
        tasks: 0,
        reason: "Too many errors elsewhere: the task's MaxErrors (2) was reached.",
      },
    ]);
  });

  const notStarted = { ...command(2, []), ExecutionId: "", command: undefined };
  const { ExecutionId: _, command: __, ...invocation } = notStarted;
  const waiting = { ...invocation, Parameters: JSON.stringify({ instanceIds: [machineId(7)] }) };

  it("has the reason cutoff if AWS reports TIMED_OUT at that time", async () => {
    const late = { ...waiting, outcome: "TIMED_OUT" as const };
    const tasks = [task(1, [command(1, [machine(1)]), late], { outcome: "TIMED_OUT" })];
    expect(whys(await timelineFor(tasks, { window: limited }))).toEqual([
      { why: "cutoff", rows: 1, tasks: 0 },
    ]);
  });

  it.each([
    ["the window is not known", undefined],
    ["the cutoff lay elsewhere", { Duration: 6, Cutoff: 1 }],
    ["the window has no known Cutoff", { Duration: 2 }],
    [
      "the window was changed since, and its cutoff fits no more",
      { Duration: 1.5, Cutoff: 1, ModifiedDate: now },
    ],
    [
      "the task continues past the cutoff",
      { ...limited, tasks: [{ TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND" }] },
    ],
  ])("does not have the reason cutoff if %s", async (_name, known) => {
    const late = { ...waiting, outcome: "TIMED_OUT" as const };
    const tasks = [task(1, [command(1, [machine(1)]), late], { outcome: "TIMED_OUT" })];
    expect(whys(await timelineFor(tasks, { window: known }))).toEqual([
      { why: "unknown", rows: 1, tasks: 0 },
    ]);
  });

  it("has the reason cutoff if the task is registered with CANCEL_TASK", async () => {
    const tasks = [{ TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND", CutoffBehavior: "CANCEL_TASK" }];
    const late = { ...waiting, outcome: "TIMED_OUT" as const };
    const plans = [task(1, [command(1, [machine(1)]), late], { outcome: "TIMED_OUT" })];
    expect(whys(await timelineFor(plans, { window: { ...limited, tasks } }))).toEqual([
      { why: "cutoff", rows: 1, tasks: 0 },
    ]);
  });

  it("has the reason cancelled if AWS reports CANCELLED", async () => {
    const dropped = { ...waiting, outcome: "CANCELLED" as const };
    const timeline = await timelineFor([task(1, [dropped], { outcome: "CANCELLED" })], {
      plan: { outcome: "CANCELLED" },
      window: limited,
    });
    expect(whys(timeline)).toEqual([{ why: "cancelled", rows: 1, tasks: 0 }]);
    expect(timeline.rows.map(({ level, notRun }) => [level, notRun?.why])).toEqual([
      ["execution", undefined],
      ["task", "cancelled"],
      ["invocation", "cancelled"],
      ["machine", "cancelled"],
    ]);
  });

  it("has AWS's explanation if AWS did not start it", async () => {
    const refused = {
      ...waiting,
      outcome: "FAILED" as const,
      details: "The instance IDs list contains an invalid entry.",
    };
    const { notRun } = await timelineFor([task(1, [refused], { outcome: "FAILED" })], { window: limited });
    expect(notRun).toMatchObject([{ why: "not-started", rows: 1 }]);
    expect(notRun[0]?.reason).toContain("invalid entry");
  });

  it("counts a task without rows as a task", async () => {
    const tasks = [task(1, [command(1, [machine(1)])]), task(2, [], { outcome: "TIMED_OUT" })];
    expect(whys(await timelineFor(tasks, { window: limited }))).toEqual([
      { why: "cutoff", rows: 0, tasks: 1 },
    ]);
  });
});

describe("over the demo's account", () => {
  const at = new Date("2026-11-22T08:00:00Z");
  const plan = patchNight.plan({ now: at, seed: 1 });
  const client = createClient(mockTransport({ scenario: patchNight, clock: fixedClock(at), seed: 1 }));

  it.each(plan.windows.map((window) => [window.window.Name ?? "", window] as const))(
    "%s: what never ran adds up, and every line lies in the span",
    async (_name, { window: registered, executions, tasks }) => {
      const newest = executions.filter(({ start: began }) => began <= at).slice(0, 2);
      for (const one of newest) {
        const report = await reportExecution(client, { WindowExecutionId: one.WindowExecutionId });
        const timeline = timelineOf(report, { now: at, window: { ...registered, tasks } });
        const rows = timeline.notRun.reduce((sum, group) => sum + group.rows, 0);
        expect(rows).toBe(report.counts.results.notRun);
        expect(timeline.rows.filter(({ level }) => level === "machine")).toHaveLength(
          [...machinesOf(report)].length,
        );
        expect(new Set(timeline.rows.map(({ key }) => key)).size).toBe(timeline.rows.length);
        for (const { StartTime, EndTime } of timeline.rows) {
          if (StartTime !== undefined) expect(StartTime >= (timeline.from ?? at)).toBe(true);
          if (EndTime !== undefined) expect(EndTime <= (timeline.to ?? start)).toBe(true);
        }
      }
    },
  );

  it("has the cutoff as the reason why machines and a task of last night's snapshots did not run", async () => {
    const window = plan.windows.find(({ window: { Name } }) => Name === "db-snapshot-nightly");
    const last = window?.executions[0]?.WindowExecutionId ?? "";
    const report = await reportExecution(client, { WindowExecutionId: last });
    const timeline = timelineOf(report, { now: at, window: { ...window?.window, tasks: window?.tasks } });
    expect(whys(timeline)).toEqual([{ why: "cutoff", rows: report.counts.results.notRun, tasks: 1 }]);
    expect(report.counts.results.notRun).toBeGreaterThan(0);
  });
});

it("does not report anything that ran as not run, for any plan", async () => {
  const ran = { yes: 0, no: 0 };
  const outcomes = fc.constantFrom("SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED");
  const kinds = fc.array(fc.constantFrom("ok", "failed", "stopped", "lost"), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      outcomes,
      fc.array(fc.record({ kinds, outcome: outcomes }), { maxLength: 3 }),
      async (outcome, tasks) => {
        const plans = tasks.map(({ kinds: own, outcome: ending }, index) =>
          task(
            index,
            [
              command(
                index,
                own.map((kind, place) => {
                  if (kind === "failed") return machine(place, { outcome: "Failed" });
                  if (kind === "stopped") return unreached(place, "Terminated", "Cancelled");
                  return kind === "lost" ? unreached(place, "Undeliverable") : machine(place);
                }),
                { outcome: ending },
              ),
            ],
            { outcome: ending },
          ),
        );
        const timeline = await timelineFor(plans, { plan: { outcome }, window: limited });
        const rows = timeline.rows.filter(({ level }) => level === "machine");
        for (const row of rows) {
          ran[row.result === "notRun" ? "no" : "yes"] += 1;
          expect(row.notRun !== undefined).toBe(row.result === "notRun");
        }
        expect(timeline.notRun.reduce((sum, group) => sum + group.rows, 0)).toBe(
          timeline.counts.results.notRun,
        );
      },
    ),
    { numRuns: 60 },
  );
  expect(Math.min(ran.yes, ran.no)).toBeGreaterThanOrEqual(30);
});
