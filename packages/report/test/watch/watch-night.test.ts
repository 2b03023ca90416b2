import { createClient } from "@windowpane/core";
import { manualClock, mockTransport, type AccountPlan, type ExecutionPlan } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { watchNight, type NightEvent } from "../../src/index.ts";
import { oneOfSeveral } from "../several-accounts.ts";
import { account, command, execution, machine, task, uuid, WindowId } from "../small-plan.ts";

const MINUTE = 60_000;
const beginning = new Date("2026-11-22T02:00:00Z");
const after = (minutes: number): Date => new Date(beginning.getTime() + minutes * MINUTE);

/** An execution with one machine, which fails where `code` is not 0. Times are in minutes after the watch begins. */
const run = (number: number, [from, to]: readonly [number, number], code = 0): ExecutionPlan => {
  const times = { start: after(from), end: after(to) };
  const outcome = code === 0 ? "Success" : "Failed";
  const whole = code === 0 ? "SUCCESS" : "FAILED";
  return execution(
    [
      task(
        number,
        [command(number, [machine(number, { ...times, outcome, code })], { ...times, outcome: whole })],
        {
          ...times,
          outcome: whole,
        },
      ),
    ],
    { WindowExecutionId: uuid(number), ...times, outcome: whole },
  );
};

const withNext = (plan: AccountPlan, minutes: number): AccountPlan => ({
  ...plan,
  windows: plan.windows.map((one) => ({
    ...one,
    window: { ...one.window, NextExecutionTime: after(minutes).toISOString() },
  })),
});

interface WatchedOptions {
  readonly plan: AccountPlan;
  /** In minutes after the watch begins. Default: 120. */
  readonly until?: number;
  readonly several?: boolean;
}

/** All events of a watch from an hour before it begins; its delays advance the clock. */
const watched = async ({
  plan,
  until = 120,
  several = false,
}: WatchedOptions): Promise<readonly NightEvent[]> => {
  const clock = manualClock(beginning.toISOString());
  const transport = several
    ? oneOfSeveral(plan, { Account: "111122223333", AccountName: "payments", Region: "eu-west-1" }, clock)
    : mockTransport({ scenario: plan, clock });
  const events: NightEvent[] = [];
  for await (const event of watchNight(createClient(transport), {
    since: after(-60),
    until: after(until),
    now: () => clock.now(),
    sleep: async (milliseconds) => clock.advance(milliseconds),
  }))
    events.push(event);
  return events;
};

const lines = (events: readonly NightEvent[]): readonly string[] =>
  events.flatMap((one) => {
    if (one.kind === "gap") return [`gap ${one.gap.code}`];
    if (one.kind === "ended") return [`ended ${one.report.verdict}`];
    if (one.kind !== "execution" || one.event.kind === "progress") return [];
    const verdict = one.event.kind === "ended" ? ` ${one.event.report.verdict}` : "";
    return [`${one.event.kind} ${Number(one.WindowExecutionId.slice(-12))}${verdict}`];
  });

describe("a watch over everything that runs", () => {
  it("follows what runs, tells only the end of what had ended, and ends when everything has", async () => {
    const events = await watched({ plan: account(run(1, [-50, -40], 1), run(2, [-10, 20], 1)) });
    expect(lines(events)).toEqual([
      "started 2",
      "ended 1 FAILED",
      "failed 2",
      "ended 2 FAILED",
      "ended FAILED",
    ]);
    expect(events.at(-1)?.at.getTime()).toBeLessThan(after(60).getTime());
  });

  it("leaves out what ended before the period", async () => {
    const events = await watched({ plan: account(run(1, [-90, -70], 1), run(2, [-10, 20])) });
    expect(lines(events)).toEqual(["started 2", "ended 2 PASSED", "ended PASSED"]);
  });

  it("waits for a window that is due, and follows its execution", async () => {
    const events = await watched({ plan: withNext(account(run(1, [30, 50], 1)), 30), until: 45 });
    expect(lines(events)).toEqual(["started 1", "failed 1", "ended 1 FAILED", "ended FAILED"]);
    const [look] = events.filter((event) => event.kind === "look");
    expect(look).toMatchObject({ windows: 1, open: 0, next: { WindowId, NextExecutionTime: after(30) } });
  });

  it("does not wait for a window that is due after the period", async () => {
    const events = await watched({ plan: withNext(account(run(1, [300, 310])), 300) });
    expect(lines(events)).toEqual(["ended EMPTY"]);
    expect(events).toHaveLength(1);
  });

  it("tells once that an account cannot be read, and is then not complete", async () => {
    const events = await watched({ plan: account(run(1, [-10, 20])), several: true });
    expect(lines(events)).toEqual(["gap AccessDenied", "started 1", "ended 1 PASSED", "ended UNKNOWN"]);
    const last = events.at(-1);
    expect(last?.kind === "ended" && last.report).toMatchObject({
      complete: false,
      gaps: [{ code: "AccessDenied", origin: { AccountName: "legacy" } }],
    });
  });
});
