/** The part of the archive's SQL interface that the outbox needs. */
export type SqlValue = null | number | string | Uint8Array;

export interface SqlStatement {
  readonly text: string;
  readonly values?: readonly SqlValue[] | undefined;
}

export interface Sql {
  readonly all: <Row extends object>(text: string, values?: readonly SqlValue[]) => Promise<readonly Row[]>;
  readonly run: (text: string, values?: readonly SqlValue[]) => Promise<{ readonly changes: number }>;
  readonly batch: (statements: readonly SqlStatement[]) => Promise<unknown>;
}
