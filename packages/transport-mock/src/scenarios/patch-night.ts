/**
 * The demo account: 14 windows, 500 machines and 30 days of history, relative to `now`. The windows, with the last twelve
 * hours unless noted:
 *
 * | window | content |
 * | --- | --- |
 * | `emergency-openssl` | running, started 13 minutes ago: first task done, second running, two pending; will end FAILED |
 * | `ssm-agent-weekly` | starts in four minutes; weekly, 500 machines in two targets (resource group and tag), some undeliverable |
 * | `linux-patch-nightly` | 180 machines; a few fail every night; last night most Linux causes, in four languages, with long and hostile output; `web-prod-044` terminated; `db-prod-24` in `Parameters` but without a command invocation; `db-eu-05` and `web-prod-033` slower for two nights; all passed six nights ago; `verify-services` failed and its command has expired, as have all commands from 28 nights ago or earlier |
 * | `windows-patch-nightly` | Windows update codes and PowerShell; cancelled by an operator twelve nights ago |
 * | `web-health-daily` | succeeds every day |
 * | `store-kiosk-agent` | false green: target `store-berlin` is SUCCESS with four undeliverable machines and one success; hybrid machines |
 * | `app-config-rollout` | MaxErrors reached: three of five canaries failed, seven are Terminated, two more targets did not start |
 * | `db-snapshot-nightly` | cut off (CANCEL_TASK): 15 snapshots done, three stopped, six and the next task not started; automations |
 * | `orders-drain` | SKIPPED_OVERLAPPING two hours ago, because the previous execution took more than four; before that a flush with status SUCCESS and details "Failed" (`batch-008`); state machine, command and function; 180 executions, more than a page |
 * | `ci-runner-cleanup` | hostile output of all kinds; `prune-images` FAILED before anything was started ("The instance IDs list contains an invalid entry.") |
 * | `batch-cleanup` | SUCCESS with "No tasks to execute."; earlier weeks have tasks and a target that are no longer registered |
 * | `legacy-crm-nightly` | disabled twenty days ago |
 * | `dr-failover-drill` | no executions, scheduled once in twenty days |
 * | `patch-pilot-daily` | succeeds: a scan of `cache-prod`; an installation with a BaselineOverride on six of `app-eu`; AWS-InstallWindowsUpdates on four of `win-sql`; AWS-PatchAsgInstance, an automation that sends AWS-RunPatchBaseline, on four of `batch` |
 *
 * Patches: last night's runs reported the counts in their output, often past the service's limits. Some successful runs
 * have pending reboots, packages that apt held back, or missing updates (`win-iis-010`). The search of `win-fs-03` failed;
 * the upload of `app-prod-025` and `win-iis-005` failed; a scan this morning overwrote the state of `app-prod-026`,
 * `app-prod-027` and `win-iis-006`, and an installation that of `app-prod-028`. Runs that failed before the scan, and
 * unreachable machines, keep an older state; `db-eu-07` was cut off. `web-eu`, `app-eu` and `cache-prod` are only scanned;
 * other machines are never scanned.
 *
 * Unverified: that SKIPPED_OVERLAPPING executions have no tasks; how AWS lists invocations that did not start; `ExecutionId`
 * and `Parameters` of AUTOMATION, LAMBDA and STEP_FUNCTIONS; the name of the key next to `targetValues` in RUN_COMMAND's
 * parameters; the format of a command's `Comment`; that a Terminated machine has the status `Cancelled`.
 */
import type { Scenario } from "../plan/plan.ts";
import { nightScenario } from "./patch-night/night-scenario.ts";
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

/** The demo account: a running execution, recent ones, and last night with all kinds of failures. */
export const patchNight: Scenario = nightScenario("patch-night", [
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
]);
