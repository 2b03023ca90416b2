/** The locations that could not be collected: the collector writes them down, and every reader of the archive names them as gaps. */
import {
  ServiceError,
  unreadLocationsIn,
  unreadLocationsToWire,
  type UnreadLocation,
  type WindowpaneError,
} from "@windowpane/core";
import { gapOf } from "@windowpane/report";
import { LATE, type Archive } from "../open/open-archive.ts";
import type { SqlStatement } from "../sql/sql.ts";
import { locationOf, type StateOf } from "./state.ts";

/** An account and region that is not collected, and since when. */
export interface UncollectedLocation extends UnreadLocation {
  /** When a collection failed for the first time after the last one that was complete. Absent: none has failed yet. */
  readonly since?: Date | undefined;
  /** Start of the last complete collection. Absent: there was none. */
  readonly lookedAt?: Date | undefined;
  /** Why it is not collected, in one sentence without a time. */
  readonly problem: string;
}

const OPERATION = "DescribeMaintenanceWindows";

/** What to do about an error, in general. */
export const remedyFor = (error: WindowpaneError): string =>
  gapOf(error, { operation: OPERATION, ids: {}, what: "" }).nextStep;

/** Writes down why a location cannot be collected. Its next complete collection deletes it. */
export const saveUnread = ({ location }: StateOf, unread: UnreadLocation, now: number): SqlStatement => ({
  text: `INSERT INTO collection_state (location, unread, unread_ms) VALUES (?1, ?2, ?3)
    ON CONFLICT DO UPDATE SET unread = excluded.unread, unread_ms = coalesce(unread_ms, excluded.unread_ms)`,
  values: [
    location,
    JSON.stringify(unreadLocationsToWire([{ ...unread, reason: unread.reason ?? unread.error.message }])),
    now,
  ],
});

/** Writes down that a location could not be opened, for example because its role was denied. A step does the same for requests. */
export const recordUnread = async ({ sql, now }: Archive, unread: UnreadLocation): Promise<void> => {
  const place = { sql, location: await locationOf(sql, unread.Account, unread.Region) };
  await sql.batch([saveUnread(place, unread, now().getTime())]);
};

/** The locations of a configuration. */
export interface ConfiguredLocations {
  /** Name of the configuration, which stays the same: an archive can have the locations of several. */
  readonly fleet: string;
  readonly locations: readonly { readonly Account: string; readonly Region: string }[];
  /** Whether these are all of the configuration, so that others are not in it any more. */
  readonly whole: boolean;
}

/**
 * Writes down which locations a configuration has, before they are collected. A location that was removed from it stops being a
 * gap: what is stored of it stays, and one that was never collected is forgotten.
 */
export const configureLocations = async (
  { sql }: Pick<Archive, "sql">,
  { fleet, locations, whole }: ConfiguredLocations,
): Promise<void> => {
  const given = JSON.stringify(locations.map(({ Account, Region }) => [Account, Region]));
  await sql.batch([
    {
      text: `INSERT INTO location (account, region) SELECT value ->> 0, value ->> 1 FROM json_each(?1) WHERE true
        ON CONFLICT DO NOTHING`,
      values: [given],
    },
    {
      text: `INSERT INTO collection_state (location, fleet) SELECT location.id, ?2 FROM json_each(?1) AS given
          CROSS JOIN location ON account = given.value ->> 0 AND region = given.value ->> 1 WHERE true
        ON CONFLICT DO UPDATE SET fleet = excluded.fleet WHERE fleet IS NOT excluded.fleet`,
      values: [given, fleet],
    },
  ]);
  if (!whole) return;
  const removed = await sql.all<{ id: number }>(
    `SELECT location AS id FROM collection_state JOIN location ON location.id = collection_state.location
      WHERE fleet = ?2 AND NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE value ->> 0 = account AND value ->> 1 = region)`,
    [given, fleet],
  );
  await forget(sql, removed);
};

/** Forgets why locations cannot be collected, and those of them that have never been. Returns their number. */
export const forgetUnread = async (
  { sql }: Pick<Archive, "sql">,
  { Account, Region }: { readonly Account?: string | undefined; readonly Region?: string | undefined },
): Promise<number> => {
  const known = await sql.all<{ id: number }>(
    `SELECT location AS id FROM collection_state JOIN location ON location.id = collection_state.location
      WHERE (unread IS NOT NULL OR looked_ms IS NULL) AND (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR region = ?2)`,
    [Account ?? null, Region ?? null],
  );
  await forget(sql, known);
  return known.length;
};

const forget = async (sql: Archive["sql"], locations: readonly { readonly id: number }[]): Promise<void> => {
  if (locations.length === 0) return;
  const values = [JSON.stringify(locations.map(({ id }) => id))];
  const among = "IN (SELECT value FROM json_each(?1))";
  const isUnused = ["run", "maintenance_window", "machine", "collection_window", "collection_run"]
    .map((table) => `NOT EXISTS (SELECT 1 FROM ${table} AS used WHERE used.location = location.id)`)
    .join(" AND ");
  await sql.batch([
    {
      text: `UPDATE collection_state SET fleet = NULL, unread = NULL, unread_ms = NULL WHERE location ${among}`,
      values,
    },
    {
      text: `DELETE FROM collection_state WHERE location ${among} AND looked_ms IS NULL AND owner IS NULL
        AND EXISTS (SELECT 1 FROM location WHERE location.id = collection_state.location AND ${isUnused})`,
      values,
    },
    {
      text: `DELETE FROM location WHERE id ${among} AND NOT EXISTS (SELECT 1 FROM collection_state WHERE location = location.id)
        AND NOT EXISTS (SELECT 1 FROM collection_gap WHERE location = location.id)
        AND NOT EXISTS (SELECT 1 FROM collection_start WHERE location = location.id) AND ${isUnused}`,
      values,
    },
  ]);
};

