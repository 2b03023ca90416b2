/** Collects one account and region until nothing is left to do at once. */
import { hostname } from "node:os";
import {
  collectStep,
  isArchiveError,
  recordUnread,
  type Archive,
  type ArchiveError,
  type CollectionGap,
  type CollectOptions,
  type CollectResult,
  type MissedStart,
} from "@windowpane/archive";
import type { Transport, UnreadLocation } from "@windowpane/core";
import { originWords } from "@windowpane/report";
import { isSourceError, readSourceName, SourceError, sources, type Connection } from "@windowpane/sources";
import type { ExitCode } from "../../../host/exit-code.ts";
import type { Host } from "../../../host/host.ts";
import { connectionName, type Context } from "../../context/context.ts";
import { locationFailure } from "../../context/location-failure.ts";

/** What collecting a location did. */
export interface CollectedLocation {
  /** The account and region, or the profile and region if they are not known. */
  readonly name: string;
  readonly Account?: string | undefined;
  readonly AccountName?: string | undefined;
  readonly Region?: string | undefined;
  readonly stored: number;
  readonly final: number;
  readonly running: number;
  readonly waiting: number;
  readonly requests: number;
  readonly gaps: readonly CollectionGap[];
  readonly missedStarts: readonly MissedStart[];
  /** What could not be read, each as one or two sentences. */
  readonly problems: readonly string[];
  /** Exit code of the first problem. Absent without problems. */
  readonly exitCode?: ExitCode | undefined;
  /** The archive's error that ended the collection, such as a full disk. What was stored before it is counted. */
  readonly archiveError?: ArchiveError | undefined;
}

/** Options of every location. */
export interface LocationOptions extends Pick<
  CollectOptions,
  "backlog" | "gate" | "includeSensitive" | "patches" | "messages" | "missedMessages"
> {
  /** Called with the number of runs that were stored so far. */
  readonly onStored: () => void;
  /** Called with the milliseconds that AWS's clock is ahead of this machine's, if a response told. */
  readonly onClock: (offset: number) => void;
}

/**
 * Collects a location. What cannot be read is a problem of the result.
 *
 * @throws the reason of an interruption, and errors in the command line.
 */
export const collectLocation = async (
  context: Context,
  archive: Archive,
  connection: Connection,
  options: LocationOptions,
): Promise<CollectedLocation> => {
  const { host } = context;
  let place: Pick<CollectedLocation, "name" | "Account" | "AccountName" | "Region"> = {
    ...connection.origin,
    name: connectionName(connection) || context.settings.source,
  };
  const tally = { stored: 0, final: 0, requests: 0 };
  const results: CollectResult[] = [];
  const collected = (): Omit<CollectedLocation, "problems"> => ({ ...place, ...tally, ...foundIn(results) });
  try {
    const { transport, source } = await connection.open();
    const Account = connection.origin?.Account ?? (await accountOf(context, source));
    const Region = connection.origin?.Region ?? source.region ?? "";
    const known = {
      ...connection.origin,
      ...(Account === "" ? {} : { Account }),
      ...(Region === "" ? {} : { Region }),
    };
    place = { ...known, name: originWords(known) || context.settings.source };
    const counted = counting(transport, () => (tally.requests += 1));
    const location = { Account, Region, transport: counted, source: sourceKind(context) };
    for (let more = true; more;) {
      const result = await collectStep(location, archive, {
        ...options,
        owner: ownerName(host),
        hasEnded: (owner) => hasEnded(host, owner),
        takenBy: `windowpane ${host.version}`,
        signal: host.interrupt,
        describe: async (error) => {
          const { wrong, todo } = await locationFailure(connection, error);
          return { AccountName: connection.origin?.AccountName, reason: wrong, remedy: todo };
        },
        // A step that throws has no result, and stored these.
        onEvent: (event) => {
          if (event.type !== "stored") return;
          tally.stored += 1;
          if (event.isFinal) tally.final += 1;
          options.onStored();
        },
      });
      if (result.held !== undefined) {
        const problem = `Another collector has it until ${result.held.until.toISOString().slice(0, 19)}Z (${ownerWords(result.held.owner)}).`;
        return { ...collected(), problems: [`${problem} Nothing was collected here.`], exitCode: 255 };
      }
      results.push(result);
      ({ more } = result);
    }
    options.onClock(source.clockOffset?.() ?? 0);
    return { ...collected(), ...(await problemsOf(connection, results)) };
  } catch (error) {
    host.interrupt.throwIfAborted();
    if (isSourceError(error) && error.kind === "usage") throw error;
    const { problems } = await problemsOf(connection, results);
    // It is the same for all locations, so it is shown once.
    if (isArchiveError(error)) return { ...collected(), problems, archiveError: error };
    const { wrong, todo, exitCode, unread } = await locationFailure(connection, error);
    const archiveError = unread === undefined ? undefined : await tryToRecord(archive, unread);
    const all = [...problems, [wrong, todo].filter(Boolean).join(" ")];
    return {
      ...collected(),
      problems: all,
      exitCode,
      ...(archiveError === undefined ? {} : { archiveError }),
    };
  }
};

