/** An outbox in memory. */
import { DatabaseSync } from "node:sqlite";
import type { Sql, SqlValue } from "@windowpane/archive";

/** A database in memory with the table of the outbox. */
export const memorySql = (): Sql => {
  const database = new DatabaseSync(":memory:");
  for (const statement of outboxTable) database.exec(statement);
  const run = (text: string, values: readonly SqlValue[] = []) => ({
    changes: Number(database.prepare(text).run(...values).changes),
  });
  return {
    name: "memory",
    // The columns of the query.
    all: async <Row extends object>(
      text: string,
      values: readonly (string | number | null | Uint8Array)[] = [],
    ) => database.prepare(text).all(...values) as unknown as readonly Row[],
    run: async (text, values) => run(text, values),
    batch: async (statements) => {
      database.exec("BEGIN");
      try {
        const changes = statements.map(({ text, values }) => run(text, values));
        database.exec("COMMIT");
        return changes;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
  };
};

const outboxTable = [
  `CREATE TABLE outbox (id TEXT PRIMARY KEY, destination TEXT NOT NULL, kind TEXT NOT NULL, account TEXT, region TEXT, subject TEXT,
    title TEXT NOT NULL, content TEXT NOT NULL, created_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dead')), gather INTEGER NOT NULL, digest TEXT, lease TEXT,
    leased_until_ms INTEGER, attempts INTEGER NOT NULL, status INTEGER, error TEXT, ended_ms INTEGER) STRICT`,
  `CREATE INDEX outbox_pending ON outbox (destination, due_ms) WHERE state = 'pending'`,
  `CREATE INDEX outbox_digest ON outbox (digest) WHERE digest IS NOT NULL`,
  `CREATE INDEX outbox_ended ON outbox (state, ended_ms)`,
];
