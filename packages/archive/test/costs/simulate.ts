/** Counts what collecting costs: requests to AWS, rows of D1 and operations of R2, in workerd. */
import {
  manualClock,
  mockTransport,
  patchAccount,
  patchAccountIds,
  patchAccountStart,
  type AccountPlan,
  type ExecutionPlan,
  type InvocationPlan,
} from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";
import { Miniflare } from "miniflare";
import { openArchive } from "../../src/open/open-archive.ts";
import { collectStep } from "../../src/collect/collect-step.ts";
import { r2Documents, type R2Like } from "../../src/documents/r2-documents.ts";
import { d1Sql, type D1Like, type D1ResultLike, type D1StatementLike } from "../../src/sql/d1.ts";

/** What one or several steps cost. */
export interface Costs {
  /** Requests to AWS, without retries. */
  readonly requests: number;
  readonly rowsWritten: number;
  readonly rowsRead: number;
  /** Writing operations of R2. */
  readonly r2Writes: number;
  /** Reading operations of R2. */
  readonly r2Reads: number;
  /** Bytes of documents. */
  readonly documentBytes: number;
}

export interface SimulationOptions {
  readonly windows: number;
  /** Machines of each run. Each twentieth fails. */
  readonly machines: number;
}

export interface Simulation {
  /** A collection without news. */
  readonly quiet: Costs;
  /** The first run of machines, without what a quiet collection costs. */
  readonly first: Costs;
  /** A later run of the same machines. */
  readonly run: Costs;
  /** Growth of the database by the later run, in bytes. */
  readonly databaseBytes: number;
  /** Number of runs stored. */
  readonly stored: number;
}

