/** Random patch nights, the same on every run. They combine all endings of a run with all patch states of a machine. */
import {
  patchAccount,
  patchAccountIds,
  type AccountPlan,
  type PatchMachineRecipe,
  type PatchRunStatus,
  type PatchStateRecipe,
  type PatchTaskRecipe,
} from "@windowpane/transport-mock";
import * as fc from "fast-check";

const patches = fc.constantFrom(0, 0, 0, 0, 3);

/** Start and end of a patch operation in minutes after the start of the task: during the run, earlier, later, or overlapping. */
const minutes = fc.constantFrom<(readonly [number, number] | undefined)[]>(
  undefined,
  undefined,
  undefined,
  [-1440, -1435],
  [119, 121],
  [-2, 4],
  [8, 14],
);

const state: fc.Arbitrary<PatchStateRecipe> = fc
  .record({
    installed: fc.constantFrom(0, 5),
    notApplicable: fc.constantFrom(0, 0, 0, 7),
    missing: patches,
    failed: patches,
    rejected: patches,
    pendingReboot: patches,
    by: fc.constantFrom(undefined, undefined, undefined, "none", patchAccountIds.other(9)),
    minutes,
    operation: fc.constantFrom(undefined, undefined, undefined, "Scan" as const, "Install" as const),
    hasFailedSearch: fc.oneof(
      { weight: 12, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  })
  .map(({ by, minutes: at, operation, missing, ...rest }) => ({
    ...rest,
    missing,
    // Without InstallOverrideList, an installation reports missing patches as failed.
    ...(missing > 0 ? { installOverrideList: "s3://bucket/list.yaml" } : {}),
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { minutes: at }),
    ...(operation === undefined ? {} : { operation }),
  }));

const machine: fc.Arbitrary<PatchMachineRecipe> = fc.record({
  platform: fc.constantFrom("Linux" as const, "Windows" as const),
  states: fc.array(state, { maxLength: 2 }),
});

const status = fc.constantFrom<PatchRunStatus[]>(
  "Success",
  "Success",
  "Success",
  "Success",
  "Failed",
  "ExecutionTimedOut",
  "Undeliverable",
  "DeliveryTimedOut",
  "Terminated",
  "Cancelled",
  "CancelledBeforeStart",
);

const task: fc.Arbitrary<PatchTaskRecipe> = fc
  .record({
    operation: fc.constantFrom("Install" as const, "Install" as const, "Scan" as const),
    document: fc.constantFrom(
      "AWS-RunPatchBaseline",
      "AWS-RunPatchBaseline",
      "AWS-RunPatchBaselineWithHooks",
      "AWS-InstallWindowsUpdates",
    ),
    runs: fc.array(status, { minLength: 4, maxLength: 4 }),
    override: fc.constantFrom(false, false, false, true),
  })
  .map(({ override, ...rest }) => ({
    ...rest,
    ...(override ? { parameters: { BaselineOverride: ["s3://bucket/override.json"] } } : {}),
  }));

/** Generates `count` patch nights. */
export const patchAccounts = (count: number): readonly AccountPlan[] =>
  fc
    .sample(
      fc.record({
        tasks: fc.array(task, { minLength: 1, maxLength: 1 }),
        machines: fc.array(machine, { minLength: 1, maxLength: 4 }),
      }),
      { numRuns: count, seed: 20_261_122 },
    )
    .map((recipe) => patchAccount(recipe));
