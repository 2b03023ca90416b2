/** Collects one account and region until nothing is left to do at once. */
import { hostname } from "node:os";
import {
  collectStep,
  isArchiveError,
  type Archive,
  type CollectionGap,
  type CollectOptions,
  type CollectResult,
  type MissedStart,
} from "@windowpane/archive";
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
}

/** Options of every location. */
export interface LocationOptions extends Pick<
  CollectOptions,
  "backlog" | "gate" | "includeSensitive" | "patches" | "messages" | "missedMessages"
> {
  /** Called with the number of runs that were stored so far. */
  readonly onStored: () => void;
}

const nothing = { stored: 0, final: 0, running: 0, waiting: 0, requests: 0, gaps: [], missedStarts: [] };

/**
 * Collects a location. What cannot be read is a problem of the result.
 *
 * @throws the reason of an interruption, and errors of the archive.
 */
export const collectLocation = async (
  context: Context,
  archive: Archive,
  connection: Connection,
  options: LocationOptions,
): Promise<CollectedLocation> => {
  const { host } = context;
  let name = connectionName(connection);
  try {
    const { transport, source } = await connection.open();
    const Account = connection.origin?.Account ?? (await accountOf(context, source));
    const Region = connection.origin?.Region ?? source.region ?? "";
    name = [Account, Region].filter((word) => word !== "").join(" ") || context.settings.source;
    const location = { Account, Region, transport, source: sourceKind(context) };
    const results: CollectResult[] = [];
    for (let more = true; more;) {
      const result = await collectStep(location, archive, {
        ...options,
        owner: ownerName(host),
        hasEnded: (owner) => hasEnded(host, owner),
        takenBy: `windowpane ${host.version}`,
        signal: host.interrupt,
        onEvent: ({ type }) => {
          if (type === "stored") options.onStored();
        },
      });
      if (result.held !== undefined) {
        const problem = `Another collector has it until ${result.held.until.toISOString().slice(0, 19)}Z (${ownerWords(result.held.owner)}).`;
        return {
          ...nothing,
          name,
          Account,
          Region,
          problems: [`${problem} Nothing was collected here.`],
          exitCode: 255,
        };
      }
      results.push(result);
      ({ more } = result);
    }
    return { name, Account, Region, ...sumOf(results), ...(await problemsOf(connection, results)) };
  } catch (error) {
    host.interrupt.throwIfAborted();
    if (isArchiveError(error) || (isSourceError(error) && error.kind === "usage")) throw error;
    const { wrong, todo, exitCode } = await locationFailure(connection, error);
    return { ...nothing, name, problems: [[wrong, todo].filter(Boolean).join(" ")], exitCode };
  }
};

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

const sourceKind = ({ settings }: Context): string =>
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

const sumOf = (results: readonly CollectResult[]) => {
  const last = results.at(-1);
  const sum = (count: (result: CollectResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    stored: sum(({ stored }) => stored),
    final: sum(({ final }) => final),
    running: last?.running ?? 0,
    waiting: last?.waiting ?? 0,
    requests: sum(({ requests }) => requests),
    gaps: results.flatMap(({ gaps }) => gaps),
    missedStarts: results.flatMap((result) => result.missedStarts),
  };
};

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
