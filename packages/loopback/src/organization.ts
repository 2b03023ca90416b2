import type { Transport } from "@windowpane/core";

/** An account of the organization. */
export interface LoopbackAccount {
  /** Account ID of 12 digits. */
  readonly id: string;
  /** Default: `account-` and the ID. */
  readonly name?: string | undefined;
  /** Default: ACTIVE. */
  readonly status?: "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | undefined;
  /** ID of its organizational unit. Default: the root. */
  readonly unit?: string | undefined;
  /** Enabled regions. Default: those of the organization. */
  readonly regions?: readonly string[] | undefined;
  /** Roles that can be assumed. Default: `WindowpaneRead` without an external ID. */
  readonly roles?: readonly LoopbackRole[] | undefined;
  /** Denied actions, such as `ssm:DescribeMaintenanceWindows`. Default: none. */
  readonly denied?: readonly string[] | undefined;
}

/** A role of an account. */
export interface LoopbackRole {
  /** Name with its path, such as `read/Windowpane`. */
  readonly name: string;
  /** External ID that its trust policy requires. Default: none. */
  readonly externalId?: string | undefined;
  /** Accounts that its trust policy allows. Default: all. */
  readonly trusts?: readonly string[] | undefined;
  /** MFA device that its trust policy requires, and the valid code. Default: none. */
  readonly mfa?: { readonly serial: string; readonly code: string } | undefined;
  /** Maximum duration of its sessions in minutes. Default: 60. */
  readonly maxMinutes?: number | undefined;
}

/** An organizational unit. */
export interface LoopbackUnit {
  readonly id: string;
  /** ID of the unit above it. Default: the root. */
  readonly parent?: string | undefined;
}

/** Faults of the organization's services. They can be changed while it runs. */
export interface LoopbackFaults {
  /** Accounts whose roles cannot be assumed. */
  deniedAccounts?: readonly string[];
  /** Number of the next AssumeRole requests that are throttled. */
  throttledAssumeRoles?: number;
  /** Number of the next requests to Organizations that are throttled. */
  throttledOrganizations?: number;
  /** Accounts whose sessions are rejected as expired. */
  expiredAccounts?: readonly string[];
  /** Regions that do not respond: requests are never answered. */
  silentRegions?: readonly string[];
}

/** Options of `createLoopback`. */
export interface LoopbackOptions {
  readonly accounts: readonly LoopbackAccount[];
  /** ID of the management account. Default: the first account. */
  readonly management?: string | undefined;
  /** Delegated administrators, which may list accounts. Default: none. */
  readonly delegated?: readonly string[] | undefined;
  readonly units?: readonly LoopbackUnit[] | undefined;
  /** Default: eu-west-1. */
  readonly regions?: readonly string[] | undefined;
  /** The transport of an account and region. Created when it is first requested, and kept. Default: an empty account. */
  readonly ssm?: ((account: string, region: string) => Transport) | undefined;
  /** Returns the current time. */
  readonly now: () => Date;
  /** Delay of each response of Systems Manager in milliseconds. Default: 0. */
  readonly latency?: number | undefined;
  /** Requests per second that Systems Manager accepts in one account and region, also at once. Default: no limit. */
  readonly rate?: number | undefined;
  /** Checks signatures. Default: true. */
  readonly verify?: boolean | undefined;
  readonly faults?: LoopbackFaults | undefined;
  /** Accounts on a page of Organizations. Default: 20. */
  readonly pageSize?: number | undefined;
}

/** ID of the organization's root. */
export const ROOT = "r-root";
