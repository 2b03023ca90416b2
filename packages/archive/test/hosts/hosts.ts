/** The hosts of an archive: SQLite in Node, D1 with R2 and a Durable Object in workerd. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { openSqliteFile } from "../../src/node.ts";
import {
  d1Sql,
  r2Documents,
  sqlDocuments,
  type D1Like,
  type DocumentFiles,
  type R2Like,
  type Sql,
} from "../../src/index.ts";
import { readJson, writeJson, type SqlCall } from "./sql-json.ts";

/** An empty database with a place for documents. */
export interface OpenedHost {
  readonly sql: Sql;
  readonly documents: DocumentFiles;
  close(): Promise<void>;
}

/** A host to test. */
export interface Host {
  readonly name: string;
  open(): Promise<OpenedHost>;
}

/** SQLite in Node. */
export const node: Host = {
  name: "node:sqlite",
  open: async () => {
    const sql = await openSqliteFile(":memory:");
    return { sql, documents: sqlDocuments(sql), close: async () => sql.close() };
  },
};

const d1: Host = {
  name: "D1 and R2",
  open: async () => {
    const worker = new Miniflare({
      modules: true,
      script: "export default { fetch: () => new Response() };",
      compatibilityDate: "2026-01-01",
      d1Databases: ["DB"],
      r2Buckets: ["BUCKET"],
    });
    // The proxies of Miniflare have the methods of the bindings.
    const database: unknown = await worker.getD1Database("DB");
    const bucket = (await worker.getR2Bucket("BUCKET")) as unknown as R2Like;
    return {
      sql: d1Sql(database as D1Like),
      documents: r2Documents(bucket, "archive/"),
      close: () => worker.dispose(),
    };
  },
};

/** A Worker whose Durable Object runs the statements that a test sends. */
const worker = `
  export { ArchiveObject } from "./archive-object.ts";
  export default {
    fetch: (request, { OBJECT }) => OBJECT.get(OBJECT.idFromName("archive")).fetch(request),
  };
`;

const object: Host = {
  name: "Durable Object",
  open: async () => {
    const { outputFiles } = await build({
      stdin: { contents: worker, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "js" },
      bundle: true,
      write: false,
      platform: "neutral",
      target: "es2022",
      format: "esm",
    });
    const runtime = new Miniflare({
      modules: true,
      script: outputFiles[0]?.text ?? "",
      compatibilityDate: "2026-01-01",
      durableObjects: { OBJECT: { className: "ArchiveObject", useSQLite: true } },
    });
    const sql = remoteSql(async (call) => {
      const response = await runtime.dispatchFetch("http://object.test/archive", {
        method: "POST",
        body: writeJson(call),
      });
      return response.text();
    });
    return { sql, documents: sqlDocuments(sql), close: () => runtime.dispose() };
  },
};

const remoteSql = (send: (call: SqlCall) => Promise<string>): Sql => {
  const call = async (sent: SqlCall): Promise<unknown> => {
    const { result, error } = readJson(await send(sent)) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
  return {
    name: "Durable Object",
    all: async <Row extends object>(text: string, values = []) =>
      (await call({ method: "all", statement: { text, values } })) as readonly Row[],
    run: async (text, values = []) =>
      (await call({ method: "run", statement: { text, values } })) as { changes: number },
    batch: async (statements) =>
      (await call({ method: "batch", statements })) as readonly { changes: number }[],
    maintain: async () => {
      await call({ method: "maintain" });
    },
  };
};

/** Every host. */
export const hosts: readonly Host[] = [node, d1, object];
