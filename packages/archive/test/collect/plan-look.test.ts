import { describe, expect, it } from "vitest";
import {
  afterFailedRead,
  afterIncompleteRead,
  collectTimes,
  dueRuns,
  isAnnounced,
  listFrom,
  planLook,
  type KnownRun,
  type ListedExecution,
  type ListedRuns,
} from "../../src/collect/plan-look.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse("2026-11-22T08:00:00Z");
const WindowId = "mw-0123456789abcdef0";

const listed = (id: string, hoursAgo: number, Status: string | undefined = "SUCCESS"): ListedExecution => ({
  WindowExecutionId: id,
  Status,
  StartTime: new Date(now - hoursAgo * HOUR),
});

const list = (executions: readonly ListedExecution[], more: Partial<ListedRuns> = {}): ListedRuns => ({
  WindowId,
  since: now - 2 * DAY,
  isWhole: true,
  executions,
  ...more,
});

const known = (id: string, more: Partial<KnownRun> = {}): KnownRun => ({
  WindowExecutionId: id,
  WindowId,
  startedAt: now - 5 * HOUR,
  state: "running",
  attempts: 0,
  nextAt: 0,
  seenAt: now - 4 * HOUR,
  announced: false,
  ...more,
});

const plan = (lists: readonly ListedRuns[], runs: readonly KnownRun[] = [], stored: readonly string[] = []) =>
  planLook(lists, {
    now,
    known: new Map(runs.map((run) => [run.WindowExecutionId, run])),
    isStored: (id) => stored.includes(id),
  });

describe("listFrom", () => {
  const from = (coveredUntil: number | undefined, running: readonly KnownRun[] = [], backlog?: number) =>
    now - listFrom({ now, coveredUntil, running, backlog });

  it("lists 30 days at first, or the backlog that was asked for", () => {
    expect(from(undefined)).toBe(30 * DAY);
    expect(from(undefined, [], 7 * DAY)).toBe(7 * DAY);
    expect(from(undefined, [], 90 * DAY)).toBe(30 * DAY);
  });

  it("goes back a day before the last complete look", () => {
    expect(from(now - HOUR)).toBe(HOUR + DAY);
  });

  it("goes back to the oldest running execution, because AWS filters by start only", () => {
    expect(from(now - HOUR, [known("a", { startedAt: now - 9 * DAY })])).toBe(9 * DAY);
  });

  it("goes back to a start that is not decided", () => {
    const undecided = [now - 4 * DAY];
    expect(now - listFrom({ now, coveredUntil: now - HOUR, running: [], undecided })).toBe(4 * DAY);
  });

  it("goes back 30 days if the clock was more than a day ahead at the last look", () => {
    expect(from(now + HOUR)).toBe(DAY - HOUR);
    expect(from(now + 2 * DAY)).toBe(30 * DAY);
  });

  it("lists no more than AWS keeps after a pause of 40 days", () => {
    expect(from(now - 40 * DAY)).toBe(30 * DAY);
  });
});

describe("planLook", () => {
  it("reads ended executions that are not stored, whatever the order of the list", () => {
    const { changed } = plan(
      [list([listed("old", 30), listed("new", 1), listed("stored", 2)])],
      [],
      ["stored"],
    );
    expect(changed.map(({ WindowExecutionId, state }) => [WindowExecutionId, state])).toEqual([
      ["old", "waiting"],
      ["new", "waiting"],
    ]);
  });

  it("remembers running executions and those with a status that is not known, and notes when they end", () => {
    const { changed } = plan([list([listed("runs", 1, "IN_PROGRESS"), listed("strange", 1, "HIBERNATING")])]);
    expect(changed.map(({ state }) => state)).toEqual(["running", "running"]);
    const ended = plan([list([listed("runs", 5)])], [known("runs", { attempts: 3, nextAt: now + DAY })]);
    expect(ended.changed).toEqual([known("runs", { state: "waiting", seenAt: now })]);
    expect(plan([list([listed("runs", 5, "PENDING")])], [known("runs")]).changed).toEqual([]);
  });

  it("skips executions that began before the list's period, because an earlier look had them", () => {
    expect(plan([list([listed("early", 49)])]).changed).toEqual([]);
    expect(plan([list([{ WindowExecutionId: "undated", Status: "FAILED" }])]).changed).toHaveLength(1);
  });

  it("takes an execution once that a growing list repeats", () => {
    expect(plan([list([listed("twice", 1), listed("twice", 1)])]).changed).toHaveLength(1);
  });

  it("counts executions without an ID", () => {
    expect(plan([list([{ Status: "SUCCESS" }])])).toEqual({ changed: [], unlisted: [], nameless: 1 });
  });

  it("asks for running executions that a whole list does not have", () => {
    expect(plan([list([])], [known("gone")]).unlisted).toHaveLength(1);
    expect(plan([list([], { isWhole: false })], [known("gone")]).unlisted).toEqual([]);
    expect(plan([list([], { since: now })], [known("gone")]).unlisted).toEqual([]);
    expect(plan([list([])], [known("gone", { nextAt: now + 1 })]).unlisted).toEqual([]);
    expect(plan([list([])], [known("read", { state: "again" })]).unlisted).toEqual([]);
  });
});

describe("dueRuns", () => {
  it("reads the newest first, because the next scan overwrites patch states", () => {
    const runs = [
      known("old", { state: "waiting", startedAt: now - 2 * DAY }),
      known("later", { state: "again", nextAt: now + 1 }),
      known("runs"),
      known("new", { state: "again", startedAt: now - HOUR }),
    ];
    expect(dueRuns(runs, now).map(({ WindowExecutionId }) => WindowExecutionId)).toEqual(["new", "old"]);
  });
});

describe("reading again", () => {
  it("doubles the delay up to 12 hours, for three days", () => {
    const delays: number[] = [];
    let time = now;
    for (let run: KnownRun | undefined = known("a", { state: "waiting", seenAt: now }); run !== undefined;) {
      run = afterIncompleteRead(run, time);
      if (run === undefined) break;
      delays.push((run.nextAt - time) / HOUR);
      time = run.nextAt;
    }
    expect(delays).toEqual([0.25, 0.5, 1, 2, 4, 8, 12, 12, 12, 12, 12]);
  });

  it("reads it at least eight times, also after a pause of days", () => {
    const run = known("a", { state: "again", seenAt: now - 5 * DAY, attempts: 2 });
    expect(afterIncompleteRead(run, now)).toMatchObject({ attempts: 3 });
    expect(afterIncompleteRead({ ...run, attempts: 7 }, now)).toBeUndefined();
  });

  it("never gives up on an execution that could not be read at all", () => {
    const run = known("a", { state: "waiting", attempts: 500, seenAt: now - 20 * DAY });
    expect(afterFailedRead(run, now)).toEqual({ ...run, attempts: 501, nextAt: now + 12 * HOUR });
  });

  it("announces an incomplete execution after an hour", () => {
    expect(isAnnounced(known("a", { seenAt: now - collectTimes.announce + 1 }), now)).toBe(false);
    expect(isAnnounced(known("a", { seenAt: now - collectTimes.announce }), now)).toBe(true);
  });
});
