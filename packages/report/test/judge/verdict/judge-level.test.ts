/** The cause of a level, which it has only if nothing below has one. */
import { describe, expect, it } from "vitest";
import { countResults, type MachineResult } from "../../../src/model/result.ts";
import { judgeLevel, type LevelParts } from "../../../src/judge/verdict/judge-level.ts";
import { emptyLevel, type LevelSoFar } from "../../../src/judge/verdict/level-so-far.ts";
import type { Cause, Machine, MachineKind, Verdict } from "../../../src/model/report.ts";

const WindowExecutionId = "00000000-0000-4000-8000-000000000001";

const machineIn = (result: MachineResult, kind: MachineKind = "machine"): Machine => ({
  WindowExecutionId,
  kind,
  name: "i-1",
  result,
  reason: "A reason.",
  steps: [],
});

const cause: Cause = {
  slug: "disk-full",
  key: "disk-full",
  title: "Disk full",
  nextStep: "Make room.",
  weight: "failure",
  from: "output",
};

const countsOf = (results: readonly MachineResult[]) =>
  countResults(
    results.map((result) => ({ result })),
    true,
  );

const level = (given: Partial<LevelParts>, results: readonly MachineResult[] = []): LevelParts => ({
  level: "execution",
  aws: { Status: "SUCCESS" },
  counts: countsOf(results),
  patches: undefined,
  skipsPatches: false,
  machines: results.map((result) => machineIn(result)),
  parts: [],
  read: true,
  ...given,
});

const noResults = {
  failed: 0,
  missing: 0,
  rejected: 0,
  rebootPending: 0,
  notRun: 0,
  unknown: 0,
  overwritten: 0,
  running: 0,
  scanned: 0,
  patched: 0,
};

const part = (verdict: Verdict, results: readonly MachineResult[] = [], own?: Cause) => ({
  verdict,
  counts: countsOf(results),
  ...(own === undefined ? {} : { cause: own }),
});

const slugOf = (given: Partial<LevelParts>, results?: readonly MachineResult[]): string | undefined =>
  judgeLevel(level(given, results)).cause?.slug;

describe("the cause of a level", () => {
  it.each<[string, string | undefined, Partial<LevelParts>, readonly MachineResult[]]>([
    ["is absent where it passed", undefined, {}, ["passed"]],
    ["is absent where a machine failed", undefined, { aws: { Status: "FAILED" } }, ["failed"]],
    [
      "is absent where a part carries one",
      undefined,
      { aws: { Status: "FAILED" }, parts: [part("UNKNOWN", ["unknown"], cause)] },
      ["unknown"],
    ],
    ["is absent where a part failed", undefined, { aws: { Status: "FAILED" }, parts: [part("FAILED")] }, []],
    [
      "is absent where a part failed in part",
      undefined,
      { aws: { Status: "FAILED" }, parts: [part("PARTIAL", ["passed"])] },
      ["passed"],
    ],
    ["is absent while it is being read", undefined, { aws: { Status: "FAILED" }, read: false }, []],
    ["is absent where it runs", undefined, { aws: { Status: "IN_PROGRESS" } }, ["passed"]],
    ["is absent where it is unknown", undefined, { aws: {} }, ["passed"]],
    [
      "is absent where only a part ran on nothing",
      undefined,
      { parts: [part("PASSED", ["passed"]), part("EMPTY")] },
      ["passed"],
    ],
    ["is that AWS skipped it", "skipped-overlapping", { aws: { Status: "SKIPPED_OVERLAPPING" } }, []],
    ["is that an execution had no tasks", "no-tasks", {}, []],
    ["is that a task had no targets", "no-targets", { level: "task" }, []],
    ["is that an invocation had no targets", "no-targets", { level: "invocation" }, []],
    [
      "is AWS's own word on why nothing ran",
      "no-targets",
      { aws: { Status: "SUCCESS", StatusDetails: "No Invocations to Execute" } },
      [],
    ],
    [
      "is AWS's decisive word, before anything else",
      "invalid-instance-ids",
      {
        aws: { Status: "FAILED", StatusDetails: "The instance IDs list contains an invalid entry." },
        unread: "Denied.",
      },
      ["unknown"],
    ],
    [
      "is that what failed could not be read",
      "failed-unread",
      { aws: { Status: "FAILED" }, unread: "Denied." },
      ["unknown"],
    ],
    [
      "is that what ran out of time could not be read",
      "failed-unread",
      { aws: { Status: "TIMED_OUT" }, unread: "Denied." },
      ["unknown"],
    ],
    [
      "is the cutoff of a level that timed out",
      "cutoff-reached",
      { aws: { Status: "TIMED_OUT" } },
      ["passed"],
    ],
    [
      "is AWS's word where the parts passed",
      "cutoff-reached",
      { aws: { Status: "TIMED_OUT" }, parts: [part("PASSED", ["passed"])] },
      ["passed"],
    ],
    ["is that it was cancelled", "cancelled", { aws: { Status: "CANCELLED" } }, ["passed"]],
  ])("%s", (_, slug, given, results) => {
    expect(slugOf(given, results)).toBe(slug);
  });

  it("of a level that AWS failed without details has the subject", () => {
    const failed = level({ aws: { Status: "FAILED" }, subject: "my-document" });
    expect(judgeLevel(failed).cause?.key).toContain("my-document");
  });

  it("of a level that the cutoff stopped is from its status", () => {
    expect(judgeLevel(level({ aws: { Status: "TIMED_OUT" } }, ["passed"])).cause?.from).toBe("status");
  });

  it("of an unread level has the reason as one plain line", () => {
    const unread = level({ aws: { Status: "FAILED" }, unread: "Denied\nby AWS" }, ["unknown"]);
    expect(judgeLevel(unread).cause).toMatchObject({ evidence: "Denied by AWS", from: "status" });
  });
});

