/**
 * The outbox: a table of the archive. A message is stored in the batch that stores its run, so there is no run without its
 * messages. A sender takes a lease of a message, sends it and marks it as sent. If the sender stops between sending and marking, the
 * lease ends and the message is sent again with the same ID.
 */
import type { MessageContent } from "../model/content.ts";
import type { MessageKind, MessageState, NewMessage, OutboxMessage } from "../model/outbox-row.ts";
import { present } from "../compose/run-data.ts";
import type { Sql, SqlStatement, SqlValue } from "@windowpane/archive";

/** The statements that store messages. A message that is stored already stays unchanged. Run them in the batch that stores the run. */
export const insertMessages = (messages: readonly NewMessage[]): readonly SqlStatement[] =>
  messages.map((message) => ({
    text: `INSERT OR IGNORE INTO outbox (id, destination, kind, account, region, subject, title, content, created_ms, due_ms, state, gather, attempts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, 0)`,
    values: [
      message.id,
      message.destination,
      message.kind,
      message.account ?? null,
      message.region ?? null,
      message.subject ?? null,
      message.title,
      JSON.stringify(message.content),
      message.created,
      message.due,
      Number(message.gather),
    ],
  }));

/** A message that a sender holds. */
export interface LeasedMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly content: MessageContent;
  readonly attempts: number;
}

/** A sender and the time of its lease, in milliseconds since the epoch. */
export interface Lease {
  /** Random and unique. */
  readonly token: string;
  readonly now: number;
  readonly until: number;
}

/** Takes the lease of the next message of a destination that is due. Undefined: none is due. */
export const leaseNext = async (
  sql: Sql,
  destination: string,
  { token, now, until }: Lease,
): Promise<LeasedMessage | undefined> => {
  const [row] = await sql.all<{ id: string; kind: MessageKind; content: string; attempts: number }>(
    `UPDATE outbox SET lease = ?, leased_until_ms = ? WHERE id = (
      SELECT id FROM outbox WHERE destination = ? AND state = 'pending' AND gather = 0 AND digest IS NULL AND due_ms <= ?
        AND (leased_until_ms IS NULL OR leased_until_ms <= ?)
      ORDER BY due_ms, id LIMIT 1)
    RETURNING id, kind, content, attempts`,
    [token, until, destination, now, now],
  );
  // The content that insertMessages wrote.
  return row === undefined ? undefined : { ...row, content: JSON.parse(row.content) as MessageContent };
};

/**
 * Marks a message as sent, with the messages that a digest contains, and drops their contents. Applies even if the lease has ended,
 * because the receiver has the message.
 */
export const markSent = async (sql: Sql, id: string, status: number, now: number): Promise<void> => {
  await sql.run(
    `UPDATE outbox SET state = 'sent', status = ?, ended_ms = ?, error = NULL, content = '', lease = NULL, leased_until_ms = NULL
      WHERE (id = ? OR digest = ?) AND state <> 'sent'`,
    [status, now, id, id],
  );
};

/** A failed attempt. */
export interface FailedAttempt {
  readonly id: string;
  readonly token: string;
  readonly status?: number | undefined;
  readonly error: string;
  /** Whether the receiver may have the message, for example after a timeout. It then never becomes part of a digest. */
  readonly mayHaveArrived: boolean;
  readonly now: number;
  /** When to send it again. Undefined: never. */
  readonly due: number | undefined;
}

/** Notes a failed attempt, unless another sender has taken the message since. */
export const markFailed = async (
  sql: Sql,
  { id, token, status, error, mayHaveArrived, now, due }: FailedAttempt,
): Promise<void> => {
  const state: MessageState = due === undefined ? "dead" : "pending";
  await sql.run(
    `UPDATE outbox SET state = ?, attempts = attempts + 1, status = ?, error = ?, due_ms = ?, ended_ms = ?, lease = ?, leased_until_ms = NULL
      WHERE id = ? AND lease = ? AND state = 'pending'`,
    [
      state,
      status ?? null,
      error,
      due ?? now,
      due === undefined ? now : null,
      mayHaveArrived ? token : null,
      id,
      token,
    ],
  );
};

