/** From what `--source` says to a client. Each source is loaded only when it is wanted. */
import { createClient, untilAborted, type Client, type Transport } from "@windowpane/core";
import { decorate, type DecorateOptions } from "./decorate.ts";
import { ConfigurationError } from "../host/errors/configuration-error.ts";
import { UsageError } from "../host/errors/usage-error.ts";
import type { Source } from "../host/host.ts";
import { readSourceName } from "./name.ts";

/** A source that can be opened, and what to call it where there are several. */
export interface Connection {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** @throws UsageError when there is no such source; ConfigurationError when it lacks credentials or a region. */
  readonly open: () => Promise<Opened>;
}

/** A source and a client that asks it, trying again where that may help. */
export interface Opened {
  readonly client: Client;
  /** What carries the client's requests, with all that goes around the source's own. */
  readonly transport: Transport;
  readonly source: Source;
}

type ConnectOptions = DecorateOptions;

/**
 * One connection for each combination of profile and region; `all` stands for the regions that the profile's account has
 * enabled. A profile whose regions cannot be listed has one connection, which says so when it is opened.
 */
export const connect = async (options: ConnectOptions): Promise<readonly Connection[]> => {
  const { profiles, regions } = options.settings;
  const places = await Promise.all(
    orUndefined([...new Set(profiles)]).map((profile) => placesOf(options, profile, regions)),
  );
  return places.flat();
};

const placesOf = async (
  options: ConnectOptions,
  profile: string | undefined,
  regions: readonly string[],
): Promise<readonly Connection[]> => {
  const connection = (region: string | undefined): Connection => ({
    profile,
    region,
    open: () => openPlace(options, { profile, region }),
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

/** As a region: all that the account has enabled. */
const ALL = "all";

const enabledRegions = async (
  options: ConnectOptions,
  profile: string | undefined,
): Promise<readonly string[]> => {
  const source = await openSource(options, { profile, region: undefined, anyRegion: true });
  if (source.regions === undefined) {
    throw new UsageError(
      `--region all means nothing to ${options.settings.source}.`,
      "Leave it out, or use --source aws.",
    );
  }
  try {
    return await source.regions({ signal: options.host.interrupt });
  } catch (error) {
    options.host.interrupt.throwIfAborted();
    throw new ConfigurationError(
      `The regions of the account${profile === undefined ? "" : ` of profile ${profile}`} cannot be listed: ${sentenceOf(error)}`,
      "Allow account:ListRegions, or name the regions, each with --region.",
      { cause: error },
    );
  }
};

/**
 * The one source for a command that reads a single account and region.
 *
 * @throws UsageError when several were asked for, and as `Connection.open`.
 */
export const connectOne = async (options: ConnectOptions): Promise<Opened> =>
  openPlace(options, onlyPlace(options));

/**
 * The same without anything around it, for a command that serves others and tries again in a way of its own.
 *
 * @throws as `connectOne`.
 */
export const openOne = async (options: ConnectOptions): Promise<Source> =>
  openSource(options, onlyPlace(options));

const onlyPlace = ({ settings: { profiles, regions } }: ConnectOptions): Place => {
  if (profiles.length > 1 || regions.length > 1 || regions.includes(ALL)) {
    throw new UsageError(
      "This command reads one profile and one region at a time.",
      "Give --profile and --region once each; `windowpane failures` takes several.",
    );
  }
  return { profile: profiles[0], region: regions[0] };
};

interface Place {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly anyRegion?: boolean;
}

const openPlace = async (options: ConnectOptions, place: Place): Promise<Opened> => {
  const source = await openSource(options, place);
  const transport = decorate(source, options);
  return { source, transport, client: createClient(transport) };
};

const openSource = async ({ host, screen, settings }: ConnectOptions, place: Place): Promise<Source> => {
  const { source, endpointUrl } = settings;
  const { kind, detail } = readSourceName(source, Object.keys(host.sources));
  const open = host.sources[kind];
  if (open === undefined) {
    throw new UsageError(
      `There is no source "${source}".`,
      "Use --source aws, or --source demo for a made-up account.",
    );
  }
  const { env, interrupt, sleep, readFile, ask } = host;
  const tell = (words: string): void => void screen.note(words);
  // Looking for credentials may take seconds, and Ctrl-C must not wait for it.
  return untilAborted(
    open({ ...place, detail, endpointUrl, env, clock: host, sleep, readFile, ask, tell }),
    interrupt,
  );
};

const sentenceOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  // What the SDK says where the service said nothing.
  const said = text === "UnknownError" ? "no reason is given" : (text.split("\n", 1)[0] ?? "");
  return /[.!?]$/.test(said) ? said : `${said}.`;
};

const orUndefined = (names: readonly string[]): readonly (string | undefined)[] =>
  names.length === 0 ? [undefined] : names;
