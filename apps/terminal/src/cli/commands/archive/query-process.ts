/** Runs a query in a separate process: SQLite does not return before it has a row, so a thread could not be stopped. */
import { fork } from "node:child_process";
import { createInterface } from "node:readline";
import { ConfigurationError } from "../../../host/configuration-error.ts";
import type { Host } from "../../../host/host.ts";
import { UsageError } from "../../../host/usage-error.ts";
import type { TableRow } from "../../output/rows.ts";
import { LARGEST, LONGEST, MORE, queryProgram, REFUSED, TOO_LARGE, TOO_LONG } from "./query-program.ts";

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
  /** Whether the program is the single executable. */
  readonly isExecutable: boolean;
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
  const { path, text, limit, timeout, after, signal, env, isExecutable } = request;
  // Starts the Node that runs this program. With -e, the first argument is not a file. The single executable starts itself; it
  // has no -e, and takes the first argument as a command.
  const child = fork("__query", {
    execArgv: isExecutable ? [] : ["--no-warnings", "--input-type=module", "-e", queryProgram],
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