/** Collects an account before and after its window has run. */
export const simulate = async ({ windows, machines }: SimulationOptions): Promise<Simulation> => {
  const worker = new Miniflare({
    modules: true,
    script: "export default { fetch: () => new Response() };",
    compatibilityDate: "2026-01-01",
    d1Databases: ["DB"],
    r2Buckets: ["BUCKET"],
  });
  const counted = { requests: 0, rowsWritten: 0, rowsRead: 0, r2Writes: 0, r2Reads: 0, documentBytes: 0 };
  const clock = manualClock(new Date(patchAccountStart.getTime() - 3 * HOUR));
  const account = mockTransport({ scenario: planOf(windows, machines), clock });
  const transport: Transport = {
    name: "aws",
    send: (operation, input, options) => {
      counted.requests += 1;
      return account.send(operation, input, options);
    },
  };
  let size = 0;
  const note = ({ meta }: D1ResultLike): void => {
    counted.rowsWritten += Number(Reflect.get(meta, "rows_written") ?? 0);
    counted.rowsRead += Number(Reflect.get(meta, "rows_read") ?? 0);
    size = Number(Reflect.get(meta, "size_after") ?? size);
  };
  // The proxies of Miniflare have the methods of the bindings.
  const binding: unknown = await worker.getD1Database("DB");
  const database = countingD1(binding as D1Like, note);
  const bucket = (await worker.getR2Bucket("BUCKET")) as unknown as R2Like;
  const countingBucket: R2Like = {
    get: (key, options) => {
      counted.r2Reads += 1;
      return bucket.get(key, options);
    },
    put: (key, value) => {
      counted.r2Writes += 1;
      counted.documentBytes += value.byteLength;
      return bucket.put(key, value);
    },
    delete: (keys) => bucket.delete(keys),
  };
  const sql = d1Sql(database);
  const archive = await openArchive({
    sql,
    documents: r2Documents(countingBucket, "archive/"),
    now: clock.now,
  });
  let steps = 0;
  const measure = async (): Promise<{ readonly costs: Costs; readonly stored: number }> => {
    const before = { ...counted };
    steps += 1;
    const location = { Account: "111122223333", Region: "eu-west-1", transport };
    const { stored } = await collectStep(location, archive, { owner: `step ${steps}` });
    return { costs: minus(counted, before), stored };
  };
  try {
    await measure();
    clock.advance(15 * MINUTE);
    const quiet = await measure();
    // The first run has ended, and its machines have reported their patch states. They are new to the archive.
    clock.advance(5 * HOUR);
    const first = await measure();
    const before = size;
    // So has the run of the next night.
    clock.advance(24 * HOUR);
    const second = await measure();
    return {
      quiet: quiet.costs,
      first: minus(first.costs, quiet.costs),
      run: minus(second.costs, quiet.costs),
      databaseBytes: size - before,
      stored: first.stored + second.stored,
    };
  } finally {
    await worker.dispose();
  }
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const minus = (one: Costs, other: Costs): Costs => ({
  requests: one.requests - other.requests,
  rowsWritten: one.rowsWritten - other.rowsWritten,
  rowsRead: one.rowsRead - other.rowsRead,
  r2Writes: one.r2Writes - other.r2Writes,
  r2Reads: one.r2Reads - other.r2Reads,
  documentBytes: one.documentBytes - other.documentBytes,
});

/** One window that installs patches in two nights, and windows that do not run. */
const planOf = (windows: number, machines: number): AccountPlan => {
  const nextNight = { by: patchAccountIds.other(1), minutes: [24 * 60 + 1, 24 * 60 + 5] } as const;
  const plan = patchAccount({
    machines: Array.from({ length: machines }, (_, index) => {
      const counts = isFailed(index) ? { missing: 3, failed: 1 } : {};
      return { states: [counts, { ...counts, ...nextNight }] };
    }),
    tasks: [
      { runs: Array.from({ length: machines }, (_, index) => (isFailed(index) ? "Failed" : "Success")) },
    ],
  });
  const [first] = plan.windows;
  const [execution] = first?.executions ?? [];
  if (first === undefined || execution === undefined) throw new Error("The account has no execution.");
  const others = Array.from({ length: windows - 1 }, (_, index) => ({
    ...first,
    window: { ...first.window, WindowId: `mw-${String(index + 1).padStart(17, "0")}` },
    tasks: [],
    targets: [],
    executions: [],
  }));
  return { ...plan, windows: [{ ...first, executions: [execution, nightAfter(execution)] }, ...others] };
};

/** The same execution a day later, with other IDs. */
const nightAfter = (execution: ExecutionPlan): ExecutionPlan => ({
  ...later(execution),
  WindowExecutionId: patchAccountIds.other(2),
  tasks: execution.tasks.map((task) => ({
    ...later(task),
    TaskExecutionId: patchAccountIds.other(3),
    invocations: [...(task.invocations as readonly InvocationPlan[])].map((invocation, index) => ({
      ...later(invocation),
      InvocationId: patchAccountIds.other(1000 + index),
      ExecutionId: patchAccountIds.other(1),
    })),
  })),
});

/** Moves all times of a value by a day. */
const later = <Value>(value: Value): Value => {
  if (value instanceof Date) return new Date(value.getTime() + 24 * HOUR) as Value;
  if (typeof value === "function") {
    const original = value as unknown as () => unknown; // The functions of plans take no arguments here.
    return (() => later(original())) as Value;
  }
  if (Array.isArray(value)) return value.map(later) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, later(member)])) as Value;
};

/** Each twentieth machine fails. */
export const isFailed = (index: number): boolean => index % 20 === 7;

/** Passes statements on and notes what each cost. */
const countingD1 = (database: D1Like, note: (result: D1ResultLike) => void): D1Like => {
  const inner = new WeakMap<D1StatementLike, D1StatementLike>();
  const wrap = (statement: D1StatementLike): D1StatementLike => {
    const wrapped: D1StatementLike = {
      bind: (...values) => wrap(statement.bind(...values)),
      all: async () => {
        const result = await statement.all();
        note(result);
        return result;
      },
    };
    inner.set(wrapped, statement);
    return wrapped;
  };
  return {
    prepare: (text) => wrap(database.prepare(text)),
    batch: async (statements) => {
      const results = await database.batch(statements.map((statement) => inner.get(statement) ?? statement));
      for (const result of results) note(result);
      return results;
    },
  };
};
