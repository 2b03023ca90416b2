import { OPTIMIZE, type Sql, type SqlStatement, type SqlValue } from "./sql.ts";

/** The part of Cloudflare's D1Database that the archive uses. */
export interface D1Like {
  /** Prepares a statement. */
  prepare(text: string): D1StatementLike;
  /** Runs statements in one transaction. */
  batch(statements: D1StatementLike[]): Promise<readonly D1ResultLike[]>;
}

/** The part of Cloudflare's D1PreparedStatement that the archive uses. */
export interface D1StatementLike {
  /** Binds values to `?1`, `?2` and so on. */
  bind(...values: unknown[]): D1StatementLike;
  /** Runs the statement. */
  all(): Promise<D1ResultLike>;
}

/** The part of Cloudflare's D1Result that the archive uses. */
export interface D1ResultLike {
  /** The rows. */
  readonly results?: unknown[] | undefined;
  /** What the statement changed. */
  readonly meta: { readonly changes?: number | undefined };
}

/** Runs the archive's SQL on Cloudflare D1. */
export const d1Sql = (database: D1Like): Sql => {
  const prepare = ({ text, values = [] }: SqlStatement): D1StatementLike => {
    const statement = database.prepare(text);
    return values.length === 0 ? statement : statement.bind(...values.map(boundValue));
  };
  const changesIn = ({ meta }: D1ResultLike): { readonly changes: number } => ({
    changes: meta.changes ?? 0,
  });
  return {
    name: "D1",
    all: async <Row extends object>(text: string, values: readonly SqlValue[] = []) => {
      const { results = [] } = await prepare({ text, values }).all();
      // The caller states the columns of its query.
      return results.map((row) => withBytes(row as object)) as unknown as readonly Row[];
    },
    run: async (text, values) => changesIn(await prepare({ text, values }).all()),
    batch: async (statements) => {
      // D1 refuses an empty batch.
      if (statements.length === 0) return [];
      return (await database.batch(statements.map(prepare))).map(changesIn);
    },
    maintain: async () => {
      await database.prepare(OPTIMIZE).all();
    },
  };
};

/** D1 takes an ArrayBuffer of exactly the bytes. */
const boundValue = (value: SqlValue): unknown => (value instanceof Uint8Array ? value.slice().buffer : value);

/** D1 returns a blob as a list of numbers. */
const withBytes = (row: object): object => {
  for (const [name, value] of Object.entries(row)) {
    if (Array.isArray(value)) Reflect.set(row, name, Uint8Array.from(value as number[]));
    else if (value instanceof ArrayBuffer) Reflect.set(row, name, new Uint8Array(value));
  }
  return row;
};
