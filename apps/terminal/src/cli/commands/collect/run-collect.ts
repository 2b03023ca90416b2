import { configureLocations, deleteLooseDocuments, deleteOldRuns } from "@windowpane/archive";
import { createGate, mapAtMost } from "@windowpane/core";
import { isSourceError, type Connection } from "@windowpane/sources";
import { exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { readDuration } from "../../arguments/times.ts";
import { openArchiveToWrite, type OpenedArchive } from "../../context/archive.ts";
import type { Context } from "../../context/context.ts";
import { fleetName, readFleet } from "../../context/read-fleet.ts";
import { counted } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { configuredMessages, deliverDue, deliveryText } from "../messages/outbox.ts";
import { collectLocation, sourceKind, type LocationOptions } from "./collect-location.ts";
import { roundLine, roundRows, roundText, roundValue, type Round } from "./round-text.ts";

/** Locations that are collected at the same time, each within its own rate. */
const LOCATIONS_AT_ONCE = 50;

/** Executions that are read at the same time, over all locations. Each is in memory: a large one takes 50 MB. */
const RUNS_AT_ONCE = 32;

/** Shortest time between the starts of two rounds, in milliseconds. */
const SHORTEST = 60_000;

const DAY = 86_400_000;

/** How to collect. */
export interface Plan {
  /** Milliseconds between the starts of two rounds. Undefined: once. */
  readonly every: number | undefined;
  readonly keepDays: number | undefined;
  readonly options: Omit<LocationOptions, "gate" | "onStored">;
}

/** Collects once, or again and again until the process is asked to end. */
export const runCollect = async (context: Context): Promise<ExitCode> => {
  const plan = await readPlan(context);
  const archive = await openArchiveToWrite(context);
  try {
    return plan.every === undefined
      ? await collectOnce(context, archive, plan)
      : await collectEvery(context, archive, plan, plan.every);
  } finally {
    archive.close();
    await context.console.settle();
  }
};

/**
 * Reads the plan from the options and the fleet configuration.
 *
 * @param interval - name of the option with the interval.
 * @throws UsageError if an option is invalid.
 */
export const readPlan = async (context: Context, interval: "every" | "collect" = "every"): Promise<Plan> => {
  const { host, options, settings } = context;
  const duration = (name: string, flag: string): number | undefined => {
    const text = options[name];
    return typeof text === "string" ? readDuration(flag, text) : undefined;
  };
  const every = duration(interval, `--${interval}`);
  if (every !== undefined && every < SHORTEST) {
    throw new UsageError(
      `--${interval} must be at least 1m.`,
      "Collecting every 15m is enough for most accounts.",
    );
  }
  const kind = sourceKind(context);
  if (kind === "archive" || kind === "snapshot")
    throw new UsageError(`A source of the kind ${kind} cannot be collected.`, "Omit --source, or use aws.");
  const fleet = settings.fleet === undefined ? undefined : await readFleet(host, settings.fleet);
  const keep = duration("keep", "--keep");
  const keepDays = keep === undefined ? fleet?.archive?.keepDays : keep / DAY;
  const backlog = duration("since", "--since");
  const prepared = await configuredMessages(context);
  return {
    every,
    keepDays,
    options: {
      // What would be deleted at once is not read.
      backlog: Math.min(backlog ?? Infinity, (keepDays ?? Infinity) * DAY),
      includeSensitive: options["includeSensitive"] === true || fleet?.archive?.sensitive === true,
      patches: settings.patches,
      messages: prepared?.messages,
      missedMessages: prepared?.missedMessages,
    },
  };
};

const collectOnce = async (context: Context, archive: OpenedArchive, plan: Plan): Promise<ExitCode> => {
  const round = await collectRound(context, archive, plan);
  await show(context, {
    value: roundValue(round),
    rows: roundRows(round),
    text: () => roundText(context, round, archive.path),
  });
  await noteProblems(context, round);
  if (round.failure !== undefined) throw round.failure;
  return round.locations.find(({ exitCode }) => exitCode !== undefined)?.exitCode ?? exitCodes.done;
};

/** A round that fails is logged, and the next one is tried. */
const collectEvery = async (
  context: Context,
  archive: OpenedArchive,
  plan: Plan,
  every: number,
): Promise<ExitCode> => {
  const { host, console, settings } = context;
  let isStopped = false;
  void host.untilStopped().then(() => (isStopped = true));
  await console.note(`Collecting into ${archive.path}. Press Ctrl-C to stop.`);
  for (;;) {
    const started = host.now().getTime();
    try {
      const round = await collectRound(context, archive, plan);
      const isJson = settings.outputGiven && settings.output !== "table";
      await console.result(isJson ? `${JSON.stringify(roundValue(round))}\n` : roundLine(round));
      await noteProblems(context, round);
      if (round.failure !== undefined) throw round.failure;
    } catch (error) {
      if (isStopped || host.interrupt.aborted) break;
      // The next round would fail in the same way.
      if (isSourceError(error) && error.kind === "usage") throw error;
      const { readFailure } = await import("../../../host/failure.ts");
      const { wrong, todo } = readFailure(error);
      await console.note(`${time(host.now())} The round failed: ${[wrong, todo].filter(Boolean).join(" ")}`);
    }
    const rest = Math.max(0, started + every - host.now().getTime());
    if (!host.interrupt.aborted) await host.sleep(rest, host.interrupt);
    if (host.interrupt.aborted) break;
  }
  await console.note("Stopped. The next collection continues.");
  return exitCodes.done;
};

/** Collects all connections once, deletes what is too old, and sends the messages that are due. */
export const collectRound = async (
  context: Context,
  archive: OpenedArchive,
  plan: Plan,
  given?: readonly Connection[],
): Promise<Round> => {
  const { host, console } = context;
  const started = host.now();
  const connections = given ?? (await context.connections());
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
  await attempt(() => noteConfigured(context, archive, connections, given === undefined));
  const locations = await mapAtMost(LOCATIONS_AT_ONCE, connections, async (connection) => {
    if (failure !== undefined) return [];
    const location = await collectLocation(context, archive, connection, { ...plan.options, gate, onStored });
    failure ??= location.archiveError;
    done += 1;
    progress();
    return [location];
  });
  const deleted = await attempt(() => deleteUnkept(archive, plan.keepDays));
  const delivery = await attempt(async () => {
    const prepared = await configuredMessages(context);
    return prepared === undefined ? undefined : deliverDue(host, archive.sql, prepared);
  });
  return {
    started,
    seconds: (host.now().getTime() - started.getTime()) / 1000,
    locations: locations.flat(),
    deleted: deleted ?? 0,
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
  connections: readonly Connection[],
  isRound: boolean,
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
    whole: isRound && accounts.length === 0 && regions.length === 0,
  });
};

/** Deletes runs that are too old, and documents without a run. Returns the number of runs. */
const deleteUnkept = async (archive: OpenedArchive, keepDays: number | undefined): Promise<number> => {
  const deleted = keepDays === undefined ? 0 : await deleteOld(archive, keepDays);
  await deleteLooseDocuments(archive);
  return deleted;
};

const deleteOld = async (archive: OpenedArchive, keepDays: number): Promise<number> => {
  let deleted = 0;
  for (let more = true; more;) {
    const step = await deleteOldRuns(archive, keepDays);
    deleted += step.runs;
    ({ more } = step);
  }
  return deleted;
};

/** Problems of this number of locations are shown. The others would hide them. */
const SHOWN = 20;

/** Prints what could not be collected, and which messages could not be sent. */
export const noteProblems = async ({ console }: Context, { locations, messages }: Round): Promise<void> => {
  const lines = [
    ...new Set(messages?.errors),
    ...locations.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
  ];
  for (const line of lines.slice(0, SHOWN)) await console.note(line);
  if (lines.length > SHOWN) await console.note(`${lines.length - SHOWN} more problems are not shown.`);
};

const time = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
