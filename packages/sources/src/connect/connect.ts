import { createClient, untilAborted, type Client, type ItemOrigin, type Transport } from "@windowpane/core";
import type { FleetConfig, FleetTransport } from "@windowpane/fleet";
import type { SourceLocation } from "../fleet/locations.ts";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";
import { isSourceError, sentenceOf, SourceError } from "../source/source-error.ts";
import type { OpenSource, Source } from "../source/source.ts";
import { decorate, type DecorateOptions } from "./decorate.ts";
import { readSourceName, sources as allSources } from "./sources.ts";

/** A source that can be opened, and its name where there are several. */
export interface Connection {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** Its account and region, where they are known before it is opened: those of a fleet. */
  readonly origin?: ItemOrigin | undefined;
  /** ARN of the role that reads it. */
  readonly role?: string | undefined;
  readonly externalId?: string | undefined;
  /** @throws SourceError if there is no such source, or it has no credentials or region. */
  readonly open: () => Promise<Opened>;
}

/** An open source with a client that retries. */
export interface Opened {
  readonly client: Client;
  /** What the client sends over: the source's transport with retries, deadline and rate limit. */
  readonly transport: Transport;
  readonly source: Source;
  /** The transport, if it is over several accounts or regions. */
  readonly fleet?: FleetTransport | undefined;
}

/** Which sources to open, and how. */
export interface ConnectOptions extends DecorateOptions {
  /** The source as users type it: `aws`, `demo:fleet`, a URL, or the path of a snapshot. */
  readonly source: string;
  /** AWS profiles; empty for the environment's. */
  readonly profiles: readonly string[];
  /** AWS regions; empty for the profile's. `all` is every region that the account has enabled. */
  readonly regions: readonly string[];
  readonly endpointUrl?: string | undefined;
  /** Reads the fleet configuration, whose accounts are then read. The profile is the one that assumes their roles. Default: none. */
  readonly fleet?: (() => Promise<FleetConfig>) | undefined;
  /** IDs or names of the fleet's accounts to read. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** The kinds of source, by the word before the colon. Default: all of this package. */
  readonly sources?: Readonly<Record<string, OpenSource>> | undefined;
}

/**
 * One connection for each account and region of a fleet, or for each combination of profile and region. A profile whose regions cannot be listed has one connection,
 * which rejects with the reason when it is opened.
 *
 * @throws SourceError if the accounts of a fleet cannot be found.
 */
export const connect = async (options: ConnectOptions): Promise<readonly Connection[]> => {
  const { profiles, regions } = options;
  const locations = await locationsOf(options);
  if (locations !== undefined) return locations.map((location) => connectionTo(options, location));
  const connections = await Promise.all(
    orUndefined([...new Set(profiles)]).map((profile) => connectionsOf(options, profile, regions)),
  );
  return connections.flat();
};

const connectionsOf = async (
  options: ConnectOptions,
  profile: string | undefined,
  regions: readonly string[],
): Promise<readonly Connection[]> => {
  const connection = (region: string | undefined): Connection => ({
    profile,
    region,
    open: () => openAt(options, { profile, region }),
  });
  if (!regions.includes(ALL)) return orUndefined([...new Set(regions)]).map(connection);
  try {
    const named = regions.filter((region) => region !== ALL);
    return [...new Set([...named, ...(await enabledRegions(options, profile))])].map(connection);
  } catch (error) {
    const open = (): Promise<Opened> => Promise.reject(error);
    return [{ profile, region: ALL, open }];
  }
};

const ALL = "all"; // As a region: every region that the account has enabled.

const enabledRegions = async (
  options: ConnectOptions,
  profile: string | undefined,
): Promise<readonly string[]> => {
  const { interrupt } = options.platform;
  const source = await openSource(options, { profile, region: undefined, anyRegion: true });
  if (source.regions === undefined) {
    throw new SourceError(
      "usage",
      `--region all does not apply to --source ${options.source}.`,
      "Remove it, or use --source aws.",
    );
  }
  try {
    return await source.regions({ signal: interrupt });
  } catch (error) {
    interrupt.throwIfAborted();
    if (isSourceError(error)) throw error;
    throw new SourceError(
      "configuration",
      `The regions of the account${profile === undefined ? "" : ` of profile ${profile}`} cannot be listed: ${sentenceOf(error)}`,
      "Allow account:ListRegions, or name each region with --region.",
      { cause: error },
    );
  }
};

