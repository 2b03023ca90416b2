/**
 * An organization of twelve accounts in two regions, for everything that reads several accounts. Each has some windows of
 * `patchNight`, with separate IDs, machines and failures. ARNs in the responses name the account and region of `patchNight`.
 *
 * | account | content |
 * | --- | --- |
 * | `payments` | patches Linux and Windows nightly; last night most causes |
 * | `web-shop` | a rollout that stopped at `MaxErrors`; daily checks that pass |
 * | `stores` | kiosks in stores, some of which are not reached; an execution is running |
 * | `data` | snapshots that were cut off |
 * | `legacy` | its role cannot be assumed |
 * | the others | a few windows, most of which pass |
 */
import type { Scenario } from "../plan/plan.ts";
import { nightScenario, type NightWindow } from "./patch-night/night-scenario.ts";
import { configRolloutWindow } from "./patch-night/windows/config-rollout.ts";
import { dbSnapshotWindow } from "./patch-night/windows/db-snapshot.ts";
import { emergencyWindow } from "./patch-night/windows/emergency.ts";
import { linuxPatchWindow } from "./patch-night/windows/linux-patch.ts";
import { ordersDrainWindow } from "./patch-night/windows/orders-drain.ts";
import { patchPilotWindow } from "./patch-night/windows/patch-pilot.ts";
import { batchCleanupWindow, legacyCrmWindow } from "./patch-night/windows/quiet.ts";
import { storeKiosksWindow } from "./patch-night/windows/store-kiosks.ts";
import { webHealthWindow } from "./patch-night/windows/web-health.ts";
import { windowsPatchWindow } from "./patch-night/windows/windows-patch.ts";

/** An account of the organization in one region. */
export interface OrganizationMember {
  /** Account ID of 12 digits. */
  readonly Account: string;
  readonly AccountName: string;
  readonly Region: string;
  /** Undefined: its role cannot be assumed. */
  readonly scenario: Scenario | undefined;
  /** Seed of its IDs and failures. */
  readonly seed: number;
}

type Windows = readonly NightWindow[];

/** The windows of each account, in the first region and in the second one. */
const accounts: readonly (readonly [name: string, first?: Windows, second?: Windows])[] = [
  ["payments", [linuxPatchWindow, windowsPatchWindow], [patchPilotWindow]],
  ["web-shop", [webHealthWindow, configRolloutWindow], [webHealthWindow]],
  ["stores", [storeKiosksWindow, emergencyWindow], [storeKiosksWindow]],
  ["data", [dbSnapshotWindow], [batchCleanupWindow]],
  ["crm", [patchPilotWindow, legacyCrmWindow], []],
  ["logistics", [ordersDrainWindow], [patchPilotWindow]],
  ["search", [webHealthWindow], [webHealthWindow]],
  ["media", [batchCleanupWindow], []],
  ["identity", [patchPilotWindow], []],
  ["analytics", [dbSnapshotWindow], []],
  ["legacy"],
  ["sandbox", [], []],
];

/** Regions of the organization. */
const REGIONS = ["eu-central-1", "us-east-1"] as const;

/** The accounts and regions of the organization: 24. */
export const organizationMembers: readonly OrganizationMember[] = accounts.flatMap(
  ([AccountName, ...windows], index) =>
    REGIONS.map((Region, region): OrganizationMember => {
      const own = windows[region];
      return {
        Account: `1111222233${String(34 + index).padStart(2, "0")}`,
        AccountName,
        Region,
        seed: 1 + index * REGIONS.length + region,
        scenario: own === undefined ? undefined : nightScenario(`organization ${AccountName} ${Region}`, own),
      };
    }),
);
