import { createClient } from "@windowpane/core";
import { manualClock, mockTransport, type RunPlan, type Scenario } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { WatchEvent } from "../../src/watch/model.ts";
import { watch } from "../../src/watch/watch.ts";

const WindowExecutionId = "0e4d0000-5c3a-4d0e-9b1f-6a2d84c1e001";
const TaskExecutionId = "0e4d0000-2b7e-4f61-8c05-19e3d7a4b002";
const MINUTE = 60_000;
const at = (time: string): Date => new Date(`2026-11-22T${time}Z`);
const executionEnd = at("08:05:00");
const never = new Date("2126-11-22T00:00:00Z");

/** An execution of one ended task, with one invocation that passed and one that ends at a given time. */
const account = (outcome: RunPlan["outcome"], secondEnd: Date): Scenario => ({
  name: "unended",
  plan: () => {
    const start = at("08:00:00");
    const run: RunPlan = { start, end: executionEnd, outcome };
    const invocation = (number: number, end: Date) => ({
      InvocationId: `0e4d0000-46c0-4e13-8a2d-00000000000${number}`,
      ExecutionId: `0e4d0000-7d94-4a28-b3c6-00000000000${number}`,
      Parameters: JSON.stringify({
        documentName: "AWS-RunShellScript",
        instanceIds: [`i-0000000000000000${number}`],
      }),
      start,
      end,
      outcome: "SUCCESS" as const,
      command: {
        DocumentName: "AWS-RunShellScript",
        machines: [
          {
            InstanceId: `i-0000000000000000${number}`,
            start,
            end,
            outcome: "Success" as const,
            details: "Success",
            plugins: [],
          },
        ],
      },
    });
    const task = {
      ...run,
      TaskExecutionId,
      task: { TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND" },
      invocations: [invocation(1, at("08:02:00")), invocation(2, secondEnd)],
    };
    return {
      windows: [
        {
          window: { WindowId: "mw-0e4d000000000000e", Name: "unended", Enabled: true },
          executions: [{ ...run, WindowExecutionId, tasks: [task] }],
        },
      ],
    };
  },
});

interface Watched {
  readonly events: readonly WatchEvent[];
  readonly last: WatchEvent | undefined;
  /** Time from the end of the execution to the end of the watch, in milliseconds. */
  readonly took: number;
  readonly looks: number;
}

/** Watches to the end; delays advance the clock. */
const watchIt = async (
  outcome: RunPlan["outcome"],
  secondEnd: Date,
  begin = "08:01:00",
): Promise<Watched> => {
  const clock = manualClock(`2026-11-22T${begin}Z`);
  const mock = mockTransport({ clock, scenario: account(outcome, secondEnd) });
  let looks = 1;
  const sleep = async (milliseconds: number): Promise<void> => {
    clock.advance(milliseconds);
    looks += 1;
    if (looks > 2000) throw new Error("It never ends.");
  };
  const events: WatchEvent[] = [];
  for await (const event of watch(createClient(mock), { WindowExecutionId, now: clock.now, sleep }))
    events.push(event);
  return { events, last: events.at(-1), took: clock.now().getTime() - executionEnd.getTime(), looks };
};

describe("a watch over an execution with an invocation that never ends", () => {
  it.each([
    ["SUCCESS", MINUTE],
    ["FAILED", MINUTE],
    ["SKIPPED_OVERLAPPING", MINUTE],
    ["CANCELLED", 120 * MINUTE],
    ["TIMED_OUT", 120 * MINUTE],
  ] as const)("ends when AWS has called it %s and nothing changed for %i ms", async (outcome, patience) => {
    const { last, took } = await watchIt(outcome, never);
    expect(last).toMatchObject({ kind: "ended", report: { Status: outcome } });
    // Skipped invocations end when they start.
    expect(took).toBeGreaterThanOrEqual(outcome === "SKIPPED_OVERLAPPING" ? -5 * MINUTE : patience);
    expect(took).toBeLessThan(patience + 2 * MINUTE);
  });

  it("counts parts that have not ended as unknown in the final report, with the reason", async () => {
    const { last } = await watchIt("SUCCESS", never);
    const report = last?.kind === "ended" ? last.report : undefined;
    expect(report?.verdict).toBe("UNKNOWN");
    expect(report?.counts.results).toMatchObject({ passed: 1, unknown: 1, running: 0, pending: 0 });
    expect(report?.reason).toBe(
      "Some of it did not end, so there may be more failures: 1 of 2 machines passed: 1 unknown.",
    );
    const open = report?.tasks[0]?.invocations.find(({ verdict }) => verdict === "UNKNOWN");
    expect(open?.reason).toBe("The execution has ended, but AWS still reports IN_PROGRESS for this.");
    expect(open?.machines[0]?.reason).toBe(
      "The execution has ended, but AWS reported no end for this machine: it was running when last read.",
    );
    expect(open?.Status).toBe("IN_PROGRESS");
  });

  it("keeps the verdict of other failures", async () => {
    const { last } = await watchIt("CANCELLED", never);
    expect(last).toMatchObject({ report: { verdict: "PARTIAL", counts: { results: { unknown: 1 } } } });
  });

  it.each(["SUCCESS", "FAILED", "CANCELLED", "TIMED_OUT"] as const)(
    "ends after one confirming look when it was %s long ago",
    async (outcome) => {
      const { last, looks } = await watchIt(outcome, never, "20:00:00");
      expect([last?.kind, looks]).toEqual(["ended", 2]);
    },
  );
});

describe("a watch over an execution that lets its work finish", () => {
  it.each(["CANCELLED", "TIMED_OUT"] as const)("follows what still runs to its end: %s", async (outcome) => {
    const { last, took } = await watchIt(outcome, at("09:30:00"));
    expect(took).toBeGreaterThanOrEqual(85 * MINUTE);
    expect(took).toBeLessThan(87 * MINUTE);
    expect(last).toMatchObject({
      kind: "ended",
      report: { counts: { results: { passed: 2, unknown: 0, running: 0 } } },
    });
  });
});
