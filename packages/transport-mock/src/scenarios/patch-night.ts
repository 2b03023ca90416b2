/**
 * The demo's account: 14 windows, 500 machines, 30 days, laid around `now`. What is where, all of it within the last
 * twelve hours where nothing else is said:
 *
 * | window | shows |
 * | --- | --- |
 * | `emergency-openssl` | running now, started 13 minutes ago: first task done, second under way, two pending; it will end FAILED |
 * | `ssm-agent-weekly` | due in four minutes, 500 machines in two targets (resource group and tag); runs weekly, some undeliverable |
 * | `linux-patch-nightly` | 180 machines; the same few fail night after night; last night most causes on Linux at once, in four languages, with long and hostile output; `web-prod-044` in no list any more; `db-prod-24` named by `Parameters` but without an invocation; `db-eu-05` and `web-prod-033` slower for two nights; all passed six nights ago; `verify-services` failed with its command gone, as have all commands of 28 nights ago and more |
 * | `windows-patch-nightly` | update codes and PowerShell on Windows; cancelled by an operator twelve nights ago |
 * | `web-health-daily` | all green, every day |
 * | `store-kiosk-agent` | false green: target `store-berlin` is SUCCESS over four undeliverable machines and one success; hybrid machines |
 * | `app-config-rollout` | MaxErrors reached: three of five canaries failed, seven were terminated, two more targets never started |
 * | `db-snapshot-nightly` | cut off (CANCEL_TASK): 15 snapshots done, three stopped, six never started, and the task after them neither; automations |
 * | `orders-drain` | SKIPPED_OVERLAPPING two hours ago, over a round that took more than four; before that a flush that is SUCCESS with details "Failed" (`batch-008`); state machine, command and function; 180 executions, more than a page |
 * | `ci-runner-cleanup` | hostile output of every kind; `prune-images` FAILED with nothing started ("The instance IDs list contains an invalid entry.") |
 * | `batch-cleanup` | SUCCESS with "No tasks to execute."; earlier weeks had tasks and a target that are no longer registered |
 * | `legacy-crm-nightly` | disabled twenty days ago |
 * | `dr-failover-drill` | never ran, planned once for in twenty days |
 * | `patch-pilot-daily` | all green: a scan of `cache-prod`; an installation by a BaselineOverride on six of `app-eu`; AWS-InstallWindowsUpdates on four of `win-sql`; AWS-PatchAsgInstance, an automation that sends AWS-RunPatchBaseline, on four of `batch` |
 *
 * Patches: last night's runs reported what they printed, often behind the limits of the services. On some machines a
 * success left reboots pending, packages that apt held back, or updates that are still missing (`win-iis-010`); the search
 * of `win-fs-03` failed; `app-prod-025` and `win-iis-005` never reported it; `app-prod-026`, `app-prod-027` and
 * `win-iis-006` were scanned again in the morning and `app-prod-028` patched again, which overwrote it. Runs that failed
 * before they scanned, and machines that could not be reached, keep an older report; `db-eu-07` was cut off. `web-eu`,
 * `app-eu` and `cache-prod` are only ever scanned; other machines never.
 *
 * What AWS does here is unverified: that SKIPPED_OVERLAPPING executions hold nothing; how invocations that never started
 * are listed; `ExecutionId` and `Parameters` of AUTOMATION, LAMBDA and STEP_FUNCTIONS; the word beside `targetValues` in
 * the parameters of RUN_COMMAND; what a command's `Comment` is made of; that a terminated machine is `Cancelled`.
 */
import type { Scenario } from "../plan/plan.ts";
import { accountAt } from "./patch-night/account/account.ts";
import { managedMachines } from "./patch-night/patches/managed-machines.ts";
import { once } from "../plan/computed.ts";
import { commandsByHand } from "./patch-night/patches/by-someone.ts";
import { commandsOfAutomations } from "./patch-night/tasks/patch-automation.ts";
import { agentUpdateWindow } from "./patch-night/windows/agent-update.ts";
import { ciRunnersWindow } from "./patch-night/windows/ci-runners.ts";
import { configRolloutWindow } from "./patch-night/windows/config-rollout.ts";
import { dbSnapshotWindow } from "./patch-night/windows/db-snapshot.ts";
import { emergencyWindow } from "./patch-night/windows/emergency.ts";
import { linuxPatchWindow } from "./patch-night/windows/linux-patch.ts";
import { ordersDrainWindow } from "./patch-night/windows/orders-drain.ts";
import { patchPilotWindow } from "./patch-night/windows/patch-pilot.ts";
import { batchCleanupWindow, drDrillWindow, legacyCrmWindow } from "./patch-night/windows/quiet.ts";
import { storeKiosksWindow } from "./patch-night/windows/store-kiosks.ts";
import { webHealthWindow } from "./patch-night/windows/web-health.ts";
import { windowsPatchWindow } from "./patch-night/windows/windows-patch.ts";

/** The demo: something is running, something is fresh, and last night went badly in every way there is. */
export const patchNight: Scenario = {
  name: "patch-night",
  plan({ now, seed }) {
    const account = accountAt(now, seed);
    const planned = windows.map((windowAt) => windowAt(account));
    const commands = [...commandsByHand(account), ...commandsOfAutomations(account, planned)];
    const machines = once(() => managedMachines(account, planned, commands));
    return {
      windows: planned,
      commands,
      get machines() {
        return machines();
      },
    };
  },
};

const windows = [
  linuxPatchWindow,
  windowsPatchWindow,
  webHealthWindow,
  agentUpdateWindow,
  storeKiosksWindow,
  configRolloutWindow,
  dbSnapshotWindow,
  ordersDrainWindow,
  emergencyWindow,
  ciRunnersWindow,
  batchCleanupWindow,
  legacyCrmWindow,
  drDrillWindow,
  patchPilotWindow,
] as const;
