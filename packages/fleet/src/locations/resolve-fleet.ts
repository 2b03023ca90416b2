import {
  isWindowpaneError,
  mapAtMost,
  partitionOf,
  type UnreadLocation,
  type WindowpaneError,
} from "@windowpane/core";
import { DEFAULT_ROLE, type FleetAccount, type FleetConfig } from "../config/fleet-config.ts";
import { organizationAdvice } from "../errors/location-advice.ts";
import type { AwsSettings } from "../sessions/aws-settings.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { accountOfRole, roleArnOf, type FleetLocation } from "../config/location.ts";
import { unreadAt } from "../transport/member.ts";
import { listAccounts, type OrganizationAccount } from "./organization.ts";
import { listRegions } from "./regions.ts";

/** Options of `resolveFleet`. */
export interface ResolveOptions {
  /** Assumes the roles that list accounts and regions. */
  readonly sessions: Sessions;
  /** How Organizations is called. Default: AWS's endpoint with the SDK's request handler. */
  readonly organizations?: AwsSettings | undefined;
  /** How Account Management is called, for the region `all`. Default: AWS's endpoint with the SDK's request handler. */
  readonly account?: AwsSettings | undefined;
  /**
   * Account IDs or names to keep; others are neither listed nor requested. Default: all.
   */
  readonly only?: readonly string[] | undefined;
  /** Regions that replace those of the configuration. Default: none. */
  readonly regions?: readonly string[] | undefined;
  /** Region of the partition where the configuration names no region. Default: us-east-1. */
  readonly homeRegion?: string | undefined;
}

/** An account whose regions cannot be listed, with `all` as its region. */
export interface UnlistedAccount
  extends UnreadLocation, Partial<Pick<FleetLocation, "role" | "externalId">> {}

/** The locations of a configuration. */
export interface ResolvedFleet {
  /** In the order of the configuration, then of the account IDs. */
  readonly locations: readonly FleetLocation[];
  /** Accounts whose regions cannot be listed. */
  readonly unread: readonly UnlistedAccount[];
}

/** The accounts of the organization cannot be listed. `message` states why, `advice` what to do. */
export class OrganizationError extends Error {
  override readonly name = "OrganizationError";
  /** One sentence on what to do. */
  readonly advice: string;

  constructor(message: string, advice: string, cause: WindowpaneError) {
    super(message, { cause });
    this.advice = advice;
  }
}

/** The first region that a configuration names, not `all`. */
export const firstRegionOf = ({ regions = [], accounts = [] }: FleetConfig): string | undefined =>
  [...regions, ...accounts.flatMap((account) => account.regions ?? [])].find((name) => name !== ALL);

/** A region of each partition with public endpoints, in which services are called that do not depend on the region. */
const globalRegions: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
};

/** Maximum number of accounts whose regions are listed at the same time. */
const CONCURRENCY = 16;

/**
 * Finds all accounts and regions of a configuration: lists the accounts of the organization, and the regions of accounts whose
 * region is `all`. Accounts of `accounts` take precedence over those of the organization.
 *
 * @throws OrganizationError if the organization cannot be listed; errors of the source credentials.
 */
export const resolveFleet = async (config: FleetConfig, options: ResolveOptions): Promise<ResolvedFleet> => {
  const { only = [] } = options;
  const accounts = await accountsOf(config, options);
  const kept = accounts.filter(
    ({ id, name }) => only.length === 0 || only.includes(id) || (name !== undefined && only.includes(name)),
  );
  const parts = await mapAtMost(CONCURRENCY, kept, (account) => locationsOf(account, config, options));
  return {
    locations: parts.flatMap(({ locations }) => locations),
    unread: parts.flatMap(({ unread }) => unread),
  };
};

const accountsOf = async (
  config: FleetConfig,
  { sessions, organizations, homeRegion }: ResolveOptions,
): Promise<readonly FleetAccount[]> => {
  const { accounts = [], organization } = config;
  if (organization === undefined) return accounts;
  const { role, externalId } = organization;
  const region = regionFor(role, firstRegionOf(config) ?? homeRegion);
  const Account = accountOfRole(role) ?? "";
  const credentials = sessions.provider({ Account, Region: region, role, externalId });
  let members: readonly OrganizationAccount[];
  try {
    members = await listAccounts({ ...organization, credentials, region, organizations });
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    const { reason, remedy } = organizationAdvice(error, role);
    throw new OrganizationError(reason, remedy, error);
  }
  const known = new Map(accounts.map((account) => [account.id, account]));
  const found = members.map(({ id, name }) => ({ id, name, ...known.get(id) }));
  const foundIds = new Set(found.map(({ id }) => id));
  return [...accounts.filter(({ id }) => !foundIds.has(id)), ...found];
};

/** As a region: every region that the account has enabled. */
const ALL = "all";

const locationsOf = async (
  account: FleetAccount,
  config: FleetConfig,
  { sessions, account: settings, regions: replaced, homeRegion }: ResolveOptions,
): Promise<ResolvedFleet> => {
  const { id: Account, name, mfaSerial } = account;
  const role = account.role ?? config.role ?? DEFAULT_ROLE;
  const externalId = account.externalId ?? config.externalId;
  const regions = replaced ?? account.regions ?? config.regions ?? [];
  const named = regions.filter((region) => region !== ALL);
  const locationIn = (Region: string): FleetLocation => ({
    Account,
    Region,
    name,
    mfaSerial,
    ...(account.direct === true
      ? { role: undefined }
      : { role: roleArnOf(role, { Account, Region }), externalId }),
  });
  if (!regions.includes(ALL)) return { locations: [...new Set(named)].map(locationIn), unread: [] };
  const subject = locationIn(named[0] ?? regionFor(role, homeRegion));
  try {
    const enabled = await listRegions({
      credentials: sessions.provider(subject),
      region: subject.Region,
      account: settings,
    });
    return { locations: [...new Set([...named, ...enabled])].map(locationIn), unread: [] };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    const { role: arn, externalId: id } = subject;
    return {
      locations: named.map(locationIn),
      unread: [{ ...unreadAt(subject, error), Region: ALL, role: arn, externalId: id }],
    };
  }
};

/** The region, or one of the partition of a role's ARN. */
const regionFor = (role: string | undefined, region = "us-east-1"): string => {
  const partition = role?.startsWith("arn:") === true ? role.split(":")[1] : undefined;
  if (partition === undefined || partition === partitionOf(region).id) return region;
  return globalRegions[partition] ?? region;
};
