import { describe, expect, it } from "vitest";
import { patchFailure, printPatchRun, type PatchOutputRecipe } from "../../src/index.ts";

const recipe: PatchOutputRecipe = {
  manager: "dnf",
  host: "app-1",
  InstanceId: "i-0123456789abcdef0",
  CommandId: "00000000-0000-4000-8000-00000000c001",
  SnapshotId: "00000000-0000-4000-8000-0000000005a0",
  BaselineId: "pb-0123456789abcdef0",
  operation: "Install",
  rebootOption: "NoReboot",
  start: new Date("2026-11-22T02:00:00Z"),
  end: new Date("2026-11-22T02:08:00Z"),
  counts: {
    Installed: 200,
    InstalledOther: 7,
    InstalledPendingReboot: 5,
    InstalledRejected: 0,
    Missing: 0,
    Failed: 0,
    NotApplicable: 3,
    UnreportedNotApplicable: 0,
  },
};

/** The index of each text. Throws if one is missing. */
const places = (output: string, texts: readonly string[]): readonly number[] =>
  texts.map((text) => {
    expect(output).toContain(text);
    return output.indexOf(text);
  });

describe.each(["apt", "dnf", "yum", "zypper", "macos"] as const)("the log of %s", (manager) => {
  const output = printPatchRun({ ...recipe, manager });

  it("has the payload's lines in order, with the counts near the end", () => {
    const found = places(output, [
      "Using python binary:",
      "Downloading payload from https://",
      "Running with snapshot id = 00000000-0000-4000-8000-0000000005a0 and operation = Install",
      "Instance Id: i-0123456789abcdef0",
      "Patch Baseline: {'name': ",
      "Reboot Option: NoReboot",
      "Installed count: 200",
      `execution id: ${recipe.CommandId}`,
      "Instance is Compliant",
      "Start to upload patch compliance.",
      "Summary: {'TypeName': 'AWS:PatchSummary'",
      "Report upload successful.",
      "Reboot is not permitted because RebootOption is NoReboot",
    ]);
    expect(found).toEqual(found.toSorted((one, other) => one - other));
  });

  it("has a time and a level before each line of the payload", () => {
    expect(output).toMatch(/^11\/22\/2026 02:\d\d:\d\d root \[INFO\]: Report upload successful\.$/m);
  });

  it.each([0, 1, 2500, 1_000_000])(
    "begins with the same text when only %d characters are needed",
    (length) => {
      const long = { ...recipe, manager, packages: 200 };
      const whole = printPatchRun(long);
      const beginning = printPatchRun(long, length);
      expect(whole.startsWith(beginning)).toBe(true);
      expect(beginning.length).toBeGreaterThanOrEqual(Math.min(length, whole.length));
      expect(beginning.length).toBeLessThan(length + 2000);
    },
  );

  it("exceeds the service's limits with many packages", () => {
    const long = printPatchRun({ ...recipe, manager, packages: 600 });
    expect(long.indexOf("nstalled count: 200")).toBeGreaterThan(24_000);
  });

  it.each([
    "lock",
    "repositoryUnreachable",
    "diskFull",
    "snapshot",
    "unsupportedSystem",
    "payloadDownload",
  ] as const)("ends with a failure, without counts: %s", (failure) => {
    const { lines, code } = patchFailure(failure, manager);
    const { counts: _, ...failed } = recipe;
    const text = printPatchRun({ ...failed, manager, packages: 0, lines });
    expect(text).toMatch(/root \[(?:INFO|ERROR)\]: .+\n$/);
    expect(text).toContain(lines.at(-1));
    expect(text).not.toContain("nstalled count:");
    expect(code === 156).toBe(["snapshot", "unsupportedSystem", "payloadDownload"].includes(failure));
  });
});

it("prints the counts of apt in another order and without commas", () => {
  expect(printPatchRun({ ...recipe, manager: "apt" })).toMatch(
    /Installed count: 200 Missing count: 0 Failed/,
  );
  expect(printPatchRun(recipe)).toContain("Installed count: 200, Installed Other count: 7, Failed count: 0,");
});

it("uploads no report with an overridden baseline, and prints a summary in JSON", () => {
  const output = printPatchRun({ ...recipe, isOverride: true });
  const [, json = ""] = /\[BASELINE OVERRIDE\]: Summary: (\{.*\})$/m.exec(output) ?? [];
  expect(JSON.parse(json)).toMatchObject({ Content: [{ InstalledPendingRebootCount: "5" }] });
  expect(output).not.toContain("Report upload successful.");
});

describe("the output of Windows", () => {
  const windows = { ...recipe, manager: "windows" } as const;

  it("has a block of names and values before the results", () => {
    const output = printPatchRun(windows);
    const found = places(output, [
      "Patch Summary for app-1",
      "InstalledPendingRebootCount  : 5",
      "NotApplicableCount           : 3",
      "app-1 - PatchBaselineOperations Assessment Results - ",
    ]);
    expect(found).toEqual(found.toSorted((one, other) => one - other));
  });

  it("has counts of -1 and times in 1970 after a failed search", () => {
    const output = printPatchRun({ ...windows, hasFailedSearch: true });
    expect(output).toContain("MissingCount                 : -1");
    expect(output).toMatch(/^OperationEndTime +: 1970-01-01T00:00:00/m);
  });

  it("has no block if it ends for a reboot", () => {
    const { counts: _, ...rebooting } = windows;
    expect(printPatchRun(rebooting)).not.toContain("Patch Summary");
  });
});
