/** What a step prints when all is well. */
import type { Platform } from "../fleet.ts";
import { lines, passed, type Ending, type Printing } from "./ending.ts";

/** The good endings. */
export const successes = {
  patched: passed((printing) =>
    lines("Patch Summary for Install", ...patchCounts(printing), "Status: COMPLIANT"),
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
export const skippedStep = (step: string, wanted: "Linux" | "Windows"): string =>
  `Step execution skipped due to unsatisfied preconditions: '"StringEquals": [platformType, ${wanted}]'. Step name: ${step}`;

/** What Systems Manager calls the platform. */
export const platformType = (platform: Platform): "Linux" | "Windows" =>
  platform === "windows" ? "Windows" : "Linux";

const patchCounts = ({ draw }: Printing): readonly string[] => [
  `InstalledCount: ${draw.whole(180, 420)}`,
  `InstalledOtherCount: ${draw.whole(0, 40)}`,
  "InstalledPendingRebootCount: 0",
  "MissingCount: 0",
  "FailedCount: 0",
];
