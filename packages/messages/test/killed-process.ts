/** A process that is killed at a random operation. */
import type { Sql } from "@windowpane/archive";
import type { MessageFetch } from "../src/index.ts";

/** The parts of a process that reach outside. */
export interface Outside {
  readonly sql: Sql;
  readonly fetch: MessageFetch;
}

/** Thrown by all operations of a killed process. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/**
 * A process that is killed at its operation number `at`: before the operation, or after it took effect and before its result arrives.
 * From then on, nothing it does has an effect.
 */
export const killedProcess = (
  { sql, fetch }: Outside,
  { at, isAfter }: { readonly at: number; readonly isAfter: boolean },
): Outside & { readonly operations: () => number } => {
  let count = 0;
  let isDead = false;
  const operate = async <Result>(operation: () => Promise<Result>): Promise<Result> => {
    if (isDead) throw new Killed();
    count += 1;
    if (count < at) return operation();
    isDead = true;
    if (isAfter) await operation();
    throw new Killed();
  };
  return {
    operations: () => count,
    sql: {
      name: sql.name,
      all: (text, values) => operate(() => sql.all(text, values)),
      run: (text, values) => operate(() => sql.run(text, values)),
      batch: (statements) => operate(() => sql.batch(statements)),
      maintain: () => operate(() => sql.maintain()),
    },
    fetch: (url, request) => operate(() => fetch(url, request)),
  };
};
