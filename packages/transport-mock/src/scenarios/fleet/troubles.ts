/** What goes wrong on a machine of the fleet. */
import type { MachinePlan, PluginPlan, Run } from "../../plan.ts";

/** How a run ends on a machine. */
export interface Ending {
  readonly outcome: Run["outcome"];
  readonly details: string;
  readonly machine: Pick<MachinePlan, "outcome" | "details">;
  readonly printed: Pick<PluginPlan, "ResponseCode" | "stdout" | "stderr">;
}

const failed = (
  ResponseCode: number,
  stderr: string,
  stdout = "Last metadata expiration check: 0:12:41 ago.\n",
): Ending => ({
  outcome: "FAILED",
  details: "Failed",
  machine: { outcome: "Failed", details: "Failed" },
  printed: { ResponseCode, stdout, stderr: `${stderr}\nfailed to run commands: exit status ${ResponseCode}` },
});

/** How a run ends that goes well. */
export const success: Ending = {
  outcome: "SUCCESS",
  details: "Success",
  machine: { outcome: "Success", details: "Success" },
  printed: { ResponseCode: 0, stdout: "Dependencies resolved.\nNothing to do.\nComplete!\n", stderr: "" },
};

const timedOut: Ending = {
  outcome: "TIMED_OUT",
  details: "Execution Timed Out",
  machine: { outcome: "TimedOut", details: "Execution Timed Out" },
  printed: { ResponseCode: 137, stdout: "Downloading Packages:\n", stderr: "" },
};

/** Eight endings that go badly, the frequent ones more than once. */
export const troubles: readonly [Ending, ...Ending[]] = [
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
