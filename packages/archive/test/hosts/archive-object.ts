/** A Durable Object that runs the archive's SQL adapter for statements that a test sends. */
import { objectSql, type ObjectStorageLike } from "../../src/sql/durable-object.ts";
import { readJson, writeJson, type SqlCall } from "./sql-json.ts";

export class ArchiveObject {
  readonly #storage: ObjectStorageLike;

  constructor(state: { readonly storage: ObjectStorageLike }) {
    this.#storage = state.storage;
  }

  async fetch(request: Request): Promise<Response> {
    const sql = objectSql(this.#storage);
    const call = readJson(await request.text()) as SqlCall;
    try {
      const result =
        call.method === "batch"
          ? await sql.batch(call.statements)
          : await sql[call.method](call.statement.text, call.statement.values);
      return new Response(writeJson({ result }));
    } catch (error) {
      return new Response(writeJson({ error: String(error) }));
    }
  }
}
