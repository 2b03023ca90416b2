/** Digests in the outbox: messages that are sent as one. */
import type { Sql } from "@windowpane/archive";
import type { MessageContent } from "../model/content.ts";

/** Numbers of due messages of a destination. */
export interface DueCounts {
  /** Runs and missed runs that are sent one by one and were not sent before. */
  readonly single: number;
  /** Those that wait for a digest whose time has come. */
  readonly gathered: number;
  /** All others: digests, tests, and what may have arrived before. */
  readonly other: number;
}

/**
 * Which messages a digest can take: a message that a sender held when it stopped may have arrived, so it stays single. Shared, so that
 * what is counted as waiting for a digest is what the next digest takes.
 */
const GATHERABLE = "kind IN ('run', 'missed') AND lease IS NULL";

/** Counts what is due for a destination. */
export const countDue = async (sql: Sql, destination: string, now: number): Promise<DueCounts> => {
  const rows = await sql.all<{ sort: keyof DueCounts; count: number }>(
    `SELECT CASE WHEN NOT (${GATHERABLE}) THEN 'other' WHEN gather = 1 THEN 'gathered' ELSE 'single' END AS sort, COUNT(*) AS count
      FROM outbox WHERE destination = ? AND state = 'pending' AND digest IS NULL AND due_ms <= ?
        AND (leased_until_ms IS NULL OR leased_until_ms <= ?) GROUP BY 1`,
    [destination, now, now],
  );
  const of = (sort: keyof DueCounts): number => rows.find((row) => row.sort === sort)?.count ?? 0;
  return { single: of("single"), gathered: of("gathered"), other: of("other") };
};

/** The messages that become one digest. */
export interface Gathering {
  readonly destination: string;
  /** ID of the digest; random, so that two senders never use the same. */
  readonly id: string;
  readonly title: string;
  readonly now: number;
  /** `schedule`: those that wait for the digest. `storm`: those that would be sent one by one. */
  readonly because: "schedule" | "storm";
}

/** Maximum messages in a digest. Others become another one. */
const LARGEST_DIGEST = 1000;

/**
 * Puts the due messages of a destination that are in no digest into a new one. Atomic: each message is in one digest, whatever other
 * senders do. Without messages, there is no digest.
 */
export const gatherDigest = async (
  sql: Sql,
  { destination, id, title, now, because }: Gathering,
): Promise<void> => {
  const content: MessageContent = {
    type: "runs.digest",
    timestamp: new Date(now).toISOString(),
    data: { because, verdicts: {}, missed: 0, runs: [], missedRuns: [] },
  };
  await sql.batch([
    {
      text: `UPDATE outbox SET digest = ? WHERE id IN (
        SELECT id FROM outbox WHERE destination = ? AND state = 'pending' AND gather = ? AND digest IS NULL AND due_ms <= ?
          AND ${GATHERABLE} ORDER BY due_ms, id LIMIT ?)`,
      values: [id, destination, Number(because === "schedule"), now, LARGEST_DIGEST],
    },
    {
      text: `INSERT INTO outbox (id, destination, kind, title, content, created_ms, due_ms, state, gather, attempts)
        SELECT ?, ?, 'digest', ?, ?, ?, ?, 'pending', 0, 0 WHERE EXISTS (SELECT 1 FROM outbox WHERE digest = ?)`,
      values: [id, destination, title, JSON.stringify(content), now, now, id],
    },
  ]);
};

/** The contents of the messages in a digest, in the order in which they were created. */
export const contentsOfDigest = async (sql: Sql, id: string): Promise<readonly MessageContent[]> => {
  const rows = await sql.all<{ content: string }>(
    `SELECT content FROM outbox WHERE digest = ? AND content <> '' ORDER BY created_ms, id`,
    [id],
  );
  return rows.map(({ content }) => JSON.parse(content) as MessageContent);
};
