/** What the collector has done and what it could not do, for people. */
import type { Archive } from "../open/open-archive.ts";
import { unknownReasons, type UnknownReason } from "./expected-starts.ts";
import type { LeaseHolder } from "./lease.ts";
import type { GapCode } from "./missing.ts";
import { uncollectedOf, unreadColumns, type UncollectedLocation, type UnreadRow } from "./unread.ts";

/** An account and region of the archive, and how far it is collected. */
export interface LocationStatus {
  readonly Account: string;
  readonly Region: string;
  /** Runs that began before this time were never collected. Absent before the first complete look. */
  readonly from?: Date | undefined;
  /** Start of the last complete look. Absent before it. */
  readonly lookedAt?: Date | undefined;
  /** The collector that works on it, as its lease says. */
  readonly collector?: LeaseHolder | undefined;
  /** Windows that have a stored run. */
  readonly windows: number;
  /** Stored runs. */
  readonly runs: number;
  /** Start of the first and the last stored run. */
  readonly first?: Date | undefined;
  readonly last?: Date | undefined;
  /** Stored runs that could not be read completely. */
  readonly incomplete: number;
  /** Executions that have not ended. */
  readonly running: number;
  /** Executions that have ended and are not stored yet. */
  readonly waiting: number;
  /** Stored runs that are read again, because something was missing. */
  readonly again: number;
  /** Whether it was removed from its configuration, so that it is not collected any more. */
  readonly isRemoved: boolean;
  /** Why it is not collected. Absent: the last collection was complete. */
  readonly uncollected?: UncollectedLocation | undefined;
  /** Windows whose executions could not be listed at the last look. */
  readonly unlisted: readonly UnlistedWindow[];
}

/** A window whose executions could not be listed. */
export interface UnlistedWindow {
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** Why they could not be listed. */
  readonly error: string;
  /** Time of the last complete look at it. Absent if it was never looked at. */
  readonly coveredUntil?: Date | undefined;
}

interface StatusRow extends UnreadRow {
  readonly id: number;
  /** NULL without a collector: a program stored the runs. */
  readonly collected: number | null;
  readonly from_ms: number | null;
  readonly owner: string | null;
  readonly lease_ms: number | null;
  readonly window_count: number;
  readonly runs: number;
  readonly first_ms: number | null;
  readonly last_ms: number | null;
  readonly incomplete: number;
  readonly running: number;
  readonly waiting: number;
  readonly again: number;
}

/** Returns how far each location is collected, in the order of accounts and regions. */
export const collectStatus = async ({ sql, now }: Archive): Promise<readonly LocationStatus[]> => {
  const rows = await sql.all<StatusRow>(
    // Each count reads an index, and the first and the last start are at its ends.
    `SELECT location.id, location.account, location.region, from_ms, owner, lease_ms, collection_state.location AS collected, ${unreadColumns},
        (SELECT count(*) FROM maintenance_window AS w WHERE w.location = location.id) AS window_count,
        (SELECT count(*) FROM run WHERE run.location = location.id) AS runs,
        (SELECT min(start_ms) FROM run WHERE run.location = location.id) AS first_ms,
        (SELECT max(start_ms) FROM run WHERE run.location = location.id) AS last_ms,
        (SELECT count(*) FROM run WHERE run.location = location.id AND complete = 0) AS incomplete,
        (SELECT count(*) FROM collection_run AS r WHERE r.location = location.id AND state = 'running') AS running,
        (SELECT count(*) FROM collection_run AS r WHERE r.location = location.id AND state = 'waiting') AS waiting,
        (SELECT count(*) FROM collection_run AS r WHERE r.location = location.id AND state = 'again') AS again
      FROM location LEFT JOIN collection_state ON collection_state.location = location.id
      ORDER BY location.account, location.region`,
  );
  const unlisted = await sql.all<{
    readonly location: number;
    readonly window_id: string;
    readonly name: string | null;
    readonly error: string;
    readonly covered_ms: number | null;
  }>(
    `SELECT location, window_id, item ->> 'Name' AS name, error, covered_ms FROM collection_window
      WHERE error IS NOT NULL ORDER BY location, window_id`,
  );
  const time = now().getTime();
  return rows.map((row) => ({
    Account: row.account,
    Region: row.region,
    from: dateOf(row.from_ms),
    lookedAt: dateOf(row.looked_ms),
    ...(row.owner !== null && (row.lease_ms ?? 0) > time
      ? { collector: { owner: row.owner, until: new Date(row.lease_ms ?? 0) } }
      : {}),
    windows: row.window_count,
    runs: row.runs,
    first: dateOf(row.first_ms),
    last: dateOf(row.last_ms),
    incomplete: row.incomplete,
    running: row.running,
    waiting: row.waiting,
    again: row.again,
    isRemoved: row.removed === 1,
    ...(row.collected === null ? {} : { uncollected: uncollectedOf(row) }),
    unlisted: unlisted
      .filter(({ location }) => location === row.id)
      .map(({ window_id: WindowId, name, error, covered_ms }) => ({
        WindowId,
        Name: name ?? undefined,
        error,
        coveredUntil: dateOf(covered_ms === 0 ? null : covered_ms),
      })),
  }));
};

