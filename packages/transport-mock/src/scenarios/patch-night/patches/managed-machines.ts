/** The managed machines of the account. */
import type { ManagedMachine } from "../../../plan/managed-machine.ts";
import type { SentCommandPlan, WindowPlan } from "../../../plan/plan.ts";
import { hashText } from "../../../world/random.ts";
import type { NightAccount } from "../account/account.ts";
import { GONE_DATABASE, GONE_WEB, type FleetMachine, type FleetPlatform } from "../account/fleet.ts";
import { once } from "../../../plan/computed.ts";
import { patchGroupOf } from "./baseline.ts";
import { patchOperationsIn } from "./operations.ts";
import { operationsOutsideWindows } from "./outside-windows.ts";
import { DAY, HOUR } from "../account/when.ts";

/** Creates the machines. Their patch operations are derived from the windows' executions on demand. */
export const managedMachines = (
  account: NightAccount,
  windows: readonly WindowPlan[],
  commands: readonly SentCommandPlan[],
): readonly ManagedMachine[] => {
  const operationsOf = patchOperationsIn(account, windows, commands);
  const terminated = new Map([
    [GONE_WEB, new Date(account.hour - 8 * HOUR)],
    [GONE_DATABASE, new Date(account.hour - 7 * HOUR)],
  ]);
  return account.fleet.machines.map((machine, index) => {
    const end = terminated.get(machine.name);
    return {
      information: informationOf(machine, index, account),
      tags: tagsOf(machine),
      ...(end !== undefined && { terminated: end }),
      patchOperations: once(() => [...operationsOf(machine), ...operationsOutsideWindows(machine, account)]),
    };
  });
};

const NEWEST_AGENT = "3.3.987.0";

const informationOf = (
  { InstanceId, InstanceName, name, platform }: FleetMachine,
  index: number,
  { chance, now }: NightAccount,
): ManagedMachine["information"] => {
  const isNewest = hashText(name, 0) % 12 !== 0;
  const isHybrid = InstanceId.startsWith("mi-");
  return {
    InstanceId,
    AgentVersion: isNewest ? NEWEST_AGENT : "3.3.131.0",
    IsLatestVersion: isNewest,
    ...platforms[platform],
    ResourceType: isHybrid ? "ManagedInstance" : "EC2Instance",
    IPAddress: `10.20.${Math.floor(index / 200)}.${(index % 200) + 10}`,
    ...(InstanceName !== undefined && { ComputerName: InstanceName }),
    AssociationStatus: "Success",
    AssociationOverview: {
      DetailedStatus: "Success",
      InstanceAssociationStatusAggregatedCount: { Success: 1 },
    },
    ...(isHybrid && {
      Name: name,
      ActivationId: chance.uuid("activation/stores"),
      IamRole: "StoreKioskRole",
      RegistrationDate: new Date(now - 200 * DAY),
    }),
  };
};

const platforms: Readonly<
  Record<
    FleetPlatform,
    Pick<ManagedMachine["information"], "PlatformType" | "PlatformName" | "PlatformVersion">
  >
> = {
  apt: { PlatformType: "Linux", PlatformName: "Ubuntu", PlatformVersion: "22.04" },
  dnf: { PlatformType: "Linux", PlatformName: "Amazon Linux", PlatformVersion: "2023" },
  windows: {
    PlatformType: "Windows",
    PlatformName: "Microsoft Windows Server 2022 Datacenter",
    PlatformVersion: "10.0.20348",
  },
};

/** Tags that the account's windows select by. */
const tagsByRole: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "web-prod": { Tier: "web" },
  "web-eu": { Role: "web-eu", Tier: "web" },
  "app-prod": { Role: "payments" },
  "app-eu": { Role: "app-eu", Region: "eu" },
  "db-prod": { Backup: "nightly" },
  "db-eu": { Region: "eu" },
  "cache-prod": { Role: "cache" },
  batch: { Role: "batch" },
  "ci-runner": { Role: "ci-runner" },
  "store-kiosk": { Place: "store" },
};

const tagsOf = ({ name }: FleetMachine): Readonly<Record<string, string>> => {
  const PatchGroup = patchGroupOf(name);
  const [, role = "", number = ""] = /^(.+)-(\d+)$/.exec(name) ?? [];
  const isAmong = (first: number, group: string): boolean => role === group && Number(number) <= first;
  return {
    Name: name,
    ...tagsByRole[role],
    ...(isAmong(30, "ci-runner") && { Pool: "runners" }),
    ...(isAmong(4, "win-sql") && { System: "crm" }),
    ...(PatchGroup !== undefined && { PatchGroup }),
  };
};
