/** Counts add up for any account and any fault. See green.test.ts for PASSED. */
import { isFinalStatus } from "@windowpane/core";
import type { InvocationPlan, MachinePlan, MockFault, TaskPlan } from "@windowpane/transport-mock";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  resultsWorstFirst,
  machinesOf,
  reportExecution,
  type Counts,
  type ExecutionReport,
} from "../src/index.ts";
import {
  account,
  clientOf,
  command,
  end,
  execution,
  machine,
  machineId,
  task,
  unreached,
  WindowExecutionId,
} from "./small-plan.ts";

const later = new Date("2026-11-22T09:00:00Z");

const machines = fc
  .array(fc.constantFrom("ok", "failed", "slow", "lost", "stopped", "running"), { maxLength: 5 })
  .map((kinds) =>
    kinds.map((kind, index): MachinePlan => {
      const number = index + 1;
      if (kind === "failed") return machine(number, { outcome: "Failed", stderr: "error: no key" });
      if (kind === "slow") return machine(number, { outcome: "TimedOut", details: "Execution Timed Out" });
      if (kind === "lost") return unreached(number, "Undeliverable");
      if (kind === "stopped") return unreached(number, "Terminated", "Cancelled");
      return kind === "running" ? machine(number, { end: later }) : machine(number);
    }),
  );

const outcomes = fc.constantFrom("SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED");

const invocations = fc.array(
  fc.record({
    machines,
    outcome: outcomes,
    gone: fc.boolean(),
    started: fc.boolean(),
    extra: fc.boolean(),
    details: fc.constantFrom("Success", "Failed", ""),
  }),
  { maxLength: 3 },
);

const plans = fc.record({
  outcome: outcomes,
  tasks: fc.array(fc.record({ invocations, outcome: outcomes }), { maxLength: 3 }),
});

type Plan = typeof plans extends fc.Arbitrary<infer Value> ? Value : never;

const invocationPlan = (
  plan: Plan["tasks"][number]["invocations"][number],
  number: number,
): InvocationPlan => {
  const named = [
    ...plan.machines.map(({ InstanceId }) => InstanceId),
    ...(plan.extra ? [machineId(99)] : []),
  ];
  const {
    command: started,
    ExecutionId,
    ...rest
  } = command(number, plan.machines, {
    outcome: plan.outcome,
    details: plan.details,
    Parameters: JSON.stringify({ instanceIds: named }),
  });
  if (!plan.started) return rest;
  // Both are there: `command` made them.
  return {
    ...rest,
    ...(ExecutionId === undefined ? {} : { ExecutionId }),
    ...(plan.gone || started === undefined ? {} : { command: started }),
  };
};

const taskPlans = ({ tasks }: Plan): readonly TaskPlan[] =>
  tasks.map(({ invocations: all, outcome }, index) =>
    task(
      index,
      all.map((plan, position) => invocationPlan(plan, index * 10 + position)),
      { outcome },
    ),
  );

const read = (plan: Plan, faults: readonly MockFault[] = []): Promise<ExecutionReport> =>
  reportExecution(clientOf(account(execution(taskPlans(plan), { outcome: plan.outcome, end })), faults), {
    WindowExecutionId,
  });

const balanced = ({ total, results }: Counts): boolean =>
  resultsWorstFirst.reduce((sum, result) => sum + results[result], 0) === total;

const faults = fc.constantFrom<MockFault>(
  { kind: "access-denied", operations: ["ListCommandInvocations"] },
  { kind: "access-denied", operations: ["DescribeMaintenanceWindowExecutionTaskInvocations"] },
  { kind: "access-denied", operations: ["GetMaintenanceWindowExecution"] },
  { kind: "server-error", times: 1 },
  { kind: "empty-page", times: 2 },
);

describe("every report", () => {
  it("adds up at every level, and its levels add up to each other", async () => {
    let unknown = 0;
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const report = await read(plan);
        const levels = [report, ...report.tasks, ...report.tasks.flatMap((one) => one.invocations)];
        expect(levels.every(({ counts }) => balanced(counts)) && balanced(report.machineCounts)).toBe(true);
        expect(report.counts.total).toBe([...machinesOf(report)].length);
        // Unknown results always have a gap.
        if (report.counts.results.unknown > 0) {
          unknown += 1;
          expect(report.complete).toBe(false);
        }
        for (const one of report.tasks) {
          expect(one.counts.total).toBe(one.invocations.reduce((sum, { counts }) => sum + counts.total, 0));
        }
        for (const { machines: rows, counts } of report.tasks.flatMap((one) => one.invocations)) {
          expect(counts.total).toBe(rows.length);
          expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
        }
      }),
      { numRuns: 150 },
    );
    expect(unknown).toBeGreaterThanOrEqual(50);
  });

  it("is equal with and without a fault, or has a gap and is not PASSED", async () => {
    let whole = 0;
    let partial = 0;
    await fc.assert(
      fc.asyncProperty(plans, faults, async (plan, fault) => {
        const truth = await read(plan);
        const report = await read(plan, [fault]).catch(() => undefined);
        fc.pre(report !== undefined);
        expect(report.complete).toBe(report.gaps.length === 0);
        if (report.complete) {
          whole += 1;
          expect([report.counts, report.verdict]).toEqual([truth.counts, truth.verdict]);
        } else {
          partial += 1;
          expect(report.verdict).not.toBe("PASSED");
        }
      }),
      { numRuns: 300 },
    );
    expect(whole).toBeGreaterThanOrEqual(50);
    expect(partial).toBeGreaterThanOrEqual(50);
  });

  it("is RUNNING only while something runs", async () => {
    let running = 0;
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const report = await read(plan);
        const open = report.counts.results.running + report.counts.results.pending;
        if (report.verdict === "RUNNING") running += 1;
        expect(report.verdict === "RUNNING").toBe(open > 0 || !isFinalStatus(report.Status));
      }),
      { numRuns: 150 },
    );
    expect(running).toBeGreaterThanOrEqual(20);
  });
});
