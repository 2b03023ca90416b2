import { errorCode, isWindowpaneError, mapAtMost } from "@windowpane/core";
import {
  collectFailures,
  gapKindOf,
  reportFailures,
  type ExecutionReport,
  type FailuresPart,
  type FailuresProgress,
  type FailuresReport,
} from "@windowpane/report";
import { isSourceError, type Connection, type Identity, type Opened } from "@windowpane/sources";
import type { ExitCode } from "../../../host/exit-code.ts";
import { readFailure } from "../../../host/failure.ts";
import { connectionName, type Context } from "../../context/context.ts";
import { originOf, readIdentity } from "../../context/origin.ts";
import { counted } from "../../output/page.ts";

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
  /** Called with each execution that did not pass, as soon as it is read. */
  readonly onExecution: ((execution: ExecutionReport, origin: PartOrigin) => Promise<void>) | undefined;
}

/** Locations read at the same time. Each has its own rate limit, but they share memory and network. */
const LOCATIONS_AT_ONCE = 8;

/**
 * Reads what failed in every location. A location that cannot be read becomes a gap.
 *
 * @throws the error of a single location; the reason of Ctrl-C; a usage error of the source.
 */
export const readLocations = async (
  context: Context,
  options: ReadOptions,
): Promise<readonly LocationReading[]> => {
  const { host, console } = context;
  const { connections } = options;
  const progresses = new Map<Connection, FailuresProgress>();
  let ended = 0;
  return mapAtMost(LOCATIONS_AT_ONCE, connections, async (connection) => {
    let opened: Opened | undefined;
    const onProgress = (progress: FailuresProgress): void => {
      progresses.set(connection, progress);
      void console.progress(progressText([...progresses.values()], { ended, locations: connections.length }));
    };
    try {
      opened = await connection.open();
      const reading = readIdentity(opened, host.interrupt);
      const report = await readReport(context, options, { connection, opened, onProgress });
      const identity = await reading;
      return { connection, part: { origin: originOf(connection, opened, identity), report }, identity };
    } catch (error) {
      host.interrupt.throwIfAborted();
      if (connections.length === 1 || (isSourceError(error) && error.kind === "usage")) throw error;
      return unreadLocation(connection, opened, error);
    } finally {
      ended += 1;
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
  { since, now, onExecution }: ReadOptions,
  { connection, opened, onProgress }: OpenedLocation,
): Promise<FailuresReport> => {
  const options = { since, now, clock: host.now, signal: host.interrupt, patches: settings.patches };
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

const unreadLocation = (
  connection: Connection,
  opened: Opened | undefined,
  error: unknown,
): LocationReading => {
  const { wrong, todo, exitCode } = readFailure(error);
  const name = connectionName(connection);
  const isRequestError = isWindowpaneError(error);
  return {
    connection,
    identity: {},
    part: {
      origin: originOf(connection, opened, {}),
      missing: {
        // Without credentials or a region, no request was sent.
        kind: isRequestError ? gapKindOf(error) : "not-sent",
        code: isRequestError ? errorCode(error) : "configuration",
        why: `${name} could not be read: ${wrong}`,
        nextStep: todo,
      },
    },
    problem: [`${name} is missing from the result. ${wrong}`, todo].filter(Boolean).join("\n"),
    exitCode,
  };
};

/** The progress over all locations in one line with a bar. The total grows while windows are being listed. */
export const progressText = (
  progresses: readonly FailuresProgress[],
  { ended, locations }: { readonly ended: number; readonly locations: number },
): string => {
  const sum = (member: keyof FailuresProgress): number =>
    progresses.reduce((total, progress) => total + progress[member], 0);
  const [read, total] = [sum("executionsRead"), sum("executions")];
  const isListed = sum("windowsListed") >= sum("windows") && progresses.length === locations;
  const parts = [
    `${read} of ${total}${isListed ? "" : "+"} executions`,
    locations === 1 ? "" : `${ended}/${locations} locations`,
    counted(sum("requests"), "request"),
  ];
  return `${barText(total === 0 ? 0 : read / total)} ${parts.filter(Boolean).join(", ")}`;
};

const BAR_WIDTH = 20;

const barText = (share: number): string => {
  const full = Math.floor(share * BAR_WIDTH);
  return `[${"#".repeat(full)}${"-".repeat(BAR_WIDTH - full)}]`;
};
