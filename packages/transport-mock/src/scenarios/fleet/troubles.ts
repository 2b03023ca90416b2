/** What goes wrong on a machine of the fleet. */
import type { MachinePlan, PluginPlan, RunPlan } from "../../plan/plan.ts";
import { hashText, scramble } from "../../world/random.ts";

/** How a run ends on a machine. */
export interface FleetOutcome {
  readonly outcome: RunPlan["outcome"];
  readonly details: string;
  readonly machine: Pick<MachinePlan, "outcome" | "details">;
  readonly printed: Pick<PluginPlan, "ResponseCode" | "stdout" | "stderr">;
}

const failed = (
  ResponseCode: number,
  stderr: string,
  stdout = "Last metadata expiration check: 0:12:41 ago.\n",
): FleetOutcome => ({
  outcome: "FAILED",
  details: "Failed",
  machine: { outcome: "Failed", details: "Failed" },
  printed: { ResponseCode, stdout, stderr: `${stderr}\nfailed to run commands: exit status ${ResponseCode}` },
});

/** How a run ends that goes well. */
export const success: FleetOutcome = {
  outcome: "SUCCESS",
  details: "Success",
  machine: { outcome: "Success", details: "Success" },
  printed: { ResponseCode: 0, stdout: "Dependencies resolved.\nNothing to do.\nComplete!\n", stderr: "" },
};

const timedOut: FleetOutcome = {
  outcome: "TIMED_OUT",
  details: "Execution Timed Out",
  machine: { outcome: "TimedOut", details: "Execution Timed Out" },
  printed: { ResponseCode: 137, stdout: "Downloading Packages:\n", stderr: "" },
};

/** Eight endings that go badly, the frequent ones more than once. */
export const troubles: readonly [FleetOutcome, ...FleetOutcome[]] = [
  failed(1, "Waiting for process with pid 4211 to finish: the package manager is locked."),
  failed(
    1,
    "Error: Transaction test error: installing package kernel needs 31MB more space on the / filesystem",
  ),
  failed(
    1,
    "Errors during downloading metadata for repository 'updates': Status code: 403 for the mirror list",
  ),
  failed(1, "Waiting for process with pid 902 to finish: the package manager is locked."),
  failed(100, "Error: 1 package needs a reboot of this machine before it can be upgraded."),
  failed(137, "Killed", "Running transaction\n"),
  failed(126, "/var/lib/amazon/ssm/script.sh: Permission denied", ""),
  timedOut,
];

/** Which of a row of items fail. */
export interface FleetFailures {
  fails(index: number): boolean;
  /** Whether any of the first `count` items fails. */
  anyIn(count: number): boolean;
}

/**
 * One failure in every stretch of 1 / `rate` items, at a place of its own in each: the share is right for any part of
 * the row, and each item is decided by itself.
 */
export const spreadFailures = (rate: number, seed: number): FleetFailures => {
  const key = hashText("failures", seed);
  const placeOf = (stretch: number): number =>
    Math.floor((stretch + scramble(stretch ^ key) / 2 ** 32) / rate);
  return {
    fails: (index) => {
      if (rate === 0) return false;
      for (let stretch = Math.floor(index * rate); stretch <= (index + 1) * rate; stretch += 1) {
        if (placeOf(stretch) === index) return true;
      }
      return false;
    },
    anyIn: (count) => rate > 0 && placeOf(0) < count,
  };
};
