import type { Transport } from "@windowpane/core";
import { ClosedPipeError } from "../src/host/errors/closed-pipe-error.ts";
import type { Host, HostProcess, Sink } from "../src/host/host.ts";
import { run } from "../src/cli/program.ts";
import { sources, type Source } from "@windowpane/sources";

/** What differs from a quiet machine with pipes on both sides. */
export interface Circumstances {
  readonly env?: Host["env"];
  /** A terminal of so many columns on stdout and stderr. Default: pipes. */
  readonly columns?: number;
  /** What answers for `--source aws`, in any region or in each its own. Default: nothing may ask. */
  readonly transport?: Transport | ((region: string | undefined) => Transport);
  /** Whose rate of requests that source shares. Default: none, so it has neither queue nor deadline. */
  readonly budget?: Source["budget"];
  /** What STS would say of who asks. Default: that source has no identities. */
  readonly identity?: Source["identity"];
  readonly now?: string;
  /** A clock in the place of `now`, which waiting moves. */
  readonly clock?: { now(): Date; advance(ms: number): void };
  /** Minutes that local time is ahead of UTC. Default: 0. */
  readonly utcOffset?: number;
  readonly files?: Readonly<Record<string, string>>;
  /** Told of each file that is written. Default: nothing may be written. */
  readonly onFile?: (path: string, text: string) => void;
  /** What is piped in. Default: nothing. */
  readonly stdin?: string;
  /** The process with its terminal, for the UI. Default: there is none. */
  readonly process?: HostProcess;
  /** How to wait. Default: no time passes. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** How to call back. Default: time never passes for it. */
  readonly after?: Host["after"];
  /** What a person types when asked. Default: nobody is there. */
  readonly typed?: string;
  readonly interrupt?: AbortController;
  /** Whether a server is asked to end as soon as it serves. Default: when `interrupt` aborts. */
  readonly endsAtOnce?: boolean;
  /** The reader of stdout leaves after so many characters. Default: it stays. */
  readonly patience?: number;
  /** Told of each write to stdout. */
  readonly onWrite?: (text: string) => void;
}

/** What a run leaves behind. */
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
  const stdout = sink({ columns, patience, onWrite: circumstances.onWrite });
  const stderr = sink({ columns, patience: Infinity });
  const exitCode = await run({
    version: "1.2.3",
    argv,
    env,
    profiles: async () => [],
    sources: {
      ...sources,
      aws: async ({ region }) => {
        if (transport === undefined) throw new Error("This test must not reach AWS.");
        const { identity, budget } = circumstances;
        return {
          transport: typeof transport === "function" ? transport(region) : transport,
          region,
          identity,
          budget,
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
    process: circumstances.process,
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
    createFile: async (path, text) => {
      if (circumstances.onFile === undefined) throw new Error(`EACCES: ${path}`);
      circumstances.onFile(path, text);
    },
    readStdin: async () => circumstances.stdin ?? "",
    ask: async () => typed,
  });
  return { stdout: stdout.text(), stderr: stderr.text(), exitCode };
};

const sink = (options: {
  readonly columns: number | undefined;
  readonly patience: number;
  readonly onWrite?: ((text: string) => void) | undefined;
}): Sink & { text(): string } => {
  let text = "";
  return {
    isTerminal: options.columns !== undefined,
    columns: options.columns ?? 80,
    async write(piece) {
      if (text.length > options.patience) throw new ClosedPipeError("The reader has gone.");
      text += piece;
      options.onWrite?.(piece);
    },
    text: () => text,
  };
};
