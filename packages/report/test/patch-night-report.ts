/** An execution with every kind of patch result, and its report. */
import { createClient, type Client } from "@windowpane/core";
import {
  fixedClock,
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { reportExecution, type ExecutionReport } from "../src/index.ts";

/** A client of an account from `patchAccount`. Default time: six hours after the execution. */
export const patchClient = (
  recipe: PatchAccountRecipe,
  { minutes = 360, faults = [] }: { readonly minutes?: number; readonly faults?: readonly MockFault[] } = {},
): Client =>
  createClient(mockTransport({ scenario: patchAccount(recipe), clock: fixedClock(minute(minutes)), faults }));

/** The report on the only execution of such an account. */
export const patchReport = (recipe: PatchAccountRecipe): Promise<ExecutionReport> =>
  reportExecution(patchClient(recipe), { WindowExecutionId: ids.WindowExecutionId });

/** By index: patched, reboot pending, failed, overwritten, never scanned, command failed, never reached. */
export const mixedNight: PatchAccountRecipe = {
  tasks: [
    {
      rebootOption: "NoReboot",
      runs: ["Success", "Success", "Success", "Success", "Success", "Failed", "Undeliverable"],
    },
  ],
  machines: [
    { states: [{ installed: 3 }] },
    { states: [{ pendingReboot: 5 }] },
    { states: [{ failed: 2, critical: 1 }] },
    { states: [{}, { by: ids.other(9), operation: "Scan", minutes: [120, 121], missing: 4 }] },
    {},
    { states: [{ failed: 1 }] },
    {},
  ],
};

/** A scan that found patches missing on the first of two machines. */
export const scanNight: PatchAccountRecipe = {
  tasks: [{ operation: "Scan" }],
  machines: [{ states: [{ missing: 12, critical: 3 }] }, { states: [{ installed: 1 }] }],
};

/** An installation after which everything is patched. */
export const goodNight: PatchAccountRecipe = {
  machines: [{ states: [{ installed: 2 }] }, { states: [{ installed: 1 }] }],
};