/** The accounts and regions of a source that has several itself; undefined for others. */
const locationsOf = async (options: ConnectOptions): Promise<readonly SourceLocation[] | undefined> => {
  const { source, profiles, accounts = [], fleet, sources: given } = options;
  const { kind, detail } = readSourceName(source, Object.keys(given ?? allSources));
  if (fleet !== undefined && kind === "aws") {
    const { fleetLocations } = await import("../fleet/fleet-locations.ts");
    return fleetLocations({ ...options, fleet, accounts, profile: onlyProfile(profiles) });
  }
  if (fleet !== undefined) {
    throw new SourceError(
      "usage",
      `--fleet does not apply to --source ${source}.`,
      "Remove it, or use --source aws.",
    );
  }
  if (kind === "demo" && detail === "organization") {
    // The scenario with several accounts.
    const { demoLocations } = await import("../local/demo-locations.ts");
    return demoLocations({ ...options, accounts });
  }
  if (isArchive(options)) {
    const { archiveLocations } = await import("../archive/archive-source.ts");
    refuseAwsOptions(
      { profile: profiles[0], region: undefined, endpointUrl: options.endpointUrl },
      "an archive",
    );
    return archiveLocations({ ...options, accounts, detail });
  }
  if (accounts.length === 0) return undefined;
  throw new SourceError(
    "usage",
    "--account needs a fleet configuration.",
    "Add --fleet FILE or set WINDOWPANE_FLEET, or use --profile for one account.",
  );
};

const onlyProfile = (profiles: readonly string[]): string | undefined => {
  if (profiles.length < 2) return profiles[0];
  throw new SourceError(
    "usage",
    "A fleet is read with one profile, which assumes the roles of its accounts.",
    "Give --profile once.",
  );
};

const connectionTo = (options: ConnectOptions, { open, ...location }: SourceLocation): Connection => ({
  ...location,
  profile: undefined,
  region: location.origin.Region,
  open: async () => {
    const source = await untilAborted(open(), options.platform.interrupt);
    const { trace } = options;
    const transport = decorate(source, {
      ...options,
      ...(trace === undefined ? {} : { trace: (event) => trace(event, location.origin) }),
    });
    return { source, transport, client: createClient(transport) };
  },
});

/**
 * Opens what a command reads with one client: one account and region, or several as one source.
 *
 * @throws SourceError as `connect` and `Connection.open` do.
 * @example
 * const { client } = await connectOne({ source: "aws", profiles: ["prod"], regions: ["eu-west-1"], platform });
 */
export const connectOne = async (options: ConnectOptions): Promise<Opened> => {
  const { profiles, regions, source, fleet, accounts = [] } = options;
  if (isArchive(options)) return openWholeArchive(options);
  const hasSeveral =
    profiles.length > 1 ||
    regions.length > 1 ||
    regions.includes(ALL) ||
    accounts.length > 0 ||
    fleet !== undefined ||
    source === "demo:organization";
  if (!hasSeveral) return openAt(options, { profile: profiles[0], region: regions[0] });
  const connections = await connect(options);
  const [only, ...others] = connections;
  // Items of a fleet always carry their account, however many are selected.
  if (only !== undefined && others.length === 0 && only.origin === undefined) return only.open();
  const { openSeveral } = await import("./open-several.ts");
  return openSeveral(connections, options);
};

const isArchive = ({ source, fleet, sources: given = allSources }: ConnectOptions): boolean =>
  fleet === undefined &&
  given["archive"] === allSources.archive &&
  readSourceName(source, Object.keys(given)).kind === "archive";

/** An archive has its accounts in one database, so it is one source however many are read. */
const openWholeArchive = async (options: ConnectOptions): Promise<Opened> => {
  const { profiles, endpointUrl, accounts = [] } = options;
  refuseAwsOptions({ profile: profiles[0], region: undefined, endpointUrl }, "an archive");
  const { openArchiveFleet } = await import("../archive/archive-source.ts");
  const { detail } = readSourceName(options.source, Object.keys(allSources));
  const { source, fleet } = await openArchiveFleet({ ...options, accounts, detail });
  const transport = decorate(source, options);
  return { source, fleet, transport, client: createClient(transport) };
};

/** A profile and a region as requested. */
interface Location {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly anyRegion?: boolean;
}

const openAt = async (options: ConnectOptions, location: Location): Promise<Opened> => {
  const source = await openSource(options, location);
  const transport = decorate(source, options);
  return { source, transport, client: createClient(transport) };
};

const openSource = async (options: ConnectOptions, location: Location): Promise<Source> => {
  const { source, endpointUrl, network, platform, notify } = options;
  const sources: Readonly<Record<string, OpenSource>> = options.sources ?? allSources;
  const { kind, detail } = readSourceName(source, Object.keys(sources));
  const open = sources[kind];
  if (open === undefined) {
    throw new SourceError(
      "usage",
      `There is no source "${source}".`,
      "Use --source aws, or --source demo for the demo account.",
    );
  }
  // Loading credentials may take seconds, and Ctrl-C must not wait for it.
  return untilAborted(
    open({ ...location, detail, endpointUrl, network, platform, notify }),
    platform.interrupt,
  );
};

const orUndefined = (names: readonly string[]): readonly (string | undefined)[] =>
  names.length === 0 ? [undefined] : names;
