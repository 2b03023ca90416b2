/** Runs a query in a separate process: SQLite does not return before it has a row, so a thread could not be stopped. */
import { fork } from "node:child_process";
import { createInterface } from "node:readline";
import { ConfigurationError } from "../../../host/configuration-error.ts";
import type { Host } from "../../../host/host.ts";
import { UsageError } from "../../../host/usage-error.ts";
import type { TableRow } from "../../output/rows.ts";

/** What to run. */
export interface QueryRequest {
  /** Path of the database. */
  readonly path: string;
  /** One statement that reads. */
  readonly text: string;
  /** Maximum number of rows. */
  readonly limit: number;
  /** Maximum duration in milliseconds. */
  readonly timeout: number;
  readonly after: Host["after"];
  readonly signal: AbortSignal;
  /** Environment variables of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The rows of a query. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Whether there are more rows than the limit. */
  readonly more: boolean;
}

/**
 * Runs the query on a connection that cannot write.
 *
 * @throws UsageError if SQLite refuses the query, or it needs too much time or memory; the reason of the signal.
 */
export const runQuery = async (request: QueryRequest): Promise<QueryAnswer> => {
  const { path, text, limit, timeout, after, signal, env } = request;
  // Starts the Node that runs this program. With -e, the first argument is not a file.
  const child = fork("query", {
    execArgv: ["--no-warnings", "--input-type=module", "-e", program],
    stdio: ["pipe", "pipe", "pipe", "ipc"],
    env: { ...env, NODE_OPTIONS: "" },
  });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("The query's process has no pipes.");
  // The query is not an argument, because other users of the machine can see these.
  stdin.on("error", () => {});
  stdin.end(JSON.stringify({ path, text, limit }));
  let isLate = false;
  const stop = (): void => void child.kill("SIGKILL");
  const endTimer = after(timeout, () => {
    isLate = true;
    stop();
  });
  signal.addEventListener("abort", stop, { once: true });
  let errors = "";
  stderr.setEncoding("utf8").on("data", (part: string) => (errors = (errors + part).slice(-4000)));
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: stdout, crlfDelay: Infinity })) lines.push(line);
    const code = child.exitCode ?? (await new Promise<number | null>((end) => child.once("close", end)));
    signal.throwIfAborted();
    if (isLate) {
      throw new UsageError(
        `The query took longer than ${timeout / 1000} s.`,
        "Read fewer rows, or allow more time with --timeout.",
      );
    }
    if (code === TOO_LARGE) {
      throw new UsageError(
        `The rows of the query take more than ${LARGEST / 1_000_000} MB.`,
        "Read fewer rows or columns, or write all rows with `windowpane archive export`.",
      );
    }
    if (code === TOO_LONG) {
      throw new UsageError(
        `The query has a value of more than ${LONGEST / 1_000_000} MB.`,
        "Read fewer rows, or a part of the value with substr().",
      );
    }
    if (code === REFUSED) throw new UsageError(`SQLite refused the query: ${errors.trim()}.`, ADVICE);
    if (code !== 0)
      throw new ConfigurationError(
        `The query could not run: ${errors.trim() || `exit code ${code}`}.`,
        "Node 22.13 or newer is needed.",
      );
    return answerOf(lines);
  } finally {
    endTimer();
    signal.removeEventListener("abort", stop);
    stop();
  }
};

const REFUSED = 3;
const TOO_LARGE = 4;
const TOO_LONG = 5;

/** Maximum number of characters of all rows, which are in memory until they are printed. */
const LARGEST = 100_000_000;

/** Maximum number of bytes of a value. It bounds the memory of SQLite, which sorts in temporary files. Node 24 has this limit. */
const LONGEST = 32_000_000;

const ADVICE =
  "The views are runs, machine_runs, run_causes and machines; `archive query` without a query lists their columns.";

const answerOf = ([first = "[]", ...rest]: readonly string[]): QueryAnswer => {
  // The program below writes these lines.
  const columns = JSON.parse(first) as readonly string[];
  const more = rest.at(-1) === MORE;
  const rows = (more ? rest.slice(0, -1) : rest).map((line) => {
    const cells = JSON.parse(line) as readonly unknown[];
    return Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
  });
  return { columns, rows, more };
};

const MORE = "more";

/** Reads a request on stdin and writes the columns, then a line for each row. */
const program = `
import { DatabaseSync } from "node:sqlite";
let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { path, text, limit } = JSON.parse(input);
const refuse = (error) => {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exit(error?.errcode === 18 ? ${TOO_LONG} : ${REFUSED});
};
const database = new DatabaseSync(path, { readOnly: true, timeout: 10000, limits: { length: ${LONGEST} } });
// Allowed: select, read, function, recursive.
database.setAuthorizer?.((action) => ([21, 20, 31, 33].includes(action) ? 0 : 1));
try {
  const statement = database.prepare(text);
  const names = statement.columns?.().map(({ name }) => name);
  statement.setReturnArrays?.(names !== undefined);
  statement.setReadBigInts(true);
  const taken = new Set(names);
  const seen = new Set();
  const unique = (name) => {
    let other = name;
    for (let count = 2; seen.has(other) || (other !== name && taken.has(other)); count += 1) other = name + "_" + count;
    seen.add(other);
    return other;
  };
  // JSON has no bytes, no infinity, and no integers beyond 2^53.
  const cell = (value) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  };
  let columns = names?.map(unique);
  let count = 0;
  let page = "";
  let size = 0;
  const write = async (text) => {
    size += text.length;
    if (size > ${LARGEST}) process.exit(${TOO_LARGE});
    page += text + "\\n";
    if (page.length < 65536) return;
    const full = page;
    page = "";
    if (!process.stdout.write(full)) await new Promise((next) => process.stdout.once("drain", next));
  };
  if (columns !== undefined) await write(JSON.stringify(columns));
  for (const row of statement.iterate()) {
    if (columns === undefined) await write(JSON.stringify((columns = Object.keys(row))));
    if (count === limit) {
      await write("${MORE}");
      break;
    }
    count += 1;
    await write(JSON.stringify((Array.isArray(row) ? row : columns.map((name) => row[name])).map(cell)));
  }
  if (columns === undefined) await write("[]");
  process.stdout.write(page);
} catch (error) {
  refuse(error);
}
`;