/** The columns of `collection_state` that tell whether a location is collected, and its windows that are not. */
export interface UnreadRow {
  readonly account: string;
  readonly region: string;
  readonly looked_ms: number | null;
  readonly unread: string | null;
  readonly unread_ms: number | null;
  /** Windows whose executions could not be listed. */
  readonly windows: number;
  /** The name of one of them, and why. */
  readonly window: string | null;
  readonly error: string | null;
}

/** The columns of an UnreadRow besides account and region. Needs the tables `location` and `collection_state`. */
export const unreadColumns = `looked_ms, unread, unread_ms,
  (SELECT count(*) FROM collection_window AS w WHERE w.location = location.id AND error IS NOT NULL) AS windows,
  (SELECT ifnull(item ->> 'Name', window_id) FROM collection_window AS w
    WHERE w.location = location.id AND error IS NOT NULL ORDER BY window_id LIMIT 1) AS window,
  (SELECT error FROM collection_window AS w
    WHERE w.location = location.id AND error IS NOT NULL ORDER BY window_id LIMIT 1) AS error`;

/** Reads why a location is not collected. Undefined if it is. */
export const uncollectedOf = (row: UnreadRow): UncollectedLocation | undefined => {
  const { account: Account, region: Region } = row;
  const times = {
    ...(row.looked_ms === null ? {} : { lookedAt: new Date(row.looked_ms) }),
    ...(row.unread_ms === null ? {} : { since: new Date(row.unread_ms) }),
  };
  if (row.unread !== null) {
    // Written by `saveUnread`.
    const recorded = unreadLocationsIn(OPERATION, { Locations: JSON.parse(row.unread) as unknown });
    const [unread] = recorded?.locations ?? [];
    if (unread === undefined) return undefined;
    const problem = unread.reason ?? unread.error.message;
    const since =
      row.looked_ms === null
        ? `Never collected, first tried ${minuteOf(row.unread_ms ?? 0)}`
        : `Not collected since ${minuteOf(row.looked_ms)}`;
    return { ...unread, Account, Region, ...times, problem, reason: `${since}: ${problem}` };
  }
  const problem = row.looked_ms === null ? UNFINISHED : unlistedProblem(row);
  if (problem === undefined) return undefined;
  return { Account, Region, ...times, ...unreadFor(problem) };
};

/** What AWS did not tell. */
const unreadFor = (problem: string) => ({
  problem,
  reason: problem,
  error: new ServiceError(OPERATION, { code: "NotCollected", message: problem, retryable: false }),
  remedy: REMEDY,
});

const UNFINISHED = "Its first collection has not ended.";

const REMEDY = "Run `windowpane collect`, and check what it prints.";

const unlistedProblem = ({ windows, window, error }: UnreadRow): string | undefined => {
  if (windows === 0) return undefined;
  const others = windows === 1 ? "" : ` and ${windows - 1} more`;
  return `The executions of ${window ?? "a window"}${others} could not be listed: ${error ?? ""}`;
};

const minuteOf = (time: number): string => `${new Date(time).toISOString().slice(0, 16)}Z`;

/** Returns the locations that are not collected, in the order of accounts and regions. */
export const uncollectedLocations = async (
  { sql }: Pick<Archive, "sql">,
  {
    accounts,
    regions,
  }: {
    readonly accounts?: readonly string[] | undefined;
    readonly regions?: readonly string[] | undefined;
  } = {},
): Promise<readonly UncollectedLocation[]> => {
  const rows = await sql.all<UnreadRow>(
    `SELECT account, region, ${unreadColumns} FROM collection_state JOIN location ON location.id = collection_state.location
      WHERE unread IS NOT NULL OR looked_ms IS NULL
        OR EXISTS (SELECT 1 FROM collection_window AS w WHERE w.location = location.id AND error IS NOT NULL)
      ORDER BY account, region`,
  );
  return rows
    .filter(
      ({ account, region }) => (accounts?.includes(account) ?? true) && (regions?.includes(region) ?? true),
    )
    .flatMap((row) => uncollectedOf(row) ?? []);
};

/**
 * Why the executions of a stored window are not collected. Empty if they are.
 *
 * @param until - end of the period that is read: without a collection since then, a quiet night cannot be told from a collector that
 * does not run. Default: any collection is late enough.
 */
export const uncollectedWindow = async (
  { sql }: Pick<Archive, "sql">,
  WindowId: string,
  until?: number,
): Promise<readonly UncollectedLocation[]> => {
  const rows = await sql.all<UnreadRow>(
    `SELECT account, region, looked_ms, unread, unread_ms, w.error IS NOT NULL AS windows, ifnull(w.item ->> 'Name', w.window_id) AS window, w.error
      FROM maintenance_window JOIN location ON location.id = maintenance_window.location
      JOIN collection_state ON collection_state.location = location.id
      LEFT JOIN collection_window AS w ON w.location = location.id AND w.window_id = maintenance_window.window_id
      WHERE maintenance_window.window_id = ?1`,
    [WindowId],
  );
  return rows.flatMap((row) => uncollectedOf(row) ?? lateOf(row, until) ?? []);
};

const lateOf = (row: UnreadRow, until: number | undefined): UncollectedLocation | undefined => {
  const { account: Account, region: Region, looked_ms: looked } = row;
  if (until === undefined || looked === null || until - looked <= LATE) return undefined;
  const problem = `No collection was completed since ${minuteOf(looked)}.`;
  return { Account, Region, lookedAt: new Date(looked), ...unreadFor(problem) };
};
