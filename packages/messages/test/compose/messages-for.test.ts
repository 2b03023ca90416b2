import { describe, expect, it } from "vitest";
import type { Verdict } from "@windowpane/report";
import { nextDigestTime } from "../../src/compose/digest-time.ts";
import { messagesFor, messagesForMissed, type Destination } from "../../src/index.ts";
import { demoReport, demoTime, smallReport } from "../run-report.ts";

const now = new Date("2026-11-29T02:15:00Z");
const base: Destination = { name: "ops", type: "slack", url: "https://hooks.slack.com/x" };

/** Names of the destinations that get a message. */
const toldOf = (change: Partial<Destination>, verdict: Verdict, previous?: Verdict): boolean =>
  messagesFor(smallReport({ verdict }), { destinations: [{ ...base, ...change }], now }, previous).length > 0;

describe("messagesFor", () => {
  it("is quiet about runs that passed, unless all are wanted", () => {
    const verdicts: readonly Verdict[] = [
      "FAILED",
      "PARTIAL",
      "UNKNOWN",
      "EMPTY",
      "SKIPPED",
      "PASSED",
      "RUNNING",
    ];
    const told = (change: Partial<Destination>) => verdicts.filter((verdict) => toldOf(change, verdict));
    expect(told({})).toEqual(["FAILED", "PARTIAL", "UNKNOWN", "EMPTY", "SKIPPED"]);
    expect(told({ minimum: "failed" })).toEqual(["FAILED", "PARTIAL"]);
    expect(told({ when: "always" })).toEqual(["FAILED", "PARTIAL", "UNKNOWN", "EMPTY", "SKIPPED", "PASSED"]);
    expect(told({ when: "digest" })).toEqual(["FAILED", "PARTIAL", "UNKNOWN", "EMPTY", "SKIPPED", "PASSED"]);
  });

  it("tells of the first run that passes again, if asked to", () => {
    expect(toldOf({ recovered: true }, "PASSED", "FAILED")).toBe(true);
    expect(toldOf({ recovered: true }, "PASSED", "PASSED")).toBe(false);
    expect(toldOf({ recovered: true }, "PASSED")).toBe(false);
    expect(toldOf({}, "PASSED", "FAILED")).toBe(false);
    expect(toldOf({ recovered: true, minimum: "failed" }, "PASSED", "SKIPPED")).toBe(false);
  });

  it.each<[Partial<Destination>, boolean]>([
    [{ accounts: ["111122223333"] }, true],
    [{ accounts: ["444455556666"] }, false],
    [{ regions: ["eu-west-1", "us-east-1"] }, true],
    [{ regions: ["us-east-1"] }, false],
    [{ windows: ["mw-0123456789abcdef0"] }, true],
    [{ windows: ["linux-patch-nightly"] }, true],
    [{ windows: ["linux-*"] }, true],
    [{ windows: ["*-nightly"] }, true],
    [{ windows: ["l*patch*nightly"] }, true],
    [{ windows: ["*"] }, true],
    [{ windows: ["linux"] }, false],
    [{ windows: ["*nightly*nightly"] }, false],
    [{ windows: ["windows-*", "linux-patch-nightl"] }, false],
  ])("filters with %j: %s", (change, told) => {
    expect(toldOf(change, "FAILED")).toBe(told);
  });

  it("gives the same IDs for the same run, and others for other runs, accounts, regions and destinations", () => {
    const idOf = (report = smallReport(), name = "ops"): string | undefined =>
      messagesFor(report, { destinations: [{ ...base, name }], now })[0]?.id;
    expect(idOf()).toBe("msg_run_111122223333_eu-west-1_01234567-89ab-cdef-0123-456789abcdef_ops");
    expect(idOf()).toBe(idOf());
    const others = [
      idOf(),
      idOf(smallReport({ WindowExecutionId: "1" })),
      idOf(smallReport({ origin: { Account: "444455556666", Region: "eu-west-1" } })),
      idOf(smallReport({ origin: { Account: "111122223333", Region: "us-east-1" } })),
      idOf(smallReport(), "other"),
    ];
    expect(new Set(others).size).toBe(5);
    // Signatures separate the ID from the rest with full stops.
    expect(idOf(smallReport({ WindowExecutionId: "a.b" }))).not.toContain(".");
  });

  it("is quiet about runs that ended more than three days ago", () => {
    const report = smallReport();
    const at = (hours: number) => new Date((report.EndTime?.getTime() ?? 0) + hours * 3_600_000);
    const count = (hours: number, announceHours?: number): number =>
      messagesFor(report, { destinations: [base], now: at(hours), announceHours }).length;
    expect([count(71), count(73), count(73, 100), count(3, 2)]).toEqual([1, 0, 1, 0]);
  });

  it("contains neither parameters nor AWS's error messages", async () => {
    const report = await demoReport("linux-patch-nightly");
    const [message] = messagesFor(report, { destinations: [{ ...base, when: "always" }], now: demoTime });
    const text = JSON.stringify(message?.content);
    expect(text).not.toMatch(/Parameters|OwnerInformation|"message"/u);
    expect(text.length).toBeLessThan(30_000);
    expect(message?.content).toMatchObject({
      type: "run.finished",
      data: { verdict: "PARTIAL", machines: { total: 180 }, moreCauses: 11 },
    });
  });
});