describe("the judgement of a level", () => {
  it("counts the parts that failed without a machine that shows it", () => {
    const parts = [
      part("FAILED"),
      part("PARTIAL", ["passed"]),
      part("FAILED", ["failed"]),
      part("PASSED", ["passed"]),
    ];
    const { judgement } = judgeLevel(
      level({ aws: { Status: "FAILED" }, parts }, ["passed", "failed", "passed"]),
    );
    expect(judgement).toEqual({
      verdict: "PARTIAL",
      reason:
        "1 of 3 machines failed, 2 passed; AWS reports that 2 of 4 tasks did not pass, but no machine shows why.",
      falseGreen: false,
    });
  });

  it("does not need a reason for a part whose patch results show it", () => {
    const patched = { total: 1, results: noResults, needPatches: 0, unproven: 0 };
    const missing = { ...patched, results: { ...noResults, missing: 1 } };
    const reasonOf = (own: typeof missing) =>
      judgeLevel(
        level({ parts: [{ ...part("PARTIAL", ["passed"]), patches: own }], patches: own }, ["passed"]),
      ).judgement.reason;
    expect(reasonOf(missing)).toBe(
      "The only machine passed, but 1 is not patched: 1 still missing patches. AWS still reports SUCCESS.",
    );
    expect(reasonOf({ ...patched, results: { ...noResults, patched: 1 } })).toContain("no machine shows why");
  });

  it("looks at the verdicts of its parts", () => {
    const parts = [part("PASSED", ["passed"]), part("EMPTY")];
    expect(judgeLevel(level({ parts }, ["passed"])).judgement.verdict).toBe("PARTIAL");
  });

  it("has the noun of its rows", () => {
    const called = level({ machines: [machineIn("passed", "call"), machineIn("passed", "call")] }, [
      "passed",
      "passed",
    ]);
    expect(judgeLevel({ ...called, machines: called.machines }).judgement.reason).toBe("All 2 calls passed.");
  });

  it("considers AWS's status, details and end, and whether the execution has ended", () => {
    const end = new Date("2026-11-22T02:00:00Z");
    expect(judgeLevel(level({ aws: { Status: "NEW", EndTime: end } }, ["passed"])).judgement.verdict).toBe(
      "UNKNOWN",
    );
    expect(judgeLevel(level({ aws: { Status: "NEW" } }, ["passed"])).judgement.verdict).toBe("RUNNING");
    expect(
      judgeLevel(level({ aws: { Status: "IN_PROGRESS" }, isOver: true }, ["passed"])).judgement.verdict,
    ).toBe("UNKNOWN");
    expect(
      judgeLevel(level({ aws: { Status: "SUCCESS", StatusDetails: "Failed" } }, ["passed"])).judgement
        .verdict,
    ).toBe("PARTIAL");
  });
});

describe("a level that is read in parts", () => {
  const before: LevelSoFar = { ...emptyLevel, counts: countsOf(["failed", "failed"]), hasMachines: true };

  it("is judged by all of its parts", () => {
    const { judgement } = judgeLevel(level({ before }, ["passed"]));
    expect(judgement.verdict).toBe("PARTIAL");
    expect(judgement.reason).toContain("2 of 3 machines failed");
    expect(judgeLevel(level({ before: emptyLevel }, ["passed"])).judgement.verdict).toBe("PASSED");
  });

  it("has no cause if an earlier part has one", () => {
    const aws = { Status: "TIMED_OUT" };
    expect(slugOf({ aws, before: { ...emptyLevel, hasCause: true } })).toBeUndefined();
    expect(slugOf({ aws, before: emptyLevel })).toBe(slugOf({ aws }));
    expect(slugOf({ aws })).toBeDefined();
  });
});
