/** Names of packages and updates, from memory of such systems. */
import type { PatchPlan, PatchPlanState } from "../../../plan/managed-machine.ts";
import { hashText } from "../../../world/random.ts";
import type { FleetPlatform } from "../account/fleet.ts";
import { DAY, MINUTE } from "../account/when.ts";
import type { PatchRunResult } from "../endings/patch-result.ts";

/**
 * The patches of a machine after an operation, in the reported counts: those in the output, then others of the platform. With
 * `states`, only the patches in these states.
 */
export const patchesOf = (
  result: PatchRunResult,
  { states, ...machine }: PatchedMachine & { readonly states?: ReadonlySet<PatchPlanState> | undefined },
): readonly PatchPlan[] => {
  const { named = new Map<string, PatchPlanState>() } = result;
  const wants = (state: PatchPlanState): boolean => states === undefined || states.has(state);
  const found = [...named].filter(([, state]) => wants(state));
  const groups = [...unnamedCountsOf(result)];
  // The names after the last wanted group are not needed.
  const end = groups.findLastIndex(([state, count]) => count > 0 && wants(state)) + 1;
  let next = 0;
  for (const [state, count] of groups.slice(0, end)) {
    for (let number = 0; number < count; number += 1) {
      let name = nameAt(machine.platform, next++);
      while (named.has(name)) name = nameAt(machine.platform, next++);
      if (wants(state)) found.push([name, state]);
    }
  }
  return found.map(([name, state]) => patchOf(name, state, machine));
};

/** The number of patches in each state that `patchesOf` returns. */
export const patchCountsOf = (result: PatchRunResult): Readonly<Partial<Record<PatchPlanState, number>>> => {
  const counts: Partial<Record<PatchPlanState, number>> = {};
  for (const [state, count] of unnamedCountsOf(result)) counts[state] = Math.max(0, count);
  for (const state of result.named?.values() ?? []) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

/** The counts of a result without the patches that its output names; below zero if it names more. */
const unnamedCountsOf = ({
  counts = {},
  named = new Map<string, PatchPlanState>(),
}: PatchRunResult): ReadonlyMap<PatchPlanState, number> => {
  const left = new Map(order.map((state) => [state, counts[state] ?? 0]));
  for (const state of named.values()) left.set(state, (left.get(state) ?? 0) - 1);
  return left;
};

interface PatchedMachine {
  readonly host: string;
  readonly platform: FleetPlatform;
  /** End of the operation, in milliseconds. */
  readonly end: number;
}

/** States that are not installed come first, so that they get the best-known packages. */
const order: readonly PatchPlanState[] = [
  "Failed",
  "Missing",
  "InstalledPendingReboot",
  "AvailableSecurityUpdate",
  "Installed",
  "InstalledRejected",
  "InstalledOther",
];

const bases =
  "openssl kernel glibc systemd curl sudo bash openssh python3 vim libxml2 expat zlib gnutls nss krb5 bind tar gzip xz sqlite libtiff libpng freetype cups dbus polkit rsync git perl ruby nodejs postgresql httpd nginx php mariadb redis samba nfs-utils lvm2 e2fsprogs util-linux coreutils findutils grep sed gawk less man-db tzdata ca-certificates chrony rsyslog logrotate cronie audit selinux-policy iptables nftables".split(
    " ",
  );

const suffixes: Readonly<Record<"apt" | "dnf", readonly string[]>> = {
  apt: ["", "-common", "-data", "-bin", "-dev", "-doc", "-utils", "-tools", "-locales"],
  dnf: ["", "-libs", "-common", "-devel", "-doc", "-utils", "-tools", "-langpack-en", "-debuginfo"],
};

/** The name of a patch by index; unique up to 540 on Linux. */
const nameAt = (platform: FleetPlatform, index: number): string => {
  if (platform === "windows") return `KB${5_020_007 + index * 17}`;
  const suffix = suffixes[platform][Math.floor(index / bases.length)] ?? `-extra${index}`;
  const base = bases[index % bases.length] ?? "";
  return `${(platform === "apt" ? onUbuntu[base] : undefined) ?? base}${suffix}`;
};

/** Package names that differ on Ubuntu. */
const onUbuntu: Readonly<Record<string, string>> = {
  kernel: "linux-image-generic",
  glibc: "libc6",
  httpd: "apache2",
  zlib: "zlib1g",
  "selinux-policy": "apparmor",
};

const patchOf = (name: string, State: PatchPlanState, { host, platform, end }: PatchedMachine): PatchPlan => {
  const hash = hashText(name, 0);
  const isNew = State === "InstalledPendingReboot";
  const isInstalled = State.startsWith("Installed");
  // The install date depends on the machine.
  const age = (1 + (hashText(`${host}/${name}`, 0) % 400)) * DAY;
  const installed = isInstalled && {
    InstalledTime: new Date(isNew ? end - (hash % 60) * 1000 : Math.floor((end - age) / MINUTE) * MINUTE),
  };
  const words = State === "InstalledOther" ? {} : wordsOf(name, platform, hash, end);
  return { KBId: idOf(name, platform), ...words, State, ...installed };
};

const idOf = (name: string, platform: FleetPlatform): string =>
  platform === "windows" ? name : platform === "apt" ? `${name}:amd64` : `${name}.x86_64`;

type PatchDetails = Pick<PatchPlan, "Title" | "Classification" | "Severity" | "CVEIds" | "ComplianceLevel">;

const wordsOf = (name: string, platform: FleetPlatform, hash: number, end: number): PatchDetails => {
  const isSecurity = hash % 5 < 3;
  const Severity = isSecurity ? (severities[hash % severities.length] ?? "Important") : "Low";
  return {
    Title: titleOf(name, platform, hash, end),
    Classification:
      platform === "windows"
        ? isSecurity
          ? "SecurityUpdates"
          : "UpdateRollups"
        : isSecurity
          ? "Security"
          : "Bugfix",
    Severity,
    ComplianceLevel: levels[Severity] ?? "UNSPECIFIED",
    ...(isSecurity && { CVEIds: cvesOf(hash, end) }),
  };
};

const severities = ["Important", "Critical", "Medium", "Important"] as const;

const levels: Readonly<Record<string, NonNullable<PatchPlan["ComplianceLevel"]>>> = {
  Critical: "CRITICAL",
  Important: "HIGH",
  Medium: "MEDIUM",
};

const titleOf = (name: string, platform: FleetPlatform, hash: number, end: number): string => {
  const version = `${1 + (hash % 9)}.${hash % 23}.${hash % 7}`;
  if (platform === "apt") return `${name}:amd64:${version}-0ubuntu${1 + (hash % 5)}`;
  if (platform === "dnf") return `${name}.x86_64:0:${version}-${1 + (hash % 4)}.amzn2023`;
  const month = new Date(end).toISOString().slice(0, 7);
  return `${month} ${products[hash % products.length] ?? products[0]} (${name})`;
};

const products = [
  "Cumulative Update for Windows Server 2022 for x64-based Systems",
  "Cumulative Update for .NET Framework 3.5 and 4.8 for Windows Server 2022",
  "Servicing Stack Update for Windows Server 2022 for x64-based Systems",
  "Security Update for Microsoft SQL Server 2019",
] as const;

const cvesOf = (hash: number, end: number): string => {
  const year = new Date(end).getUTCFullYear();
  const numbers = Array.from(
    { length: 1 + (hash % 3) },
    (_, index) => 1000 + ((hash >>> (index * 4)) % 60_000),
  );
  return numbers.map((number) => `CVE-${year}-${number}`).join(",");
};