/** Delays all messages of a destination until a time. */
export const postpone = async (sql: Sql, destination: string, until: number): Promise<void> => {
  await sql.run(
    `UPDATE outbox SET due_ms = ? WHERE destination = ? AND state = 'pending' AND gather = 0 AND due_ms < ?`,
    [until, destination, until],
  );
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
 * senders do. A message that a sender held when it stopped may have arrived, so it stays single. Without messages, there is no digest.
 */
export const gatherDigest = async (
  sql: Sql,
  { destination, id, title, now, because }: Gathering,
): Promise<void> => {
  const content: MessageContent = {
    type: "runs.digest",
    timestamp: new Date(now).toISOString(),
    data: { because, verdicts: {}, missed: 0, runs: [], moreRuns: 0, missedRuns: [] },
  };
  await sql.batch([
    {
      text: `UPDATE outbox SET digest = ? WHERE id IN (
        SELECT id FROM outbox WHERE destination = ? AND state = 'pending' AND gather = ? AND digest IS NULL AND due_ms <= ?
          AND kind IN ('run', 'missed') AND lease IS NULL ORDER BY due_ms, id LIMIT ?)`,
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

/** Numbers of due messages of a destination. */
export interface DueCounts {
  /** Runs and missed runs that are sent one by one and were not sent before. */
  readonly single: number;
  /** Those that wait for a digest whose time has come. */
  readonly gathered: number;
  /** All others: digests, tests, and what may have arrived before. */
  readonly other: number;
}

/** Counts what is due for a destination. */
export const countDue = async (sql: Sql, destination: string, now: number): Promise<DueCounts> => {
  const rows = await sql.all<{ sort: keyof DueCounts; count: number }>(
    `SELECT CASE WHEN gather = 1 THEN 'gathered' WHEN kind IN ('run', 'missed') AND lease IS NULL THEN 'single' ELSE 'other' END AS sort, COUNT(*) AS count
      FROM outbox WHERE destination = ? AND state = 'pending' AND digest IS NULL AND due_ms <= ?
        AND (leased_until_ms IS NULL OR leased_until_ms <= ?) GROUP BY 1`,
    [destination, now, now],
  );
  const of = (sort: keyof DueCounts): number => rows.find((row) => row.sort === sort)?.count ?? 0;
  return { single: of("single"), gathered: of("gathered"), other: of("other") };
};

/** The time at which the next message can be sent, in milliseconds since the epoch. Undefined: none is pending. */
export const nextDue = async (sql: Sql, destinations: readonly string[]): Promise<number | undefined> => {
  const rows = await sql.all<{ destination: string; at: number | null }>(
    `SELECT destination, MIN(MAX(due_ms, COALESCE(leased_until_ms, 0))) AS at FROM outbox
      WHERE state = 'pending' AND digest IS NULL GROUP BY destination`,
  );
  const times = rows.flatMap(({ destination, at }) =>
    at === null || !destinations.includes(destination) ? [] : [at],
  );
  return times.length === 0 ? undefined : Math.min(...times);
};

/** What to list. */
export interface ListedMessages {
  readonly state?: MessageState | undefined;
  readonly destination?: string | undefined;
  /** Default: 100. */
  readonly limit?: number | undefined;
}

/** Lists messages, newest first. */
export const listMessages = async (
  sql: Sql,
  { state, destination, limit = 100 }: ListedMessages = {},
): Promise<readonly OutboxMessage[]> => {
  const rows = await sql.all<Record<string, SqlValue>>(
    `SELECT id, destination, kind, account, region, subject, title, created_ms AS created, due_ms AS due, state, gather, digest,
        attempts AS failedAttempts, status, error, ended_ms AS ended FROM outbox WHERE (? IS NULL OR state = ?) AND (? IS NULL OR destination = ?) ORDER BY created_ms DESC, id LIMIT ?`,
    [state ?? null, state ?? null, destination ?? null, destination ?? null, limit],
  );
  return rows.map(
    ({ gather, ...row }) =>
      // The columns have the names of the members; absent ones are null.
      ({
        ...present(
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])),
        ),
        gather: gather === 1,
      }) as unknown as OutboxMessage,
  );
};

/** Counts messages by destination and state. */
export const countMessages = (
  sql: Sql,
): Promise<
  readonly { readonly destination: string; readonly state: MessageState; readonly count: number }[]
> =>
  sql.all(
    `SELECT destination, state, COUNT(*) AS count FROM outbox WHERE digest IS NULL GROUP BY destination, state ORDER BY destination, state`,
  );

/** Makes dead letters pending again, with all attempts. Returns their number. */
export const retryDead = async (
  sql: Sql,
  { now, destination, id }: { readonly now: number; readonly destination?: string; readonly id?: string },
): Promise<number> => {
  const { changes } = await sql.run(
    `UPDATE outbox SET state = 'pending', attempts = 0, due_ms = ?, ended_ms = NULL, leased_until_ms = NULL
      WHERE state = 'dead' AND (? IS NULL OR destination = ?) AND (? IS NULL OR id = ?)`,
    [now, destination ?? null, destination ?? null, id ?? null, id ?? null],
  );
  return changes;
};

/** Deletes messages that were sent before a time. Their runs must be too old to be announced again. */
export const deleteSent = async (sql: Sql, before: number): Promise<void> => {
  await sql.run(`DELETE FROM outbox WHERE state = 'sent' AND ended_ms < ?`, [before]);
};

/** Makes messages to destinations that no longer exist dead letters. */
export const buryUnknown = async (
  sql: Sql,
  known: readonly string[],
  { now, before }: { readonly now: number; readonly before: number },
): Promise<void> => {
  await sql.run(
    `UPDATE outbox SET state = 'dead', ended_ms = ?, error = 'The destination is not in the configuration.'
      WHERE state = 'pending' AND due_ms < ? AND destination NOT IN (SELECT value FROM json_each(?))`,
    [now, before, JSON.stringify(known)],
  );
};
