import { DatabaseSync } from "node:sqlite";
import type { Sql } from "../src/documents.ts";

/** SQL of a Durable Object, in memory. It has the same engine. */
export const memorySql = (): { readonly sql: Sql; readonly database: DatabaseSync } => {
  const database = new DatabaseSync(":memory:");
  return {
    database,
    sql: {
      exec: (query, ...values) => {
        const rows = database.prepare(query).all(...values);
        return { toArray: () => rows };
      },
    },
  };
};
