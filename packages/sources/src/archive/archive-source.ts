import { access } from "node:fs/promises";
import { isWindowpaneError, ServiceError, UnreadLocationsError, type Transport } from "@windowpane/core";
import {
  archiveHistory,
  archiveTransport,
  isArchiveError,
  isNotInArchiveError,
  openArchive,
  storedLocations,
  uncollectedLocations,
  type Archive,
  type ArchiveLocation,
  type ArchiveScope,
} from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import type { FleetMember, FleetTransport } from "@windowpane/fleet";
import type { LocationsOptions, SourceLocation } from "../fleet/locations.ts";
import { checkKnown, isRequested } from "../fleet/narrow.ts";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource, Platform, Source } from "../source/source.ts";
import { archivePath } from "./archive-path.ts";

/**
 * The archive that `windowpane collect` writes: `archive`, or `archive:FILE`.
 *
 * @throws SourceError if there is no archive, or it cannot be read.
 */
export const archiveSource: OpenSource = async (options) => {
  const { region } = options;
  refuseAwsOptions({ ...options, region: undefined }, "an archive");
  const { source } = await openArchiveFleet({
    ...options,
    accounts: [],
    regions: region === undefined ? [] : [region],
  });
  return source;
};

/** An archive as a source, and which accounts and regions to read. */
export interface ArchiveSourceOptions extends Pick<LocationsOptions, "accounts" | "regions" | "platform"> {
  /** Path of the file; empty for the default one. */
  readonly detail: string;
}

/**
 * Opens an archive as one source over its accounts and regions.
 *
 * @throws SourceError as `archiveSource`, and for an account or region that the archive does not have.
 */
export const openArchiveFleet = async (
  options: ArchiveSourceOptions,
): Promise<{ readonly source: Source; readonly fleet: FleetTransport }> => {
  const { archive, name, locations } = await openNarrowed(options);
  const fleet = fleetOf(archive, name, locations);
  const [only, ...others] = locations;
  const isOne = only !== undefined && others.length === 0;
  const count = (values: readonly string[]): number => new Set(values).size;
  return {
    fleet,
    source: {
      transport: fleet,
      history: async () => archiveHistory(archive),
      scope: {
        accounts: count(locations.map(({ Account }) => Account)),
        regions: count(locations.map(({ Region }) => Region)),
      },
      ...(isOne && only.Region !== "" ? { region: only.Region } : {}),
      ...(isOne && only.Account !== "" ? { identity: async () => ({ Account: only.Account }) } : {}),
    },
  };
};

/**
 * The accounts and regions of an archive, each as one source.
 *
 * @throws SourceError as `openArchiveFleet`. Opening one that was never collected rejects with an UnreadLocationsError.
 */
export const archiveLocations = async (options: ArchiveSourceOptions): Promise<readonly SourceLocation[]> => {
  const { archive, name, locations } = await openNarrowed(options);
  return locations.map((location) => ({
    origin: originOf(location),
    open: async () => {
      await requireCollected(archive, location);
      return {
        transport: transportOf(archive, name, [location]),
        ...(location.Region === "" ? {} : { region: location.Region }),
        ...(location.Account === "" ? {} : { identity: async () => ({ Account: location.Account }) }),
      };
    },
  }));
};

/** @throws UnreadLocationsError if nothing was ever collected of a location, so that it cannot be read. */
const requireCollected = async (archive: Archive, { Account, Region }: ArchiveLocation): Promise<void> => {
  const unread = await uncollectedLocations(archive, { accounts: [Account], regions: [Region] });
  if (unread.some(({ lookedAt }) => lookedAt === undefined))
    throw new UnreadLocationsError("DescribeMaintenanceWindows", unread);
};

const originOf = ({ Account, Region }: ArchiveLocation): SourceLocation["origin"] => ({
  ...(Account === "" ? {} : { Account }),
  ...(Region === "" ? {} : { Region }),
});

interface NarrowedArchive {
  readonly archive: Archive;
  /** The source as users type it. */
  readonly name: string;
  readonly locations: readonly ArchiveLocation[];
}

const openNarrowed = async (options: ArchiveSourceOptions): Promise<NarrowedArchive> => {
  const { detail, platform } = options;
  const path = archivePath(detail === "" ? undefined : detail, platform);
  const archive = await opened(path, platform);
  const all = await storedLocations(archive);
  checkKnown(
    options,
    all.map((location) => ({ origin: originOf(location) })),
    "the archive",
  );
  return {
    archive,
    name: detail === "" ? "archive" : `archive:${detail}`,
    locations: all.filter((location) => isSelected(options, location)),
  };
};

/** Whether a location is requested. An account whose regions could not be listed, recorded as `all`, may have the requested one. */
const isSelected = (
  { accounts, regions }: Pick<ArchiveSourceOptions, "accounts" | "regions">,
  location: ArchiveLocation,
): boolean =>
  isRequested(
    { accounts, regions: location.Region === "all" ? [] : regions },
    { origin: originOf(location) },
  );

const opened = async (path: string, { now }: Platform): Promise<Archive> => {
  try {
    await access(path);
  } catch (error) {
    throw new SourceError(
      "usage",
      `There is no archive at ${path}.`,
      "Run `windowpane collect` to create one, or give another with --source archive:FILE.",
      { cause: error },
    );
  }
  try {
    return await openArchive({ sql: await openSqliteFile(path, { readOnly: true }), now });
  } catch (error) {
    if (!isArchiveError(error)) throw error;
    throw new SourceError("configuration", error.problem, error.advice, { cause: error });
  }
};

const fleetOf = (archive: Archive, name: string, locations: readonly ArchiveLocation[]): FleetTransport => {
  const members = locations.map((location): FleetMember => ({
    ...location,
    transport: transportOf(archive, name, [location]),
  }));
  return {
    ...transportOf(archive, name, locations),
    members,
    only: ({ accounts = [], regions = [] }) => {
      const kept = locations.filter((location) => isSelected({ accounts, regions }, location));
      if (kept.length === 0) throw new Error("No account and region of the archive is selected.");
      return fleetOf(archive, name, kept);
    },
  };
};

const transportOf = (archive: Archive, name: string, locations: readonly ArchiveLocation[]): Transport => {
  const scope: ArchiveScope = {
    accounts: [...new Set(locations.map(({ Account }) => Account))],
    regions: [...new Set(locations.map(({ Region }) => Region))],
  };
  return withArchiveAdvice(archiveTransport(archive, scope), name);
};

/** Replaces AWS's advice, to check the region and the 30 days of history, which does not apply to an archive. */
const withArchiveAdvice = (transport: Transport, name: string): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    try {
      return await transport.send(operation, input, options);
    } catch (error) {
      // An archive's other errors are AWS's own, as they were when the run was stored.
      if (!(isWindowpaneError(error) && error.kind === "service" && isNotInArchiveError(error.cause)))
        throw error;
      const advice = `Use --source aws for runs of the last 30 days. \`windowpane executions --source ${name}\` lists what this one contains.`;
      const { code, message, status } = error;
      throw new ServiceError(operation, {
        code,
        message,
        status,
        cause: new SourceError("not-found", message, advice, { cause: error }),
      });
    }
  },
});