/** Undefined also for a time that is out of range in a damaged row, which `archive verify` names. */
const dateOf = (milliseconds: number | null): Date | undefined =>
  milliseconds === null || Number.isNaN(new Date(milliseconds).getTime())
    ? undefined
    : new Date(milliseconds);

/** A period, an execution or a start that is missing in the archive, or may be. */
export interface ArchiveGap {
  readonly Account: string;
  readonly Region: string;
  /** Absent: all windows of the location. */
  readonly WindowId?: string | undefined;
  /** Absent: any execution of the period. */
  readonly WindowExecutionId?: string | undefined;
  /** Start of the gap. */
  readonly from: Date;
  /** End of the gap. */
  readonly to: Date;
  /** Why it is missing. */
  readonly code: GapCode;
  /** One sentence or two. */
  readonly message: string;
}

/** Which gaps or starts to return. */
export interface ArchivePeriod {
  /** Only those that end or are expected at this time or later. Default: all. */
  readonly since?: Date | undefined;
  /** Default: all accounts. */
  readonly Account?: string | undefined;
  /** Default: all regions. */
  readonly Region?: string | undefined;
  /** Default: all windows. Gaps of a whole location are always included. */
  readonly WindowId?: string | undefined;
}

/** Returns the gaps of the collection that were not closed later, newest first. */
export const collectionGaps = async (
  { sql }: Archive,
  { since, Account = "", Region = "", WindowId = "" }: ArchivePeriod = {},
): Promise<readonly ArchiveGap[]> => {
  const rows = await sql.all<{
    readonly account: string;
    readonly region: string;
    readonly window_id: string;
    readonly execution_id: string;
    readonly from_ms: number;
    readonly to_ms: number;
    readonly code: GapCode;
    readonly message: string;
  }>(
    `SELECT account, region, window_id, execution_id, from_ms, to_ms, code, message
      FROM collection_gap JOIN location ON location.id = collection_gap.location
      WHERE closed_ms IS NULL AND to_ms >= ?1 AND (?2 = '' OR account = ?2) AND (?3 = '' OR region = ?3)
        AND (?4 = '' OR window_id IN ('', ?4))
      ORDER BY from_ms DESC, account, region, window_id, execution_id`,
    [since?.getTime() ?? 0, Account, Region, WindowId],
  );
  return rows.map((row) => ({
    Account: row.account,
    Region: row.region,
    ...(row.window_id === "" ? {} : { WindowId: row.window_id }),
    ...(row.execution_id === "" ? {} : { WindowExecutionId: row.execution_id }),
    from: new Date(row.from_ms),
    to: new Date(row.to_ms),
    code: row.code,
    message: row.message,
  }));
};

/** A start of a window that did not happen, or of which it is not known whether it happened. */
export interface RecordedStart {
  readonly Account: string;
  readonly Region: string;
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** The scheduled start. */
  readonly expected: Date;
  /** `missed`: AWS lists no execution for this start. `unknown`: it could not be established. */
  readonly certainty: "missed" | "unknown";
  /** Why it is not known, as a sentence. Absent if it was missed. */
  readonly reason?: string | undefined;
}

/** Returns the starts that did not happen, newest first. */
export const missedStarts = async (
  { sql }: Archive,
  { since, Account = "", Region = "", WindowId = "" }: ArchivePeriod = {},
): Promise<readonly RecordedStart[]> => {
  const rows = await sql.all<{
    readonly account: string;
    readonly region: string;
    readonly window_id: string;
    readonly name: string | null;
    readonly expected_ms: number;
    readonly outcome: "missed" | "unknown";
    readonly reason: UnknownReason | null;
  }>(
    `SELECT account, region, start.window_id, item ->> 'Name' AS name, start.expected_ms, outcome, reason
      FROM collection_start AS start JOIN location ON location.id = start.location
        LEFT JOIN collection_window USING (location, window_id)
      WHERE outcome <> 'open' AND start.expected_ms >= ?1 AND (?2 = '' OR account = ?2) AND (?3 = '' OR region = ?3)
        AND (?4 = '' OR start.window_id = ?4)
      ORDER BY start.expected_ms DESC, account, region, start.window_id`,
    [since?.getTime() ?? 0, Account, Region, WindowId],
  );
  return rows.map((row) => ({
    Account: row.account,
    Region: row.region,
    WindowId: row.window_id,
    ...(row.name === null ? {} : { Name: row.name }),
    expected: new Date(row.expected_ms),
    certainty: row.outcome,
    ...(row.reason === null ? {} : { reason: unknownReasons[row.reason] }),
  }));
};
