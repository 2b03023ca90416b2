import { isSourceError } from "@windowpane/sources";
import { exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { readDuration } from "../../arguments/times.ts";
import { openArchiveToWrite, type OpenedArchive } from "../../context/archive.ts";
import type { Context } from "../../context/context.ts";
import { readFleet } from "../../context/read-fleet.ts";
import { show } from "../../output/show.ts";
import { configuredMessages } from "../messages/outbox.ts";
import { sourceKind } from "./collect-location.ts";
import { collectRound, noteProblems, type Plan, type RoundConnections } from "./collect-round.ts";
import { roundLine, roundRows, roundText, roundValue } from "./round-text.ts";

/** Shortest time between the starts of two rounds, in milliseconds. */
const SHORTEST = 60_000;

const DAY = 86_400_000;

/** Collects once, or again and again until the process is asked to end. */
export const runCollect = async (context: Context): Promise<ExitCode> => {
  const plan = await readPlan(context);
  // An error in the command line leaves no empty archive behind.
  const first = await firstConnections(context, plan);
  const archive = await openArchiveToWrite(context);
  try {
    return plan.every === undefined
      ? await collectOnce(context, archive, plan, first)
      : await collectEvery(context, archive, plan, plan.every, first);
  } finally {
    archive.close();
    await context.console.settle();
  }
};

/** The connections of the first round. Undefined if the round is to report and repeat what fails. */
const firstConnections = async (context: Context, { every }: Plan): Promise<RoundConnections | undefined> => {
  try {
    return { connections: await context.connections(), isAll: true };
  } catch (error) {
    if (every === undefined || (isSourceError(error) && error.kind === "usage")) throw error;
    return undefined;
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
  // Of `serve`, --keep is about responses.
  const keep = interval === "every" ? duration("keep", "--keep") : undefined;
  if (keep !== undefined && keep < DAY) {
    throw new UsageError(
      "--keep must be at least 1d, because older runs are deleted.",
      "Use a duration such as 400d; m is minutes.",
    );
  }
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

const collectOnce = async (
  context: Context,
  archive: OpenedArchive,
  plan: Plan,
  first: RoundConnections | undefined,
): Promise<ExitCode> => {
  const round = await collectRound(context, archive, plan, first);
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
  first: RoundConnections | undefined,
): Promise<ExitCode> => {
  const { host, console, settings } = context;
  let connections = first;
  let isStopped = false;
  void host.untilStopped().then(() => (isStopped = true));
  await console.note(`Collecting into ${archive.path}. Press Ctrl-C to stop.`);
  for (;;) {
    const started = host.now().getTime();
    try {
      const round = await collectRound(context, archive, plan, connections);
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
    // Accounts and regions can be added to an organization.
    connections = undefined;
    const rest = Math.max(0, started + every - host.now().getTime());
    if (!host.interrupt.aborted) await host.sleep(rest, host.interrupt);
    if (host.interrupt.aborted) break;
  }
  await console.note("Stopped. The next collection continues.");
  return exitCodes.done;
};

const time = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
