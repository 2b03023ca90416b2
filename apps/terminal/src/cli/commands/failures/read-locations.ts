import { errorCode, isWindowpaneError, mapAtMost } from "@windowpane/core";
import {
  collectFailures,
  gapKindOf,
  reportFailures,
  type ExecutionReport,
  type FailuresPart,
  type FailuresProgress,
  type FailuresReport,
  type Trends,
} from "@windowpane/report";
import { isSourceError, type Connection, type Identity, type Opened } from "@windowpane/sources";
import type { ExitCode } from "../../../host/exit-code.ts";
import { createProgress } from "./progress.ts";
import { connectionName, type Context } from "../../context/context.ts";
import { locationFailure } from "../../context/location-failure.ts";
import { originOf, readIdentity } from "../../context/origin.ts";

/** The profile, account and region of a part. */
export type PartOrigin = FailuresPart["origin"];

/** What was read with one profile in one region. */
export interface LocationReading {
  readonly connection: Connection;
  readonly part: FailuresPart;
  readonly identity: Identity;
  /** Why the location could not be read, for people. */
  readonly problem?: string;
  readonly exitCode?: ExitCode;
}

interface ReadOptions {
  readonly connections: readonly Connection[];
  readonly since: Date;
  readonly now: Date;
  /** Knows earlier runs. Undefined without an archive. */
  readonly trends: Pick<Trends, "earlier"> | undefined;
  /** Called with each execution that did not pass, as soon as it is read. */
  readonly onExecution: ((execution: ExecutionReport, origin: PartOrigin) => Promise<void>) | undefined;
}

/**
 * Locations read at the same time. Each has its own rate limit, often 10 requests per second, and this process sends 1,500 to 2,000 per
 * second, whatever their number. More locations take more memory, about half a megabyte each, and a tenth more processor time.
 */
const LOCATIONS_AT_ONCE = 160;

/** Minimum time between two lines of progress over several locations, in milliseconds. */
const PROGRESS_INTERVAL = 100;

/**
 * Reads what failed in every location. A location that cannot be read becomes a gap.
 *
 * @throws the error of a single location that is not of a fleet; the reason of Ctrl-C; a usage error of the source.
 */
export const readLocations = async (
  context: Context,
  options: ReadOptions,
): Promise<readonly LocationReading[]> => {
  const { host, console } = context;
  const { connections } = options;
  const progress = createProgress(connections.length);
  // Thousands of responses arrive in a second.
  let shownAt = -Infinity;
  const showSoon = (): void => {
    const now = host.now().getTime();
    if (connections.length > 1 && now - shownAt < PROGRESS_INTERVAL) return;
    shownAt = now;
    void console.progress(progress.text());
  };
  return mapAtMost(LOCATIONS_AT_ONCE, connections, async (connection) => {
    let opened: Opened | undefined;
    const onProgress = (own: FailuresProgress): void => {
      progress.add(connection, own);
      showSoon();
    };
    try {
      opened = await connection.open();
      const reading = readIdentity(opened, host.interrupt);
      const report = await readReport(context, options, { connection, opened, onProgress });
      const identity = await reading;
      return { connection, part: { origin: originOf(connection, opened, identity), report }, identity };
    } catch (error) {
      host.interrupt.throwIfAborted();
      // An account of a fleet is a gap with its own advice, also if it is the only one.
      const isWhole = connections.length === 1 && connection.origin === undefined;
      if (isWhole || (isSourceError(error) && error.kind === "usage")) throw error;
      return await unreadLocation(connection, opened, error);
    } finally {
      progress.end();
    }
  });
};

interface OpenedLocation {
  readonly connection: Connection;
  readonly opened: Opened;
  readonly onProgress: (progress: FailuresProgress) => void;
}

const readReport = async (
  { host, settings }: Context,
  { since, now, trends, onExecution }: ReadOptions,
  { connection, opened, onProgress }: OpenedLocation,
): Promise<FailuresReport> => {
  const options = { since, now, trends, clock: host.now, signal: host.interrupt, patches: settings.patches };
  if (onExecution === undefined) return reportFailures(opened.client, { ...options, onProgress });
  const reported = new Set<string>();
  let last: FailuresReport | undefined;
  for await (const report of collectFailures(opened.client, options)) {
    last = report;
    onProgress(report.progress);
    for (const execution of report.executions) {
      if (!execution.done || reported.has(execution.WindowExecutionId)) continue;
      reported.add(execution.WindowExecutionId);
      await onExecution(execution, originOf(connection, opened, {}));
    }
  }
  if (last === undefined) throw new Error("collectFailures gave no report.");
  return last;
};

const unreadLocation = async (
  connection: Connection,
  opened: Opened | undefined,
  error: unknown,
): Promise<LocationReading> => {
  const { wrong, todo, exitCode, unread } = await locationFailure(connection, error);
  const name = connectionName(connection);
  const own = unread?.error ?? error;
  const isRequestError = isWindowpaneError(own);
  return {
    connection,
    identity: {},
    part: {
      origin: originOf(connection, opened, {}),
      missing: {
        // Without credentials or a region, no request was sent.
        kind: isRequestError ? gapKindOf(own) : "not-sent",
        code: isRequestError ? errorCode(own) : "configuration",
        why: `${name} could not be read: ${wrong}`,
        nextStep: todo,
      },
    },
    // A fleet's accounts are gaps in the text: a line for each of many would hide the result.
    ...(connection.origin === undefined
      ? { problem: [`${name} is missing from the result. ${wrong}`, todo].filter(Boolean).join("\n") }
      : {}),
    exitCode,
  };
};
