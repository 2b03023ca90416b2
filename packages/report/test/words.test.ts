/** Counts in sentences, bucket by bucket, and the words of verdicts. */
import { describe, expect, it } from "vitest";
import { bucketsWorstFirst, countBuckets, type Bucket, type Counted } from "../src/bucket.ts";
import type { Machine, MachineKind } from "../src/model.ts";
import { eachVerdict, verdictsWorstFirst, verdictWords } from "../src/verdicts.ts";
import {
  bucketWords,
  countsInWords,
  describeBuckets,
  describeHarm,
  describeOnly,
  describeTotal,
  nounOf,
  oneWords,
  plural,
} from "../src/words.ts";

const counts = (buckets: readonly (Bucket | Counted)[], exact = true) =>
  countBuckets(
    buckets.map((one) => (typeof one === "string" ? { bucket: one } : one)),
    exact,
  );
const stopped = { bucket: "neverRan", isStopped: true } as const;

describe("a bucket in words", () => {
  it.each([
    ["passed", "passed", "passed", "All 2 machines passed"],
    ["failed", "failed", "failed", "All 2 machines failed"],
    ["timedOut", "timed out", "timed out", "All 2 machines timed out"],
    ["undeliverable", "could not be reached", "could not be reached", "All 2 machines could not be reached"],
    ["neverRan", "never ran", "never ran", "All 2 machines never ran"],
    ["cancelled", "cancelled", "was cancelled", "All 2 machines were cancelled"],
    ["unknown", "unknown", "is unknown", "All 2 machines are unknown"],
    ["running", "running", "is running", "All 2 machines are running"],
    ["pending", "waiting", "is waiting", "All 2 machines are waiting"],
  ] as const)("%s", (bucket, word, one, all) => {
    expect([bucketWords[bucket], oneWords(bucket)]).toEqual([word, one]);
    expect(describeOnly(counts([bucket]), "call")).toBe(`The only call ${one}`);
    expect(describeBuckets(counts([bucket, bucket]))).toBe(`2 ${word}`);
    expect(describeHarm(counts([bucket, bucket]), "machine")).toBe(all);
    expect(describeHarm(counts([bucket], false), "machine")).toBe(`1 of at least 1 machine ${one}`);
    expect(describeHarm(counts([bucket, bucket], false), "machine run")).toBe(
      all.replace("All 2 machines", "2 of at least 2 machine runs"),
    );
  });

  it("comes worst first, and every one", () => {
    const words = countsInWords(counts([...bucketsWorstFirst].toReversed()));
    expect(words.map(({ bucket, count }) => [bucket, count])).toEqual(
      bucketsWorstFirst.map((bucket) => [bucket, 1]),
    );
    expect(countsInWords(counts([]))).toEqual([]);
  });
});

describe("machines that never ran because of failures elsewhere", () => {
  it("are apart from those that never ran for another reason", () => {
    const all = counts([stopped, stopped, "neverRan", "failed", "passed"]);
    expect(countsInWords(all)).toEqual([
      { bucket: "failed", count: 1, words: "failed" },
      { bucket: "neverRan", count: 2, words: "never ran because of it" },
      { bucket: "neverRan", count: 1, words: "never ran" },
      { bucket: "passed", count: 1, words: "passed" },
    ]);
    expect(describeHarm(all, "machine")).toBe(
      "1 of 5 machines failed, 2 never ran because of it, 1 never ran, 1 passed",
    );
    expect(countsInWords(counts([stopped, "undeliverable"]))[1]?.words).toBe("never ran because of it");
  });

  it("refer to nothing where nothing in sight failed", () => {
    expect(describeBuckets(counts([stopped, "cancelled"]))).toBe(
      "1 never ran because of errors elsewhere, 1 cancelled",
    );
    expect(describeHarm(counts([stopped, stopped]), "machine")).toBe(
      "All 2 machines never ran because of errors elsewhere",
    );
  });
});

it("nothing that is known is said as that", () => {
  expect(describeHarm(counts([]), "machine")).toBe("None of 0 machines is known");
  expect(describeHarm(counts([], false), "machine")).toBe("None of at least 0 machines is known");
  expect(describeOnly(counts([]), "machine")).toBe("The only machine is unknown");
});

it("a total has its noun in the right number", () => {
  expect(describeTotal(counts(["passed"]), "machine")).toBe("1 machine");
  expect(describeTotal(counts(["passed", "passed"], false), "call")).toBe("at least 2 calls");
  expect([plural(1, "entry", "entries"), plural(0, "entry", "entries"), plural(2, "task")]).toEqual([
    "1 entry",
    "0 entries",
    "2 tasks",
  ]);
});

it("rows are called by what they are, and targets where they differ", () => {
  const rows = (...kinds: readonly MachineKind[]): readonly Machine[] =>
    kinds.map((kind) => ({
      WindowExecutionId: "1",
      kind,
      name: "a",
      bucket: "passed",
      reason: "A reason.",
      steps: [],
    }));
  expect(nounOf(rows())).toBe("machine");
  expect(nounOf(rows("machine", "unnamed"))).toBe("machine");
  expect(nounOf(rows("call", "call"))).toBe("call");
  expect(nounOf(rows("call", "machine"))).toBe("target");
  expect(nounOf(rows("unnamed", "call"))).toBe("target");
});

it("each verdict has its word and its number", () => {
  expect(verdictWords).toEqual({
    FAILED: "failed",
    PARTIAL: "failed in part",
    UNKNOWN: "unknown",
    EMPTY: "ran on nothing",
    SKIPPED: "skipped",
    RUNNING: "still running",
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
