import type { Transport } from "@windowpane/core";
import { ClosedPipeError } from "../src/host/closed-pipe-error.ts";
import type { Host, HostProcess, Sink } from "../src/host/host.ts";
import { run } from "../src/cli/program.ts";
import { sources, type Source } from "@windowpane/sources";

/** Differences from a default machine, whose stdin and stdout are pipes. */
export interface Circumstances {
  readonly env?: Host["env"];
  /** Width of the terminal on stdout and stderr. Default: pipes instead of a terminal. */
  readonly columns?: number;
  /** Height of that terminal. Default: 24. */
  readonly rows?: number;
  /** Pager. Default: none works. */
  readonly page?: Host["page"];
  /** Transport of `--source aws`, for all regions or by region. Default: requests to AWS fail. */
  readonly transport?: Transport | ((region: string | undefined) => Transport);
  /** Rate limit that the source shares. Default: none, so there is no queue and no deadline. */
  readonly budget?: Source["budget"];
  /** Identity that STS returns. Default: the source has no identities. */
  readonly identity?: Source["identity"];
  readonly clockOffset?: Source["clockOffset"];
  readonly now?: string;
  /** Clock that replaces `now` and that delays advance. */
  readonly clock?: { now(): Date; advance(ms: number): void };
  /** Minutes that local time is ahead of UTC. Default: 0. */
  readonly utcOffset?: number;
  readonly files?: Readonly<Record<string, string>>;
  /** Called for each written file. Default: writing fails. */
  readonly onFile?: (path: string, text: string) => void;
  /** Opens a browser. Default: no browser is found. */
  readonly openBrowser?: Host["openBrowser"];
  /** Content of stdin. Default: empty. */
  readonly stdin?: string;
  /** Process with a terminal, for the UI. Default: not available. */
  readonly process?: HostProcess | undefined;
  /** Delays. Default: resolves immediately. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Sets a timer. Default: never fires. */
  readonly after?: Host["after"];
  /** Reply to a prompt. Default: no terminal to prompt on. */
  readonly typed?: string;
  readonly interrupt?: AbortController;
  /** Whether a server stops as soon as it has started. Default: it stops when `interrupt` aborts. */
  readonly endsAtOnce?: boolean;
  /** Number of characters after which the reader closes stdout. Default: never. */
  readonly patience?: number;
  /** Called for each write to stdout. */
  readonly onWrite?: (text: string) => void;
}

/** Output and exit code of a run. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a command line in this process. */
export const runWith = async (
  argv: readonly string[],
  circumstances: Circumstances = {},
): Promise<Outcome> => {
  const { env = {}, columns, transport, now = "2026-11-22T12:00:00Z", utcOffset = 0 } = circumstances;
  const { files = {}, typed, interrupt = new AbortController(), patience = Infinity } = circumstances;
  const stdout = sink({ columns, rows: circumstances.rows, patience, onWrite: circumstances.onWrite });
  const stderr = sink({ columns, patience: Infinity });
  const exitCode = await run({
    version: "1.2.3",
    argv,
    // Not the archive of the developer.
    env: { XDG_DATA_HOME: "/nonexistent", ...env },
    profiles: async () => [],
    sources: {
      ...sources,
      aws: async ({ region }) => {
        if (transport === undefined) throw new Error("This test must not reach AWS.");
        const { identity, budget, clockOffset } = circumstances;
        return {
          transport: typeof transport === "function" ? transport(region) : transport,
          region,
          identity,
          budget,
          clockOffset,
          permittedBy: "policy",
        };
      },
    },
    stdout,
    stderr,
    interrupt: interrupt.signal,
    now: () => circumstances.clock?.now() ?? new Date(now),
    random: () => 0.5,
    randomUUID: () => "00000000-0000-4000-8000-000000000001",
    utcOffset: () => utcOffset,
    sleep: circumstances.sleep ?? (async (milliseconds) => circumstances.clock?.advance(milliseconds)),
    after: circumstances.after ?? (() => () => {}),
    page: circumstances.page ?? (async () => "not available"),
    openBrowser: circumstances.openBrowser ?? (async () => false),
    pageFiles: async () => undefined,
    process: circumstances.process,
    openUi: async (options) => (await import("../src/tui/open-ui.ts")).openUi(options),
    untilStopped: () =>
      new Promise((resolve) => {
        if (circumstances.endsAtOnce === true) resolve();
        interrupt.signal.addEventListener("abort", () => resolve());
      }),
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`ENOENT: ${path}`);
      return text;
    },
    readBytes: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`ENOENT: ${path}`);
      return new TextEncoder().encode(text);
    },
    createFile: async (path, content) => {
      if (circumstances.onFile === undefined) throw new Error(`EACCES: ${path}`);
      circumstances.onFile(path, typeof content === "string" ? content : (await bytesOf(content)).toString());
    },
    readStdin: async () => circumstances.stdin ?? "",
    ask: async () => typed,
  });
  return { stdout: stdout.text(), stderr: stderr.text(), exitCode };
};

/** All parts of a file. */
export const bytesOf = async (parts: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> => {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
};

const sink = (options: {
  readonly columns: number | undefined;
  readonly rows?: number | undefined;
  readonly patience: number;
  readonly onWrite?: ((text: string) => void) | undefined;
}): Sink & { text(): string } => {
  let text = "";
  return {
    isTerminal: options.columns !== undefined,
    columns: options.columns ?? 80,
    rows: options.rows ?? 24,
    async write(piece) {
      if (text.length > options.patience) throw new ClosedPipeError("The pipe is closed.");
      text += piece;
      options.onWrite?.(piece);
    },
    text: () => text,
  };
};
