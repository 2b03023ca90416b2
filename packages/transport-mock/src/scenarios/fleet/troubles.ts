/** Outcomes of runs in the fleet, and which runs fail. */
import type { MachinePlan, PluginPlan, RunPlan } from "../../plan/plan.ts";
import { hashText, scramble } from "../../world/random.ts";

/** The outcome of a run on a machine. */
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

/** The outcome of a successful run. */
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

/** Outcomes of failed runs. Frequent ones are repeated. */
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

/** Which items of a list fail. */
export interface FleetFailures {
  fails(index: number): boolean;
  /** Whether any of the first `count` items fails. */
  anyIn(count: number): boolean;
}

/**
 * Places one failure at a pseudo-random index in every stretch of 1 / `rate` items. Every part of the list has the right
 * share of failures, and each item is decided independently.
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
