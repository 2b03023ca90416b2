/** What a step prints when all is well. */
import type { Platform } from "../fleet.ts";
import { lines, passed, type Ending, type Printing } from "./ending.ts";

/** The good endings. */
export const successes = {
  patched: passed((printing) => patchSummary(printing, {}, "COMPLIANT")),
  // AWS's payload prints its verdict before it counts pending reboots.
  patchedRebootPending: passed((printing) =>
    patchSummary(printing, { pending: printing.draw.whole(1, 5) }, "COMPLIANT"),
  ),
  // apt's exit code is 0 when every package that is missing is dropped by its sanity check.
  patchedHeldBack: passed((printing) =>
    lines(
      "No packages found that can be upgraded.",
      patchSummary(printing, { failed: printing.draw.whole(1, 4) }, "NON_COMPLIANT"),
    ),
  ),
  patchedUnreported: passed((printing) =>
    lines(patchSummary(printing, {}, "COMPLIANT"), "Unable to upload compliance report."),
  ),
  scripted: passed(({ host, draw }) => `${host}: ok in ${draw.whole(1, 900)} ms\n`),
  agentUpdated: passed(({ draw }) =>
    lines(
      `Updating amazon-ssm-agent from 3.3.${draw.whole(100, 400)}.0 to 3.3.987.0`,
      "Successfully installed amazon-ssm-agent 3.3.987.0",
    ),
  ),
} as const satisfies Record<string, Ending>;

/** What a step of a document says on a machine that it is not meant for. It counts as a success. */
export const skippedStep = (step: string, wanted: "Linux" | "MacOS" | "Windows"): string =>
  `Step execution skipped due to unsatisfied preconditions: '"StringEquals": [platformType, ${wanted}]'. Step name: ${step}`;

/** What Systems Manager calls the platform. */
export const platformType = (platform: Platform): "Linux" | "Windows" =>
  platform === "windows" ? "Windows" : "Linux";

const patchSummary = (
  { draw }: Printing,
  { pending = 0, failed = 0 }: { readonly pending?: number; readonly failed?: number },
  status: "COMPLIANT" | "NON_COMPLIANT",
): string =>
  lines(
    "Patch Summary for Install",
    `InstalledCount: ${draw.whole(180, 420)}`,
    `InstalledOtherCount: ${draw.whole(0, 40)}`,
    `InstalledPendingRebootCount: ${pending}`,
    "MissingCount: 0",
    `FailedCount: ${failed}`,
    `Status: ${status}`,
  );
