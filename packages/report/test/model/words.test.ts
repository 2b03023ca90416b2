/** Counts in sentences by result, and the words of verdicts. */
import { describe, expect, it } from "vitest";
import { resultsWorstFirst, countResults, type MachineResult, type Counted } from "../../src/model/result.ts";
import type { Machine, MachineKind } from "../../src/model/report.ts";
import { eachVerdict, verdictsWorstFirst, verdictWords } from "../../src/model/verdicts.ts";
import {
  resultWords,
  countsInWords,
  describeResults,
  describeHarm,
  describeOnly,
  describeTotal,
  nounOf,
  oneWords,
  plural,
} from "../../src/model/words.ts";

const counts = (results: readonly (MachineResult | Counted)[], exact = true) =>
  countResults(
    results.map((one) => (typeof one === "string" ? { result: one } : one)),
    exact,
  );
const stopped = { result: "notRun", isStopped: true } as const;

describe("a result in words", () => {
  it.each([
    ["passed", "passed", "passed", "All 2 machines passed"],
    ["failed", "failed", "failed", "All 2 machines failed"],
    ["timedOut", "timed out", "timed out", "All 2 machines timed out"],
    ["unreachable", "unreachable", "was unreachable", "All 2 machines were unreachable"],
    ["notRun", "not run", "did not run", "All 2 machines did not run"],
    ["cancelled", "cancelled", "was cancelled", "All 2 machines were cancelled"],
    ["unknown", "unknown", "is unknown", "All 2 machines are unknown"],
    ["running", "running", "is running", "All 2 machines are running"],
    ["pending", "pending", "is pending", "All 2 machines are pending"],
  ] as const)("%s", (result, word, one, all) => {
    expect([resultWords[result], oneWords(result)]).toEqual([word, one]);
    expect(describeOnly(counts([result]), "call")).toBe(`The only call ${one}`);
    expect(describeResults(counts([result, result]))).toBe(`2 ${word}`);
    expect(describeHarm(counts([result, result]), "machine")).toBe(all);
    expect(describeHarm(counts([result], false), "machine")).toBe(`1 of at least 1 machine ${one}`);
    expect(describeHarm(counts([result, result], false), "machine run")).toBe(
      all.replace("All 2 machines", "2 of at least 2 machine runs"),
    );
  });

  it("comes worst first, for every result", () => {
    const words = countsInWords(counts([...resultsWorstFirst].toReversed()));
    expect(words.map(({ result, count }) => [result, count])).toEqual(
      resultsWorstFirst.map((result) => [result, 1]),
    );
    expect(countsInWords(counts([]))).toEqual([]);
  });
});

describe("machines that did not run because of failures elsewhere", () => {
  it("are separate from those that did not run for another reason", () => {
    const all = counts([stopped, stopped, "notRun", "failed", "passed"]);
    expect(countsInWords(all)).toEqual([
      { result: "failed", count: 1, words: "failed" },
      { result: "notRun", count: 2, words: "not run as a result" },
      { result: "notRun", count: 1, words: "not run" },
      { result: "passed", count: 1, words: "passed" },
    ]);
    expect(describeHarm(all, "machine")).toBe(
      "1 of 5 machines failed, 2 not run as a result, 1 not run, 1 passed",
    );
    expect(countsInWords(counts([stopped, "unreachable"]))[1]?.words).toBe("not run as a result");
  });

  it("do not refer to failures if none are listed", () => {
    expect(describeResults(counts([stopped, "cancelled"]))).toBe(
      "1 not run because of errors elsewhere, 1 cancelled",
    );
    expect(describeHarm(counts([stopped, stopped]), "machine")).toBe(
      "All 2 machines did not run because of errors elsewhere",
    );
  });
});

it("describes counts without rows", () => {
  expect(describeHarm(counts([]), "machine")).toBe("No machines are listed");
  expect(describeHarm(counts([], false), "machine")).toBe("No machines are listed");
  expect(describeOnly(counts([]), "machine")).toBe("The only machine is unknown");
});

it("a total has its noun in singular or plural", () => {
  expect(describeTotal(counts(["passed"]), "machine")).toBe("1 machine");
  expect(describeTotal(counts(["passed", "passed"], false), "call")).toBe("at least 2 calls");
  expect([plural(1, "entry", "entries"), plural(0, "entry", "entries"), plural(2, "task")]).toEqual([
    "1 entry",
    "0 entries",
    "2 tasks",
  ]);
});

it("rows have the noun of their kind, or target if kinds differ", () => {
  const rows = (...kinds: readonly MachineKind[]): readonly Machine[] =>
    kinds.map((kind) => ({
      WindowExecutionId: "1",
      kind,
      name: "a",
      result: "passed",
      reason: "A reason.",
      steps: [],
    }));
  expect(nounOf(rows())).toBe("machine");
  expect(nounOf(rows("machine", "unnamed"))).toBe("machine");
  expect(nounOf(rows("call", "call"))).toBe("call");
  expect(nounOf(rows("call", "machine"))).toBe("target");
  expect(nounOf(rows("unnamed", "call"))).toBe("target");
});

it("each verdict has a word and a number", () => {
  expect(verdictWords).toEqual({
    FAILED: "failed",
    PARTIAL: "partly failed",
    UNKNOWN: "unknown",
    EMPTY: "empty",
    SKIPPED: "skipped",
    RUNNING: "running",
    PASSED: "passed",
  });
  expect(eachVerdict((verdict) => verdictsWorstFirst.indexOf(verdict))).toEqual({
    FAILED: 0,
    PARTIAL: 1,
    UNKNOWN: 2,
    EMPTY: 3,
    SKIPPED: 4,
    RUNNING: 5,
    PASSED: 6,
  });
});
