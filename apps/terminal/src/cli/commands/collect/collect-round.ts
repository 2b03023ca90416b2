/** One collection of many accounts and regions. */
import { configureLocations, tidyArchive } from "@windowpane/archive";
import { createGate, mapAtMost } from "@windowpane/core";
import { durationText } from "@windowpane/text";
import { groupOrigins } from "@windowpane/report";
import type { Connection } from "@windowpane/sources";
import type { OpenedArchive } from "../../context/archive.ts";
import type { Context } from "../../context/context.ts";
import { fleetName } from "../../context/read-fleet.ts";
import { counted } from "../../output/page.ts";
import { configuredMessages, deliverDue, deliveryText } from "../messages/outbox.ts";
import { collectLocation, type LocationOptions } from "./collect-location.ts";
import type { Round } from "./round-text.ts";

/** Locations that are collected at the same time, each within its own rate. */
const LOCATIONS_AT_ONCE = 50;

/** Executions that are read at the same time, over all locations. Each is in memory: a large one takes 50 MB. */
const RUNS_AT_ONCE = 32;

/** Difference of this machine's clock from AWS's at which the age of runs is not known well enough to delete them, in milliseconds. */
const WRONG = 86_400_000;

/** How to collect. */
export interface Plan {
  /** Milliseconds between the starts of two rounds. Undefined: once. */
  readonly every: number | undefined;
  readonly keepDays: number | undefined;
  readonly options: Omit<LocationOptions, "gate" | "onStored" | "onClock">;
}

/** What a round collects. */
export interface RoundConnections {
  readonly connections: readonly Connection[];
  /** Whether they are all that the source has. */
  readonly isAll: boolean;
}

/**
 * Collects connections once, deletes what is too old, and sends the messages that are due.
 *
 * @param given - default: all connections.
 */
export const collectRound = async (
  context: Context,
  archive: OpenedArchive,
  plan: Plan,
  given?: RoundConnections,
): Promise<Round> => {
  const { host, console } = context;
  const started = host.now();
  const { connections, isAll } = given ?? { connections: await context.connections(), isAll: true };
  let stored = 0;
  let done = 0;
  // A log has one line for each round.
  const isShown = plan.every === undefined || host.stderr.isTerminal;
  const progress = (): void =>
    void (
      isShown &&
      console.progress(
        `${done} of ${counted(connections.length, "location")} collected, ${counted(stored, "run")} stored`,
      )
    );
  const gate = createGate(RUNS_AT_ONCE);
  const onStored = (): void => {
    stored += 1;
    progress();
  };
  let clockOffset = 0;
  const onClock = (offset: number): void => {
    if (Math.abs(offset) > Math.abs(clockOffset)) clockOffset = offset;
  };
  let failure: Error | undefined;
  /** What was stored is told even if the rest of the round fails. */
  const attempt = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> => {
    if (failure !== undefined) return undefined;
    try {
      return await work();
    } catch (error) {
      host.interrupt.throwIfAborted();
      failure = error instanceof Error ? error : new Error(String(error));
      return undefined;
    }
  };
  await attempt(() => noteConfigured(context, archive, { connections, isAll }));
  const locations = await mapAtMost(LOCATIONS_AT_ONCE, connections, async (connection) => {
    if (failure !== undefined) return [];
    const location = await collectLocation(context, archive, connection, {
      ...plan.options,
      gate,
      onStored,
      onClock,
    });
    failure ??= location.archiveError;
    done += 1;
    progress();
    return [location];
  });
  const keepDays = Math.abs(clockOffset) > WRONG ? undefined : plan.keepDays;
  if (keepDays !== plan.keepDays) {
    await console.note(
      `This machine's clock is ${durationText(Math.abs(clockOffset))} ${clockOffset > 0 ? "behind" : "ahead of"} AWS's, so old runs were not deleted. Correct the clock.`,
    );
  }
  const tidied = await attempt(() => tidyArchive(archive, { keepDays, signal: host.interrupt }));
  const delivery = await attempt(async () => {
    const prepared = await configuredMessages(context);
    return prepared === undefined ? undefined : deliverDue(host, archive.sql, prepared);
  });
  return {
    started,
    seconds: (host.now().getTime() - started.getTime()) / 1000,
    locations: locations.flat(),
    deleted: tidied?.runs ?? 0,
    ...(delivery === undefined
      ? {}
      : { messages: { text: deliveryText(delivery), errors: delivery.errors } }),
    ...(failure === undefined ? {} : { failure }),
  };
};

/** Tells the archive which accounts and regions the configuration has. Sources without one have no names for theirs. */
const noteConfigured = async (
  { settings }: Context,
  archive: OpenedArchive,
  { connections, isAll }: RoundConnections,
): Promise<void> => {
  const { accounts, regions, source } = settings;
  const locations = connections.flatMap(({ origin }) =>
    origin?.Account === undefined || origin.Region === undefined
      ? []
      : [{ Account: origin.Account, Region: origin.Region }],
  );
  if (locations.length === 0) return;
  const fleet = settings.fleet === undefined ? source : fleetName(settings.fleet);
  await configureLocations(archive, {
    fleet,
    locations,
    whole: isAll && accounts.length === 0 && regions.length === 0,
  });
};

/** Problems of this number of locations are shown. The others would hide them. */
const SHOWN = 20;

/** Prints what could not be collected, and which messages could not be sent. */
export const noteProblems = async ({ console }: Context, { locations, messages }: Round): Promise<void> => {
  const problems = groupOrigins(
    locations.flatMap((location) => location.problems.map((problem) => ({ location, problem }))),
    ({ location }) => location,
    ({ problem }) => problem,
  );
  const lines = [
    ...new Set(messages?.errors),
    ...problems.map(({ item, regions: [, ...others] }) =>
      [item.location.name, ...others].join(", ").concat(`: ${item.problem}`),
    ),
  ];
  for (const line of lines.slice(0, SHOWN)) await console.note(line);
  if (lines.length > SHOWN) await console.note(`${lines.length - SHOWN} more problems are not shown.`);
};
