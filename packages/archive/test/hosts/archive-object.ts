/** A Durable Object that runs the archive's SQL adapter for statements that a test sends. */
import { objectSql, type ObjectStorageLike } from "../../src/sql/durable-object.ts";
import type { Sql } from "../../src/sql/sql.ts";
import { readJson, writeJson, type SqlCall } from "./sql-json.ts";

const resultOf = (sql: Sql, call: SqlCall): Promise<unknown> => {
  switch (call.method) {
    case "batch":
      return sql.batch(call.statements);
    case "maintain":
      return sql.maintain();
    default:
      return sql[call.method](call.statement.text, call.statement.values);
  }
};

export class ArchiveObject {
  readonly #storage: ObjectStorageLike;

  constructor(state: { readonly storage: ObjectStorageLike }) {
    this.#storage = state.storage;
  }

  async fetch(request: Request): Promise<Response> {
    const sql = objectSql(this.#storage);
    const call = readJson(await request.text()) as SqlCall;
    try {
      return new Response(writeJson({ result: (await resultOf(sql, call)) ?? null }));
    } catch (error) {
      return new Response(writeJson({ error: String(error) }));
    }
  }
}
