/** From what `--source` says to a client. Each source is loaded only when it is wanted. */
import {
  createClient,
  untilAborted,
  withRetry,
  withTrace,
  type Client,
  type Transport,
} from "@windowpane/core";
import { UsageError } from "./errors/usage-error.ts";
import type { Host, Source } from "./host.ts";
import type { Screen } from "./screen.ts";
import type { Settings } from "./settings.ts";
import { traceLine } from "./trace-line.ts";

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
  readonly source: Source;
}

interface ConnectOptions {
  readonly host: Host;
  readonly screen: Screen;
  readonly settings: Settings;
}

/** One connection for each combination of profile and region. */
export const connect = (options: ConnectOptions): readonly Connection[] => {
  const { profiles, regions } = options.settings;
  const places = orUndefined(profiles).flatMap((profile) =>
    orUndefined(regions).map((region) => ({ profile, region })),
  );
  return places.map((place) => ({
    ...place,
    open: () => openPlace(options, place),
  }));
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
  if (profiles.length > 1 || regions.length > 1) {
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
}

const openPlace = async (options: ConnectOptions, place: Place): Promise<Opened> => {
  const source = await openSource(options, place);
  return { source, client: createClient(decorate(source.transport, options)) };
};

const openSource = async ({ host, settings }: ConnectOptions, place: Place): Promise<Source> => {
  const { source, endpointUrl } = settings;
  const [, kind = "", detail = ""] = /^([^:]*):?(.*)$/s.exec(source) ?? [];
  const open = Object.hasOwn(host.sources, kind) ? host.sources[kind] : undefined;
  if (open === undefined) {
    throw new UsageError(
      `There is no source "${source}".`,
      "Use --source aws, or --source demo for a made-up account.",
    );
  }
  const { env, interrupt, readFile, ask } = host;
  // Looking for credentials may take seconds, and Ctrl-C must not wait for it.
  return untilAborted(open({ ...place, detail, endpointUrl, env, clock: host, readFile, ask }), interrupt);
};

const decorate = (transport: Transport, { host, screen, settings }: ConnectOptions): Transport => {
  const retrying = withRetry(transport, {
    // Waiting ends early on Ctrl-C, so that the program can end too.
    sleep: (milliseconds) => host.sleep(milliseconds, host.interrupt),
    random: host.random,
    attempts: 5,
    onRetry: ({ operation, error }) => void screen.progress(`${operation}: ${error.message}; trying again`),
  });
  if (!settings.debug) return retrying;
  return withTrace(retrying, {
    now: () => host.now().getTime(),
    observe: (event) => void screen.note(traceLine(event)),
  });
};

const orUndefined = (names: readonly string[]): readonly (string | undefined)[] =>
  names.length === 0 ? [undefined] : names;
