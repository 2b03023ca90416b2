/** Counting by bucket, bucket by bucket. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addCounts,
  badOf,
  bucketsWorstFirst,
  countBuckets as countAll,
  failedOf,
  isBad,
  isOpen,
  openOf,
  worse,
  type Bucket,
  type Counts,
} from "../src/bucket.ts";

const countBuckets = (buckets: readonly Bucket[], exact: boolean): Counts =>
  countAll(
    buckets.map((bucket) => ({ bucket })),
    exact,
  );

const none = {
  passed: 0,
  failed: 0,
  timedOut: 0,
  undeliverable: 0,
  cancelled: 0,
  running: 0,
  pending: 0,
  neverRan: 0,
  unknown: 0,
};

const kinds: readonly (readonly [Bucket, "bad" | "open" | "other"])[] = [
  ["failed", "bad"],
  ["timedOut", "bad"],
  ["undeliverable", "bad"],
  ["neverRan", "bad"],
  ["cancelled", "bad"],
  ["unknown", "other"],
  ["running", "open"],
  ["pending", "open"],
  ["passed", "other"],
];

describe("a bucket", () => {
  it.each(kinds)("%s is %s", (bucket, kind) => {
    expect([isBad(bucket), isOpen(bucket)]).toEqual([kind === "bad", kind === "open"]);
    const counts = countBuckets([bucket, bucket], true);
    expect([badOf(counts), openOf(counts)]).toEqual([kind === "bad" ? 2 : 0, kind === "open" ? 2 : 0]);
    // What followed from other failures has not failed by itself.
    const isOwn = ["failed", "timedOut", "undeliverable"].includes(bucket);
    expect(failedOf(counts)).toBe(isOwn ? 2 : 0);
  });

  it("has a place in the order, worst first, and the worse of two is the one before", () => {
    const order = kinds.map(([bucket]) => bucket);
    expect(bucketsWorstFirst).toEqual(order);
    for (const [index, one] of order.entries()) {
      for (const [place, other] of order.entries()) {
        expect(worse(one, other)).toBe(index < place ? one : other);
      }
    }
  });
});

describe("counts", () => {
  it("are of every bucket, with their total", () => {
    expect(countBuckets([], true)).toEqual({ total: 0, exact: true, buckets: none });
    for (const exact of [true, false]) {
      expect(countBuckets(["failed", "passed", "failed"], exact)).toEqual({
        total: 3,
        exact,
        buckets: { ...none, failed: 2, passed: 1 },
      });
    }
  });

  it.each(kinds)("of one machine are one object for all of them, by bucket and exactness: %s", (bucket) => {
    for (const exact of [true, false]) {
      const one = countBuckets([bucket], exact);
      expect(one).toEqual({ total: 1, exact, buckets: { ...none, [bucket]: 1 } });
      expect(countBuckets([bucket], exact)).toBe(one);
    }
    expect(countBuckets([bucket], true)).not.toBe(countBuckets([bucket], false));
  });

  it("tell how many never ran because of failures elsewhere, and no other bucket", () => {
    const stopped = { bucket: "neverRan", isStopped: true } as const;
    expect(countAll([stopped], true)).toEqual({
      total: 1,
      exact: true,
      buckets: { ...none, neverRan: 1 },
      stopped: 1,
    });
    const counts = countAll(
      [stopped, stopped, { bucket: "neverRan" }, { bucket: "cancelled", isStopped: true }],
      true,
    );
    expect(counts).toMatchObject({ total: 4, stopped: 2 });
    expect(addCounts([counts, countAll([stopped], true), countBuckets(["neverRan"], true)])).toMatchObject({
      total: 6,
      stopped: 3,
    });
    expect(countBuckets(["neverRan"], true)).not.toHaveProperty("stopped");
    expect(addCounts([countBuckets(["neverRan"], true)])).not.toHaveProperty("stopped");
  });

  it("of several are not shared", () => {
    expect(countBuckets([], true)).not.toBe(countBuckets([], true));
    expect(countBuckets(["passed", "passed"], true)).not.toBe(countBuckets(["passed", "passed"], true));
  });

  it("add up bucket by bucket, and are exact only if every part is", () => {
    const one = countBuckets(["passed", "failed"], true);
    const open = countBuckets(["running"], false);
    expect(addCounts([])).toEqual({ total: 0, exact: true, buckets: none });
    expect(addCounts([one, one])).toEqual({
      total: 4,
      exact: true,
      buckets: { ...none, passed: 2, failed: 2 },
    });
    expect(addCounts([one, open])).toEqual({
      total: 3,
      exact: false,
      buckets: { ...none, passed: 1, failed: 1, running: 1 },
    });
    expect(addCounts([open, one]).exact).toBe(false);
    // What is added to stays as it was.
    expect(one).toEqual({ total: 2, exact: true, buckets: { ...none, passed: 1, failed: 1 } });
  });

  it("of all parts together are those of everything counted at once", () => {
    const buckets = fc.array(fc.constantFrom(...bucketsWorstFirst), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(buckets, { maxLength: 5 }), (parts) => {
        const all = countBuckets(parts.flat(), true);
        expect(addCounts(parts.map((part) => countBuckets(part, true)))).toEqual(all);
        expect(badOf(all)).toBe(parts.flat().filter((bucket) => isBad(bucket)).length);
        expect(openOf(all)).toBe(parts.flat().filter((bucket) => isOpen(bucket)).length);
      }),
    );
  });
});
