/** Counts by result. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addCounts,
  badOf,
  resultsWorstFirst,
  countResults as countAll,
  failedOf,
  isBad,
  isOpen,
  openOf,
  worse,
  type MachineResult,
  type Counts,
} from "../../src/model/result.ts";

const countResults = (results: readonly MachineResult[], exact: boolean): Counts =>
  countAll(
    results.map((result) => ({ result })),
    exact,
  );

const none = {
  passed: 0,
  failed: 0,
  timedOut: 0,
  unreachable: 0,
  cancelled: 0,
  running: 0,
  pending: 0,
  notRun: 0,
  unknown: 0,
};

const kinds: readonly (readonly [MachineResult, "bad" | "open" | "other"])[] = [
  ["failed", "bad"],
  ["timedOut", "bad"],
  ["unreachable", "bad"],
  ["notRun", "bad"],
  ["cancelled", "bad"],
  ["unknown", "other"],
  ["running", "open"],
  ["pending", "open"],
  ["passed", "other"],
];

describe("a result", () => {
  it.each(kinds)("%s is %s", (result, kind) => {
    expect([isBad(result), isOpen(result)]).toEqual([kind === "bad", kind === "open"]);
    const counts = countResults([result, result], true);
    expect([badOf(counts), openOf(counts)]).toEqual([kind === "bad" ? 2 : 0, kind === "open" ? 2 : 0]);
    // Consequences of other failures are not failures themselves.
    const isOwn = ["failed", "timedOut", "unreachable"].includes(result);
    expect(failedOf(counts)).toBe(isOwn ? 2 : 0);
  });

  it("has a rank, worst first, and the worse of two has the lower rank", () => {
    const order = kinds.map(([result]) => result);
    expect(resultsWorstFirst).toEqual(order);
    for (const [index, one] of order.entries()) {
      for (const [place, other] of order.entries()) {
        expect(worse(one, other)).toBe(index < place ? one : other);
      }
    }
  });
});

describe("counts", () => {
  it("have every result and their total", () => {
    expect(countResults([], true)).toEqual({ total: 0, exact: true, results: none });
    for (const exact of [true, false]) {
      expect(countResults(["failed", "passed", "failed"], exact)).toEqual({
        total: 3,
        exact,
        results: { ...none, failed: 2, passed: 1 },
      });
    }
  });

  it.each(kinds)("of one machine are one object for all of them, by result and exactness: %s", (result) => {
    for (const exact of [true, false]) {
      const one = countResults([result], exact);
      expect(one).toEqual({ total: 1, exact, results: { ...none, [result]: 1 } });
      expect(countResults([result], exact)).toBe(one);
    }
    expect(countResults([result], true)).not.toBe(countResults([result], false));
  });

  it("count machines stopped by failures elsewhere, and no other result", () => {
    const stopped = { result: "notRun", isStopped: true } as const;
    expect(countAll([stopped], true)).toEqual({
      total: 1,
      exact: true,
      results: { ...none, notRun: 1 },
      stopped: 1,
    });
    const counts = countAll(
      [stopped, stopped, { result: "notRun" }, { result: "cancelled", isStopped: true }],
      true,
    );
    expect(counts).toMatchObject({ total: 4, stopped: 2 });
    expect(addCounts([counts, countAll([stopped], true), countResults(["notRun"], true)])).toMatchObject({
      total: 6,
      stopped: 3,
    });
    expect(countResults(["notRun"], true)).not.toHaveProperty("stopped");
    expect(addCounts([countResults(["notRun"], true)])).not.toHaveProperty("stopped");
  });

  it("of several machines are not shared objects", () => {
    expect(countResults([], true)).not.toBe(countResults([], true));
    expect(countResults(["passed", "passed"], true)).not.toBe(countResults(["passed", "passed"], true));
  });

  it("add up by result, and are exact only if every part is", () => {
    const one = countResults(["passed", "failed"], true);
    const open = countResults(["running"], false);
    expect(addCounts([])).toEqual({ total: 0, exact: true, results: none });
    expect(addCounts([one, one])).toEqual({
      total: 4,
      exact: true,
      results: { ...none, passed: 2, failed: 2 },
    });
    expect(addCounts([one, open])).toEqual({
      total: 3,
      exact: false,
      results: { ...none, passed: 1, failed: 1, running: 1 },
    });
    expect(addCounts([open, one]).exact).toBe(false);
    // The added counts are not changed.
    expect(one).toEqual({ total: 2, exact: true, results: { ...none, passed: 1, failed: 1 } });
  });

  it("of all parts equal the counts of everything", () => {
    const results = fc.array(fc.constantFrom(...resultsWorstFirst), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(results, { maxLength: 5 }), (parts) => {
        const all = countResults(parts.flat(), true);
        expect(addCounts(parts.map((part) => countResults(part, true)))).toEqual(all);
        expect(badOf(all)).toBe(parts.flat().filter((result) => isBad(result)).length);
        expect(openOf(all)).toBe(parts.flat().filter((result) => isOpen(result)).length);
      }),
    );
  });
});
