import type { UnreadLocation } from "@windowpane/core";
import {
  createSessions,
  firstRegionOf,
  noAccountsAdvice,
  OrganizationError,
  resolveFleet,
  withSession,
  type AwsSettings,
  type FleetConfig,
  type FleetLocation,
  type Sessions,
} from "@windowpane/fleet";
import { signedTransport } from "@windowpane/transport-aws";
import { prepareAws, ssmEndpoints, type AwsBase } from "../aws/aws-base.ts";
import { isOnThisMachine } from "../aws/budget.ts";
import { clientSettings } from "../aws/client-settings.ts";
import { oneAtATime } from "../aws/credentials.ts";
import { watchClock, type HttpHandler } from "../aws/http.ts";
import { SourceError } from "../source/source-error.ts";
import type { Platform, Source } from "../source/source.ts";
import type { LocationsOptions, SourceLocation } from "./locations.ts";
import { checkKnown, isRequested } from "./narrow.ts";

/**
 * The accounts and regions of a fleet configuration. Their roles are assumed from one source identity: that of the profile or
 * the environment.
 *
 * @throws SourceError if the configuration leads to no account, the organization cannot be listed, or an account or region that was requested is not in the fleet.
 */
export const fleetLocations = async (
  options: LocationsOptions & { readonly fleet: () => Promise<FleetConfig> },
): Promise<readonly SourceLocation[]> => {
  const { accounts, regions, platform } = options;
  const config = await options.fleet();
  const base = await prepareAws({
    ...options,
    detail: "",
    region: undefined,
    endpointUrl: options.endpointUrl,
  });
  // The source identity is the first thing to set up: without it, every account would be a gap.
  await base.credentials();
  const homeRegion = base.location.region?.value ?? firstRegionOf(config) ?? base.regionOrDefault;
  const sessions = createSessions({
    source: base.credentials,
    region: homeRegion,
    now: () => platform.now().getTime(),
    sts: settingsOf(base, "sts"),
    sessionMinutes: config.sessionMinutes,
    askMfa: ({ mfaSerial, role }) =>
      oneAtATime(() => platform.ask(`One-time code of ${mfaSerial} for role ${role}: `)),
  });
  const every = regions.includes(ALL);
  const tools = {
    sessions,
    homeRegion,
    organizations: settingsOf(base, "organizations"),
    account: settingsOf(base, "account"),
  };
  const { locations, unread } = await resolve(config, {
    ...tools,
    only: accounts,
    ...(every ? { regions } : {}),
  });
  if (!areAllKnown(accounts, locations, unread)) {
    // All accounts, for the error with similar names.
    const all = await resolve(config, { ...tools, regions: [base.regionOrDefault] });
    checkKnown(
      { accounts, regions: [] },
      all.locations.map((one) => ({ origin: originOf(one) })),
    );
  }
  if (locations.length === 0 && unread.length === 0) {
    const { reason, remedy } = noAccountsAdvice(config);
    throw new SourceError("configuration", reason, remedy);
  }
  const handler = base.http.handler({ service: "Systems Manager", maxSockets: MAX_SOCKETS });
  const shared = { base, sessions, config, platform, ...watchClock(handler, platform) };
  const endpointOf = ssmEndpoints(base, handler);
  const opened = locations.map((location): SourceLocation => ({
    origin: originOf(location),
    role: location.role,
    externalId: location.externalId,
    open: () => openLocation(location, { ...shared, endpoint: endpointOf(location.Region) }),
  }));
  const closed = unread.map(({ Account, AccountName, Region, role, externalId, error }): SourceLocation => ({
    origin: { Account, ...(AccountName === undefined ? {} : { AccountName }), Region },
    role,
    externalId,
    open: () => Promise.reject(error),
  }));
  const all = [...opened, ...closed];
  checkKnown({ accounts, regions }, all);
  // An account whose regions cannot be listed may have the requested one.
  return all.filter((one) => one.origin.Region === ALL || isRequested({ accounts: [], regions }, one));
};

/** Whether each requested account was found. */
const areAllKnown = (
  accounts: readonly string[],
  locations: readonly FleetLocation[],
  unread: readonly UnreadLocation[],
): boolean => {
  const names = new Set(
    [...locations.map(originOf), ...unread].flatMap(({ Account = "", AccountName = "" }) => [
      Account,
      AccountName,
    ]),
  );
  return accounts.every((account) => names.has(account));
};

/** As a region: every region that an account has enabled. */
const ALL = "all";

/**
 * Connections to one host. All accounts of a region share a host: at 10 requests a second each and a latency of 0.3 seconds, 300
 * accounts need 900.
 */
const MAX_SOCKETS = 1000;

const resolve = async (
  config: FleetConfig,
  options: Parameters<typeof resolveFleet>[1],
): ReturnType<typeof resolveFleet> => {
  try {
    return await resolveFleet(config, options);
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    throw new SourceError("configuration", error.message, error.advice, { cause: error });
  }
};

const settingsOf = (base: AwsBase, service: keyof typeof serviceNames): AwsSettings => {
  const { endpoint, useFipsEndpoint, useDualstackEndpoint } = clientSettings(base.location, service);
  return {
    endpoint,
    useFipsEndpoint,
    useDualstackEndpoint,
    // Each request has its own client, which would close the connections of the others when it ends.
    requestHandler: {
      ...base.http.handler({ service: serviceNames[service], maxSockets: 64 }),
      destroy: () => {},
    },
  };
};

const serviceNames = { sts: "STS", account: "Account Management", organizations: "Organizations" } as const;

const originOf = ({ Account, name, Region }: FleetLocation): SourceLocation["origin"] => ({
  Account,
  ...(name === undefined ? {} : { AccountName: name }),
  Region,
});

/** What the locations share. */
interface Shared {
  readonly base: AwsBase;
  readonly sessions: Sessions;
  readonly config: FleetConfig;
  readonly platform: Platform;
  readonly requestHandler: HttpHandler;
  readonly clockOffset: () => number | undefined;
}

/** A client of the SDK for each location would take twice the processor time of all that is done with the responses. */
const openLocation = async (
  location: FleetLocation,
  {
    base,
    sessions,
    config,
    platform,
    requestHandler,
    clockOffset,
    endpoint,
  }: Shared & { readonly endpoint: string },
): Promise<Source> => {
  const { Account, Region, role } = location;
  // A role that cannot be assumed is the location's error, and not that of the first request.
  await sessions.credentials(location, platform.interrupt);
  const configured = base.location.endpoints.ssm;
  const transport = signedTransport({
    endpoint,
    region: Region,
    credentials: base.isSigned ? () => sessions.credentials(location) : undefined,
    requestHandler,
    now: () => platform.now().getTime(),
  });
  return {
    transport: withSession(transport, sessions, location),
    region: Region,
    permittedBy: "policy",
    budget: {
      owner: `${Account} ${Region} ${configured?.value ?? ""}`,
      rate: config.requestsPerSecond,
      ...(isOnThisMachine(configured) ? { quotas: [] } : {}),
    },
    clockOffset,
    identity: async () => ({ Account, ...(role === undefined ? {} : { Arn: role }) }),
  };
};
