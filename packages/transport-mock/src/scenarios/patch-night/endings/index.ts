/** The catalogue of outcomes of a step in this account, by name. */
import { type StepEnding, lines } from "./ending.ts";
import { hostile } from "./hostile.ts";
import { long } from "./long.ts";
import { packages } from "./packages.ts";
import { successes } from "./successes.ts";
import { system } from "./system.ts";
import { windows } from "./windows.ts";

/** Endings of commands that were not delivered or did not return. */
const delivery = {
  // AWS counts such a machine neither as a success nor as a failure, so its command can be a false green.
  undeliverable: { outcome: "Failed", details: "Undeliverable", code: -1, pace: 0.02 },
  deliveryTimedOut: { outcome: "TimedOut", details: "Delivery Timed Out", code: -1, pace: 1 },
  // The agent reports 137 for a step that it stopped, the same code as the kernel's out-of-memory killer.
  executionTimedOut: {
    outcome: "TimedOut",
    details: "Execution Timed Out",
    code: 137,
    pace: 1,
    stdout: ({ draw }) =>
      lines(
        "Dependencies resolved.",
        `Upgrading ${draw.whole(40, 90)} packages`,
        `Running scriptlet: kernel-core-6.1.${draw.whole(90, 140)}.x86_64`,
      ),
  },
  terminated: { outcome: "Cancelled", details: "Terminated", code: -1, pace: 0 },
  accessDenied: { outcome: "Failed", details: "Access Denied", code: -1, pace: 0.02 },
  invalidPlatform: { outcome: "Failed", details: "Invalid Platform", code: -1, pace: 0.02 },
} as const satisfies Record<string, StepEnding>;

const catalogue = { ...delivery, ...packages, ...system, ...windows, ...hostile, ...long, ...successes };

/** Name of an ending. */
export type EndingName = keyof typeof catalogue;

/** Endings by name. */
export const endings: Readonly<Record<EndingName, StepEnding>> = catalogue;

/** Whether an ending makes its command fail. Undeliverable machines do not count. */
export const countsAsFailure = ({ outcome, details }: StepEnding): boolean =>
  outcome !== "Success" && details !== "Undeliverable";
