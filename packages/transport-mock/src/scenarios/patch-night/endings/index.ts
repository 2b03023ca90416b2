/** The catalogue: every way in which a step ends in this account, by our name for it. */
import { type StepEnding, lines } from "./ending.ts";
import { hostile } from "./hostile.ts";
import { long } from "./long.ts";
import { packages } from "./packages.ts";
import { successes } from "./successes.ts";
import { system } from "./system.ts";
import { windows } from "./windows.ts";

/** The endings that delivery has. */
const delivery = {
  // Such a machine counts neither for nor against its command; that is how a command gets a false green.
  undeliverable: { outcome: "Failed", details: "Undeliverable", code: -1, pace: 0.02 },
  deliveryTimedOut: { outcome: "TimedOut", details: "Delivery Timed Out", code: -1, pace: 1 },
  // The agent gives a step that it had to stop the same 137 that the kernel's out-of-memory killer gives.
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

/** Our name for an ending. */
export type EndingName = keyof typeof catalogue;

/** Every ending by its name. */
export const endings: Readonly<Record<EndingName, StepEnding>> = catalogue;

/** Whether this ending makes its command fail. What could not be delivered counts neither way. */
export const countsAsFailure = ({ outcome, details }: StepEnding): boolean =>
  outcome !== "Success" && details !== "Undeliverable";
