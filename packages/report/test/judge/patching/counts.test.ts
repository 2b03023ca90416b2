/** Counts of patch results, and the sentences about them. */
import { describe, expect, it } from "vitest";
import {
  addPatchCounts,
  countPatches,
  describeNotPatched,
  describePatches,
  describeScans,
  describeUnproven,
  notPatchedIn,
  patchLabel,
  patchWords,
} from "../../../src/judge/patching/counts.ts";
import {
  isNotPatched,
  patchOutcomes,
  type PatchCounts,
  type PatchOutcome,
  type PatchResult,
} from "../../../src/model/patch.ts";

const resultOf = (
  result: PatchOutcome,
  given: Partial<PatchResult> = {},
): { readonly patch: PatchResult } => ({
  patch: { result, basis: "this-run", words: result, scan: false, ...given },
});

const counts = (
  results: Partial<Record<PatchOutcome, number>>,
  unproven = 0,
  needPatches = 0,
): PatchCounts => {
  const all = Object.fromEntries(patchOutcomes.map((outcome) => [outcome, results[outcome] ?? 0]));
  // Made from the list of all outcomes, so every one is there.
  const whole = all as Record<PatchOutcome, number>;
  return {
    total: Object.values(whole).reduce((sum, one) => sum + one, 0),
    results: whole,
    needPatches,
    unproven,
  };
};

describe("counting", () => {
  it("counts nothing if no row has a result", () => {
    expect(countPatches([])).toBeUndefined();
    expect(countPatches([{}, { patch: undefined }])).toBeUndefined();
    expect(addPatchCounts([])).toBeUndefined();
    expect(addPatchCounts([undefined, undefined])).toBeUndefined();
  });

  it.each(patchOutcomes)("counts %s, and whether it is certain", (outcome) => {
    const isUnproven = outcome === "unknown" || outcome === "overwritten";
    expect(countPatches([resultOf(outcome), {}, resultOf(outcome)])).toEqual(
      counts({ [outcome]: 2 }, isUnproven ? 2 : 0),
    );
    // A scan with an overwritten state changed nothing; one with an unknown state may have failed.
    expect(countPatches([resultOf(outcome, { scan: true })])?.unproven).toBe(outcome === "unknown" ? 1 : 0);
  });

  it("counts the scans with noncompliant patches", () => {
    const missing = { state: { MissingCount: 2 } };
    expect(
      countPatches([
        resultOf("scanned", missing),
        resultOf("scanned", { state: { MissingCount: 0 } }),
        resultOf("scanned"),
        resultOf("scanned", missing),
        resultOf("missing", missing),
        resultOf("patched"),
      ]),
    ).toEqual(counts({ scanned: 4, missing: 1, patched: 1 }, 0, 2));
  });

  it("adds up everything", () => {
    const one = counts({ patched: 2, unknown: 1 }, 1, 3);
    const other = counts({ unknown: 2, scanned: 4 }, 2, 1);
    expect(addPatchCounts([one, undefined, other])).toEqual(
      counts({ patched: 2, unknown: 3, scanned: 4 }, 3, 4),
    );
  });
});

describe("what is not patched", () => {
  it.each(patchOutcomes)("%s", (outcome) => {
    const isBad = ["failed", "missing", "rejected", "rebootPending"].includes(outcome);
    expect(isNotPatched(resultOf(outcome).patch)).toBe(isBad);
    expect(notPatchedIn(counts({ [outcome]: 3 }))).toBe(isBad ? 3 : 0);
  });

  it("is described by kind", () => {
    expect(describeNotPatched(counts({ rebootPending: 2, missing: 1, patched: 4, unknown: 1 }))).toBe(
      "3 are not patched: 1 still missing patches, 2 reboot pending",
    );
    expect(describeNotPatched(counts({ failed: 1 }))).toBe("1 is not patched: 1 failed to install patches");
  });
});

describe("in words", () => {
  it("has one for each result", () => {
    expect(patchWords).toEqual({
      failed: "failed to install patches",
      missing: "still missing patches",
      rejected: "with rejected patches",
      rebootPending: "reboot pending",
      notRun: "not run",
      unknown: "unknown",
      overwritten: "overwritten",
      running: "running",
      scanned: "scanned",
      patched: "patched",
    });
  });

  it("has every result with a count, worst first, or only wanted ones", () => {
    const all = counts({ patched: 3, failed: 1, running: 2 });
    expect(describePatches(all)).toBe("1 failed to install patches, 2 running, 3 patched");
    expect(describePatches(all, (outcome) => outcome !== "running")).toBe(
      "1 failed to install patches, 3 patched",
    );
    expect(describePatches(counts({}))).toBe("");
  });

  it("describes uncertain results", () => {
    expect(describeUnproven(counts({ unknown: 1, overwritten: 1, patched: 1 }, 2))).toBe(
      "2 have no certain patch result: 1 unknown, 1 overwritten",
    );
    expect(describeUnproven(counts({ unknown: 1 }, 1))).toBe("1 has no certain patch result: 1 unknown");
  });

  it("has the number of scanned machines that need patches", () => {
    expect(describeScans(counts({ patched: 1 }))).toBeUndefined();
    expect(describeScans(counts({ scanned: 4 }, 0, 2))).toBe("scan: 2 of 4 machines need patches");
    expect(describeScans(counts({ scanned: 1 }, 0, 1))).toBe("scan: 1 of 1 machine needs patches");
    expect(describeScans(counts({ scanned: 1 }))).toBe("scan: 0 of 1 machine need patches");
  });

  it.each([
    ["patched", "this-run", "what it says"],
    ["missing", "by-time", "what it says"],
    ["scanned", "this-run", "what it says"],
    ["overwritten", "later", "overwritten"],
    ["notRun", "earlier", "not run"],
    ["unknown", "this-run", "unknown"],
    ["unknown", "by-time", "unknown"],
    ["unknown", "later", "unknown"],
    ["unknown", "earlier", "not reported"],
    ["unknown", "clash", "two at once"],
    ["unknown", "none", "no patch state"],
    ["unknown", "unread", "not read"],
  ] as const)("is short for a narrow column: %s, %s", (result, basis, label) => {
    expect(patchLabel(resultOf(result, { basis, words: "what it says" }).patch)).toBe(label);
  });
});
