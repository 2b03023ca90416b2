/**
 * The outbox: a table of the archive. A message is stored in the batch that stores its run, so there is no run without its
 * messages. A sender takes a lease of a message, sends it and marks it as sent. If the sender stops between sending and marking, the
 * lease ends and the message is sent again with the same ID.
 */
import type { MessageContent } from "../model/content.ts";
import type { MessageKind, MessageState, NewMessage } from "../model/outbox-row.ts";
import type { Sql, SqlStatement } from "@windowpane/archive";

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
