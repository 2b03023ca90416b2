import { OPTIMIZE, type Sql, type SqlChanges, type SqlStatement, type SqlValue } from "./sql.ts";

/** The part of a Durable Object's storage that the archive uses. The object's class must have SQLite storage. */
export interface ObjectStorageLike {
  /** Runs statements. */
  readonly sql: {
    exec(text: string, ...values: (ArrayBuffer | string | number | null)[]): ObjectCursorLike;
  };
  /** Runs a function in one transaction. */
  transactionSync<Value>(run: () => Value): Value;
}

/** The part of Cloudflare's SqlStorageCursor that the archive uses. */
export interface ObjectCursorLike {
  /** Returns the rows. */
  toArray(): Record<string, ArrayBuffer | string | number | null>[];
}

/** Runs the archive's SQL in the storage of a Durable Object. */
export const objectSql = (storage: ObjectStorageLike): Sql => {
  const rowsOf = ({ text, values = [] }: SqlStatement): object[] =>
    storage.sql
      .exec(text, ...values.map(boundValue))
      .toArray()
      .map(withBytes);
  /** The cursor's `rowsWritten` also counts rows of indexes. */
  const run = (statement: SqlStatement): SqlChanges => {
    rowsOf(statement);
    const [row] = storage.sql.exec("SELECT changes() AS changes").toArray();
    return { changes: Number(row?.["changes"] ?? 0) };
  };
  return {
    name: "Durable Object",
    all: async <Row extends object>(text: string, values: readonly SqlValue[] = []) =>
      // The caller states the columns of its query.
      rowsOf({ text, values }) as unknown as readonly Row[],
    run: async (text, values) => run({ text, values }),
    batch: async (statements) => storage.transactionSync(() => statements.map(run)),
    maintain: async () => {
      storage.sql.exec(OPTIMIZE).toArray();
    },
  };
};

const boundValue = (value: SqlValue): ArrayBuffer | string | number | null =>
  value instanceof Uint8Array ? value.slice().buffer : value;

const withBytes = (row: object): object => {
  for (const [name, value] of Object.entries(row))
    if (value instanceof ArrayBuffer) Reflect.set(row, name, new Uint8Array(value));
  return row;
};