/** The archive must know the location, which would look like one without windows. Returns the archive's error. */
const tryToRecord = async (archive: Archive, unread: UnreadLocation): Promise<ArchiveError | undefined> => {
  try {
    await recordUnread(archive, unread);
    return undefined;
  } catch (error) {
    if (isArchiveError(error)) return error;
    throw error;
  }
};

const counting = (transport: Transport, onRequest: () => void): Transport => ({
  name: transport.name,
  send: (...request) => {
    onRequest();
    return transport.send(...request);
  },
});

/** The account that runs are stored under. Sources without identities have none. */
const accountOf = async (
  { host }: Context,
  { identity }: Awaited<ReturnType<Connection["open"]>>["source"],
): Promise<string> => {
  if (identity === undefined) return "";
  const { Account } = await identity({ signal: host.interrupt });
  if (Account !== undefined) return Account;
  throw new SourceError(
    "configuration",
    "The account of the credentials is not known.",
    "Check them with `windowpane doctor`.",
  );
};

/** The kind of the source, such as `aws`. */
export const sourceKind = ({ settings }: Context): string =>
  readSourceName(settings.source, Object.keys(sources)).kind;

/** `host 4711 id`: the host and process, so that a later one can tell whether it still runs. */
const ownerName = ({ process, randomUUID }: Host): string =>
  `${hostname().replaceAll(" ", "-")} ${process?.pid ?? 0} ${randomUUID()}`;

const ownerWords = (owner: string): string => {
  const [machine = "", pid = ""] = owner.split(" ");
  return `process ${pid} on ${machine}`;
};

/** Whether an owner was a process of this machine that has ended. Of another machine, only the lease tells. */
const hasEnded = ({ process }: Host, owner: string): boolean => {
  const [machine, pid] = owner.split(" ");
  if (process === undefined || machine !== hostname().replaceAll(" ", "-") || !(Number(pid) > 0))
    return false;
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return Reflect.get(Object(error), "code") === "ESRCH";
  }
};

const foundIn = (results: readonly CollectResult[]) => ({
  running: results.at(-1)?.running ?? 0,
  waiting: results.at(-1)?.waiting ?? 0,
  gaps: results.flatMap(({ gaps }) => gaps),
  missedStarts: results.flatMap((result) => result.missedStarts),
});

const problemsOf = async (
  connection: Connection,
  results: readonly CollectResult[],
): Promise<Pick<CollectedLocation, "problems" | "exitCode">> => {
  const problems = results.flatMap((result) => result.problems);
  const readings = await Promise.all(problems.map(({ error }) => locationFailure(connection, error)));
  const [first] = readings;
  return {
    problems: [...new Set(readings.map(({ wrong, todo }) => [wrong, todo].filter(Boolean).join(" ")))],
    ...(first === undefined ? {} : { exitCode: first.exitCode }),
  };
};
