/** The accounts and regions of a fleet, stored so that an object that starts does not list the organization again. */
import { unreadLocationsIn, unreadLocationsToWire, type UnreadLocation } from "@windowpane/core";
import type { FleetLocation, ResolvedFleet } from "@windowpane/fleet";
import type { Sql } from "./documents.ts";
import { nameOfLocation, type LocationKey } from "./objects.ts";

/** The accounts and regions of a fleet. */
export interface Directory {
  readonly locations: readonly FleetLocation[];
  /** What could not be listed. */
  readonly unread: readonly UnreadLocation[];
  /** Returns an account and region, or undefined if the fleet does not have it. */
  find(key: LocationKey): FleetLocation | undefined;
}

/** The stored directory of a fleet. */
export interface StoredDirectory {
  /** Returns the directory. Lists it if it is not stored, or was stored for another configuration. */
  current(): Promise<Directory>;
  /**
   * Lists the directory again if it is older than an hour. Returns whether it has changed. It stays as it is if less can be listed
   * than before, because an organization that does not respond has not lost its accounts.
   */
  refresh(): Promise<boolean>;
}

/** Options of `createDirectory`. */
export interface DirectoryOptions {
  /** Storage of the object. */
  readonly sql: Sql;
  /** Identifies the configuration. */
  readonly edition: string;
  readonly now: () => Date;
  /** Lists the accounts and regions. */
  readonly resolve: () => Promise<ResolvedFleet>;
}

/** Age in milliseconds after which accounts are listed again. */
const MAX_AGE = 3_600_000;

/** Creates the directory of a fleet. It contains no credentials. */
export const createDirectory = ({ sql, edition, now, resolve }: DirectoryOptions): StoredDirectory => {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS directory (edition TEXT PRIMARY KEY, at INTEGER NOT NULL, text TEXT NOT NULL)",
  );
  const stored = (): { readonly at: number; readonly text: string } | undefined => {
    const [row] = sql.exec("SELECT at, text FROM directory WHERE edition = ?1", edition).toArray();
    return row === undefined ? undefined : { at: Number(row["at"]), text: String(row["text"]) };
  };
  const store = ({ locations, unread }: ResolvedFleet): string => {
    const text = JSON.stringify({ locations, unread: unreadLocationsToWire(unread) });
    // What could not be listed is listed again soon.
    const at = unread.length === 0 ? now().getTime() : 0;
    sql.exec("DELETE FROM directory");
    sql.exec("INSERT INTO directory (edition, at, text) VALUES (?1, ?2, ?3)", edition, at, text);
    return text;
  };
  return {
    current: async () => directoryOf(stored()?.text ?? store(await resolve())),
    refresh: async () => {
      const before = stored();
      if (before !== undefined && now().getTime() - before.at < MAX_AGE) return false;
      const listed = await resolve();
      const known = before === undefined ? [] : directoryOf(before.text).locations;
      if (listed.unread.length > 0 && listed.locations.length < known.length) return false;
      return store(listed) !== before?.text;
    },
  };
};

/** The form of `list`. */
interface DirectoryText {
  readonly locations: readonly FleetLocation[];
  readonly unread: ReturnType<typeof unreadLocationsToWire>;
}

const directoryOf = (text: string): Directory => {
  const { locations, unread } = JSON.parse(text) as DirectoryText; // Written by `list`.
  const byName = new Map(locations.map((location) => [nameOfLocation(location), location]));
  return {
    locations,
    unread: unreadLocationsIn("DescribeMaintenanceWindows", { Locations: unread })?.locations ?? [],
    find: (key) => byName.get(nameOfLocation(key)),
  };
};
