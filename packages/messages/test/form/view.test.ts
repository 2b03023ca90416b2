import { describe, expect, it } from "vitest";
import { viewOf, type MessageContent } from "../../src/index.ts";
import { runDataOf } from "../../src/compose/run-data.ts";
import { smallReport } from "../run-report.ts";

const run = (change: Parameters<typeof smallReport>[0], recovered = false): MessageContent => ({
  type: "run.finished",
  timestamp: "2026-11-29T02:10:00.000Z",
  data: runDataOf(smallReport(change), { recovered }),
});

describe("viewOf", () => {
  it("tells since when a cause occurs", () => {
    const since = new Date("2026-11-24T02:00:00Z");
    const recurrence = {
      WindowId: "mw-0123456789abcdef0",
      since,
      consecutive: 6,
      affected: 5,
      compared: 7,
      comparedSince: new Date("2026-11-22T02:00:00Z"),
      unknown: 0,
      latest: new Date("2026-11-29T02:00:00Z"),
      open: false,
      nightly: true,
    };
    const { sections } = viewOf(
      run({
        groups: [
          {
            key: "disk-full",
            slug: "disk-full",
            title: "Disk full",
            nextStep: "Free space, then run `df -h` again.",
            weight: "failure",
            error: "",
            machines: 1,
            members: [
              {
                WindowExecutionId: "1",
                kind: "machine",
                name: "i-1",
                InstanceName: "web-1",
                recurrence: { ...recurrence, affected: 0, consecutive: 1 },
              },
            ],
            recurrence: [recurrence],
          },
        ],
      }),
    );
    expect(sections).toEqual([
      {
        title: "Disk full: 1 machine",
        lines: [
          { text: "6th night in a row, since 24 Nov" },
          { label: "Next step", text: "Free space, then run `df -h` again.", isAdvice: true },
          { label: "Affected", text: "", names: ["web-1 (i-1)"] },
        ],
      },
    ]);
  });

  it("tells that a window passes again", () => {
    expect(viewOf(run({ verdict: "PASSED" }, true))).toMatchObject({
      tone: "good",
      title: "✔ PASSED again: linux-patch-nightly",
      summary: "All 2 machines passed.",
    });
  });

  it("tells what could not be read, and what to do", () => {
    const { sections } = viewOf(
      run({
        verdict: "UNKNOWN",
        gaps: [
          {
            operation: "ListCommandInvocations",
            count: 3,
            ids: {},
            kind: "denied",
            code: "AccessDeniedException",
            why: "What the command did on its machines could not be read: access was denied.",
            message: "User: arn:aws:iam::111122223333:user/me is not authorized",
            nextStep: "Allow ssm:ListCommandInvocations.",
          },
        ],
      }),
    );
    expect(sections).toEqual([
      {
        title: "Incomplete: 1 gap",
        lines: [
          {
            text: "What the command did on its machines could not be read: access was denied. (3 times) Allow ssm:ListCommandInvocations.",
            isAdvice: true,
          },
        ],
      },
    ]);
  });

  it("does not claim more about a missed run than is known", () => {
    const missed = (certainty: "missed" | "unknown", reason: string) =>
      viewOf({
        type: "run.missed",
        timestamp: "",
        data: {
          Account: "111122223333",
          Region: "eu-west-1",
          WindowId: "mw-0123456789abcdef0",
          Name: "nightly",
          expected: "2026-11-29T02:00:00.000Z",
          certainty,
          reason,
        },
      });
    expect(missed("missed", "AWS lists no execution for this start.")).toMatchObject({
      title: "▲ Did not run: nightly",
      summary: "The window was scheduled for 2026-11-29 02:00:00 UTC. AWS lists no execution for this start.",
    });
    expect(missed("unknown", "The window's executions could not be listed.")).toMatchObject({
      title: "▲ Unknown whether it ran: nightly",
      summary:
        "The window was expected to start at 2026-11-29 02:00:00 UTC. The window's executions could not be listed.",
    });
  });

  it("counts the scheduled runs that a digest does not name, also without a run", () => {
    const missedRuns = Array.from({ length: 25 }, (_, index) => ({
      Name: `window-${index}`,
      expected: "2026-11-29T02:00:00.000Z",
      certainty: "missed" as const,
      reason: "AWS lists no execution for this start.",
    }));
    const { title, summary, sections } = viewOf({
      type: "runs.digest",
      timestamp: "",
      data: { because: "schedule", verdicts: {}, missed: 25, runs: [], missedRuns },
    });
    expect([title, summary]).toEqual([
      "▲ 25 scheduled runs not found",
      "Scheduled runs that were not found:",
    ]);
    expect(sections).toHaveLength(21);
    expect(sections.at(-1)).toEqual({ title: "5 more scheduled runs not found", lines: [] });
  });
});
