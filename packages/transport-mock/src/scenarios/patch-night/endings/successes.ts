/** Output of successful steps. */
import type { FleetPlatform } from "../account/fleet.ts";
import { lines, passed, reported, type StepEnding } from "./ending.ts";

/** Successful endings. */
export const successes = {
  patched: reported(() => ({})),
  patchedRebootPending: reported((draw) => ({ counts: { InstalledPendingReboot: draw.whole(1, 5) } })),
  // apt's exit code is 0 if its sanity check drops all missing packages.
  patchedHeldBack: reported(
    (draw) => ({ counts: { Failed: draw.whole(1, 4) } }),
    () => "No packages found that can be upgraded.",
  ),
  // Windows reports updates that it did not try as missing.
  patchedStillMissing: reported((draw) => ({ counts: { Missing: draw.whole(3, 6) } })),
  patchedUnreported: reported(() => ({ isUploadFailed: true })),
  patchedSearchFailed: reported(
    () => ({ hasFailedSearch: true }),
    () => "Exception Details: An error occurred when attempting to search Windows Update.",
  ),
  scanned: reported((draw) => ({
    counts: { Missing: draw.chance(0.5) ? 0 : draw.whole(1, 15), AvailableSecurityUpdate: 0 },
  })),
  updatesInstalled: passed(({ draw }) =>
    lines("Searching for updates...", `Installed ${draw.whole(1, 6)} updates.`),
  ),
  scripted: passed(({ host, draw }) => `${host}: ok in ${draw.whole(1, 900)} ms\n`),
  agentUpdated: passed(({ draw }) =>
    lines(
      `Updating amazon-ssm-agent from 3.3.${draw.whole(100, 400)}.0 to 3.3.987.0`,
      "Successfully installed amazon-ssm-agent 3.3.987.0",
    ),
  ),
} as const satisfies Record<string, StepEnding>;

/** Output of a step on a machine of another platform. Such a step is a success. */
export const skippedStep = (step: string, wanted: "Linux" | "MacOS" | "Windows"): string =>
  `Step execution skipped due to unsatisfied preconditions: '"StringEquals": [platformType, ${wanted}]'. Step name: ${step}`;

/** Systems Manager's PlatformType. */
export const platformType = (platform: FleetPlatform): "Linux" | "Windows" =>
  platform === "windows" ? "Windows" : "Linux";