describe("messagesForMissed", () => {
  const missed = {
    Account: "111122223333",
    Region: "eu-west-1",
    WindowId: "mw-0123456789abcdef0",
    Name: "linux-patch-nightly",
    expected: new Date("2026-11-29T02:00:00Z"),
    certainty: "missed" as const,
    reason: "AWS lists no execution for this start.",
  };

  it("has one message for each start and destination", () => {
    const messages = messagesForMissed(missed, {
      destinations: [base, { ...base, name: "quiet", missed: false }, { ...base, name: "d", when: "digest" }],
      now,
    });
    expect(messages.map(({ id, gather, title }) => ({ id, gather, title }))).toEqual([
      {
        id: "msg_missed_111122223333_eu-west-1_mw-0123456789abcdef0_20261129T020000Z_ops",
        gather: false,
        title: "Did not run: linux-patch-nightly, 2026-11-29 02:00:00 UTC",
      },
      {
        id: "msg_missed_111122223333_eu-west-1_mw-0123456789abcdef0_20261129T020000Z_d",
        gather: true,
        title: "Did not run: linux-patch-nightly, 2026-11-29 02:00:00 UTC",
      },
    ]);
  });

  it("is quiet about reasons that last, such as a window without tasks", () => {
    const count = (why: string): number =>
      messagesForMissed({ ...missed, certainty: "unknown", why }, { destinations: [base], now }).length;
    expect(["no-tasks", "offset", "disabled", "unlisted"].map(count)).toEqual([0, 0, 1, 1]);
  });

  it("does not claim that a window did not run if that is not known", () => {
    const [message] = messagesForMissed({ ...missed, certainty: "unknown" }, { destinations: [base], now });
    expect(message?.title).toBe("Unknown whether it ran: linux-patch-nightly, 2026-11-29 02:00:00 UTC");
  });
});

describe("nextDigestTime", () => {
  it.each([
    ["2026-11-29T02:15:00Z", "07:00", "UTC", "2026-11-29T07:00:00Z"],
    ["2026-11-29T07:00:00Z", "07:00", "UTC", "2026-11-30T07:00:00Z"],
    ["2026-11-29T02:15:00Z", "07:00", "Europe/Berlin", "2026-11-29T06:00:00Z"],
    ["2026-07-29T06:15:00Z", "07:00", "Europe/Berlin", "2026-07-30T05:00:00Z"],
    ["2026-11-29T23:30:00Z", "09:00", "Asia/Tokyo", "2026-11-30T00:00:00Z"],
    ["2026-11-29T12:00:00Z", "00:30", "Pacific/Kiritimati", "2026-11-30T10:30:00Z"],
    ["2026-11-29T12:00:00Z", "06:15", "Asia/Kathmandu", "2026-11-30T00:30:00Z"],
    // Clocks go from 02:00 to 03:00, so 02:30 does not exist.
    ["2026-03-28T12:00:00Z", "02:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    // Clocks show 02:30 twice.
    ["2026-10-24T12:00:00Z", "02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["2026-10-25T00:30:00Z", "02:30", "Europe/Berlin", "2026-10-26T01:30:00Z"],
  ])("after %s, %s in %s is %s", (at, time, zone, expected) => {
    expect(nextDigestTime(new Date(at), time, zone)).toEqual(new Date(expected));
  });
});
