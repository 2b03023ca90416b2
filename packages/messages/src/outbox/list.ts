/** What people see of the outbox, and what they and time remove from it. */
import type { ArchiveHistoryOptions, Sql, SqlValue } from "@windowpane/archive";
import type { MessagesAnswer, MessagesQuery } from "@windowpane/report";
import { present } from "../compose/run-data.ts";
import type { MessageState, OutboxMessage } from "../model/outbox-row.ts";

/** What to list. */
export interface ListedMessages {
  /** Only messages in this state. Default: all. */
  readonly state?: MessageState | undefined;
  /** Only messages to this destination. Default: all. */
  readonly destination?: string | undefined;
  /** ID of a digest whose messages to list. Default: digests, and messages that are in none. */
  readonly digest?: string | undefined;
  /** Default: 100. */
  readonly limit?: number | undefined;
}

/** Lists messages, newest first. */
export const listMessages = async (
  sql: Sql,
  { state, destination, digest, limit = 100 }: ListedMessages = {},
): Promise<readonly OutboxMessage[]> => {
  const rows = await sql.all<Record<string, SqlValue>>(
    `SELECT id, destination, kind, account, region, subject, title, created_ms AS created, due_ms AS due, state, gather, digest,
        attempts AS failedAttempts, status, error, ended_ms AS ended FROM outbox WHERE digest IS ? AND (? IS NULL OR state = ?) AND (? IS NULL OR destination = ?) ORDER BY created_ms DESC, id LIMIT ?`,
    [digest ?? null, state ?? null, state ?? null, destination ?? null, destination ?? null, limit],
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

/** The messages that were not delivered, newest first: dead letters, and those that wait because of an error. */
export const undeliveredMessages = async (
  sql: Sql,
  { limit = 100 }: Pick<MessagesQuery, "limit"> = {},
): Promise<MessagesAnswer> => {
  const undelivered = `digest IS NULL AND (state = 'dead' OR (state = 'pending' AND error IS NOT NULL))`;
  const rows = await sql.all<{
    id: string;
    destination: string;
    kind: string;
    account: string | null;
    region: string | null;
    title: string;
    state: "dead" | "pending";
    created_ms: number;
    attempts: number;
    status: number | null;
    error: string | null;
  }>(
    `SELECT id, destination, kind, account, region, title, state, created_ms, attempts, status, error
      FROM outbox WHERE ${undelivered} ORDER BY created_ms DESC, id LIMIT ?`,
    [limit],
  );
  const [counted] = await sql.all<{ count: number }>(
    `SELECT COUNT(*) AS count FROM outbox WHERE ${undelivered}`,
  );
  return {
    messages: rows.map(({ account, region, created_ms, status, error, ...row }) => ({
      ...present({
        Account: account ?? undefined,
        Region: region ?? undefined,
        status: status ?? undefined,
        error: error ?? undefined,
      }),
      ...row,
      created: new Date(created_ms),
    })),
    more: (counted?.count ?? rows.length) - rows.length,
  };
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

/** What the history of an archive tells of its messages. */
export const messageHistory = (sql: Sql): Required<ArchiveHistoryOptions> => ({
  messages: (query) => undeliveredMessages(sql, query),
  countDeadMessages: async () =>
    (await countMessages(sql)).reduce((sum, { state, count }) => (state === "dead" ? sum + count : sum), 0),
});

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

/**
 * Deletes messages that were sent or became dead letters before a time, with the messages in such digests. Their runs must be too old
 * to be announced again.
 */
export const deleteEnded = async (sql: Sql, before: number): Promise<void> => {
  const ended = `state IN ('sent', 'dead') AND ended_ms < ?`;
  await sql.batch([
    { text: `DELETE FROM outbox WHERE digest IN (SELECT id FROM outbox WHERE ${ended})`, values: [before] },
    { text: `DELETE FROM outbox WHERE ${ended}`, values: [before] },
  ]);
};

/**
 * Notes why due messages to a destination wait. Returns their number.
 *
 * @param error - what is wrong and what to do.
 */
export const noteWaiting = async (
  sql: Sql,
  { destination, error, now }: { readonly destination: string; readonly error: string; readonly now: number },
): Promise<number> => {
  const due = `destination = ? AND state = 'pending' AND digest IS NULL AND due_ms <= ?`;
  // Rows that have the error already are not written again in each round.
  await sql.run(`UPDATE outbox SET error = ? WHERE ${due} AND error IS NOT ?`, [
    error,
    destination,
    now,
    error,
  ]);
  const [row] = await sql.all<{ count: number }>(`SELECT COUNT(*) AS count FROM outbox WHERE ${due}`, [
    destination,
    now,
  ]);
  return row?.count ?? 0;
};

const NO_DESTINATION =
  "The destination is not in the configuration. Add it again and run `windowpane messages retry`, or ignore the message: it is deleted after 60 days.";

/** Makes messages to destinations that no longer exist dead letters. */
export const buryUnknown = async (
  sql: Sql,
  known: readonly string[],
  { now, before }: { readonly now: number; readonly before: number },
): Promise<void> => {
  await sql.run(
    `UPDATE outbox SET state = 'dead', ended_ms = ?, error = ?
      WHERE state = 'pending' AND digest IS NULL AND due_ms < ? AND destination NOT IN (SELECT value FROM json_each(?))`,
    [now, NO_DESTINATION, before, JSON.stringify(known)],
  );
};
