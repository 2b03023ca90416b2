import { errorCode, isWindowpaneError, mapAtMost } from "@windowpane/core";
import {
  gapKindOf,
  type ExecutionReport,
  type FailuresPart,
  type FailuresProgress,
  type FailuresReport,
  type GapKind,
} from "@windowpane/report";
import type { Connection, Opened } from "../../../sources/connect.ts";
import type { Context } from "../../context/context.ts";
import { UsageError } from "../../../host/errors/usage-error.ts";
import type { ExitCode } from "../../../host/exit-code.ts";
import { readFailure } from "../../../host/failure.ts";
import type { Identity } from "../../../host/host.ts";
import { placeName } from "../../output/place-name.ts";
import { progressText } from "./progress-text.ts";

/** What came of one profile in one region: a part of the answer, and who asked for it. */
export interface PlaceReading {
  readonly connection: Connection;
  readonly part: FailuresPart;
  readonly identity: Identity;
  /** Why it is missing from the answer, for people; undefined when it is not. */
  readonly problem?: string;
  readonly exitCode?: ExitCode;
}

interface ReadOptions {
  readonly connections: readonly Connection[];
  readonly since: Date;
  readonly now: Date;
  /** Told of each execution that did not pass, as soon as it is read. Default: nobody is told. */
  readonly onExecution?:
    | ((execution: ExecutionReport, origin: FailuresPart["origin"]) => Promise<void>)
    | undefined;
}

/** Places read at once. Each has a rate of its own, but they share our memory and our line. */
const PLACES_AT_ONCE = 8;

/**
 * Reads what failed in every place, some at a time. A place that cannot be read is a part of the answer like any other.
 *
 * @throws the only place's error when there is one place; the reason of Ctrl-C.
 */
export const readPlaces = async (
  context: Context,
  options: ReadOptions,
): Promise<readonly PlaceReading[]> => {
  const { host, screen } = context;
  const { connections } = options;
  const progresses = new Map<Connection, FailuresProgress>();
  let ended = 0;
  const tell = (connection: Connection, progress: FailuresProgress): void => {
    progresses.set(connection, progress);
    void screen.progress(progressText([...progresses.values()], { ended, places: connections.length }));
  };
  return mapAtMost(PLACES_AT_ONCE, connections, async (connection) => {
    let opened: Opened | undefined;
    try {
      opened = await connection.open();
      const identity = identityOf(opened, host.interrupt);
      const report = await readReport(opened, context, options, connection, (progress) =>
        tell(connection, progress),
      );
      const who = await identity;
      return { connection, part: { origin: originOf(connection, opened, who), report }, identity: who };
    } catch (error) {
      host.interrupt.throwIfAborted();
      // Words that make no sense are the command line's fault and no gap in an answer.
      if (connections.length === 1 || error instanceof UsageError) throw error;
      return missingPlace(connection, opened, error);
    } finally {
      ended += 1;
    }
  });
};

const readReport = async (
  opened: Opened,
  { host, settings }: Context,
  { since, now, onExecution }: ReadOptions,
  connection: Connection,
  onProgress: (progress: FailuresProgress) => void,
): Promise<FailuresReport> => {
  const { collectFailures, reportFailures } = await import("@windowpane/report");
  const options = { since, now, signal: host.interrupt, patches: settings.patches };
  if (onExecution === undefined) return reportFailures(opened.client, { ...options, onProgress });
  const told = new Set<string>();
  let last: FailuresReport | undefined;
  for await (const report of collectFailures(opened.client, options)) {
    last = report;
    onProgress(report.progress);
    for (const execution of report.executions) {
      if (!execution.done || told.has(execution.WindowExecutionId)) continue;
      told.add(execution.WindowExecutionId);
      await onExecution(execution, originOf(connection, opened, {}));
    }
  }
  if (last === undefined) throw new Error("The report ended before it began.");
  return last;
};

/** It only names the account, so an answer does not fail for it. */
const identityOf = async ({ source }: Opened, signal: AbortSignal): Promise<Identity> => {
  try {
    return (await source.identity?.({ signal })) ?? {};
  } catch {
    return {};
  }
};

const originOf = (
  { profile, region }: Connection,
  opened: Opened | undefined,
  { Account }: Identity,
): FailuresPart["origin"] => {
  const Region = opened?.source.region ?? region;
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(Account === undefined ? {} : { Account }),
    ...(Region === undefined ? {} : { Region }),
  };
};

const missingPlace = (connection: Connection, opened: Opened | undefined, error: unknown): PlaceReading => {
  const { wrong, todo, exitCode } = readFailure(error);
  const name = placeName(connection);
  return {
    connection,
    identity: {},
    part: {
      origin: originOf(connection, opened, {}),
      missing: {
        kind: kindOf(error),
        code: codeOf(error),
        why: `Nothing of ${name} could be read: ${wrong}`,
        whatToDo: todo,
      },
    },
    problem: [`${name} is missing from the answer. ${wrong}`, todo].filter(Boolean).join("\n"),
    exitCode,
  };
};

/** A place whose credentials or region could not be loaded was sent nothing. */
const kindOf = (error: unknown): GapKind => (isWindowpaneError(error) ? gapKindOf(error) : "not-sent");
const codeOf = (error: unknown): string => (isWindowpaneError(error) ? errorCode(error) : "configuration");
