/** Everything the program needs from the machine it runs on. `start.ts` makes the real one; tests make their own. */
import type { Quota, Signal, Transport } from "@windowpane/core";
import type { ProcessLike } from "../tui/terminal/process-like.ts";

/** A stream that people or programs read. */
export interface Sink {
  /** Whether a person looks at it. */
  readonly isTerminal: boolean;
  /** The width in columns, read anew each time; meaningless when it is no terminal. */
  readonly columns: number;
  /**
   * Resolves when more may be written.
   *
   * @throws ClosedPipeError when the reader has gone, as `| head` does.
   */
  write(text: string): Promise<void>;
}

/** What a source may need to know. */
export interface SourceOptions {
  /** What stands after the colon of `--source kind:detail`; empty when there is none. */
  readonly detail: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** Whether any region will do when none is set, as for asking which regions there are. Default: false. */
  readonly anyRegion?: boolean | undefined;
  readonly endpointUrl: string | undefined;
  readonly env: Host["env"];
  readonly clock: Pick<Host, "now">;
  readonly sleep: Host["sleep"];
  readonly readFile: Host["readFile"];
  readonly ask: Host["ask"];
  /** Says to people what they wait for. */
  readonly tell: (words: string) => void;
}

/** Who asks, in the words of AWS STS. Members are absent where the source knows nothing of them. */
export interface Identity {
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
  readonly UserId?: string | undefined;
}

/** What can be asked, and what is known of it. */
export interface Source {
  readonly transport: Transport;
  /** Where its answers come from; absent where a source has no regions. */
  readonly region?: string | undefined;
  /** Asks who is asking: a request of its own, so only for whoever shows it. Absent where nobody is anybody. */
  readonly identity?: ((options: { readonly signal?: Signal | undefined }) => Promise<Identity>) | undefined;
  /** Asks which regions the account has enabled; absent where a source has no regions. */
  readonly regions?:
    | ((options: { readonly signal?: Signal | undefined }) => Promise<readonly string[]>)
    | undefined;
  /**
   * Who else shares its rate of requests: sources with the same owner take turns together. `quotas` as `createPace` takes
   * them. Absent where nobody counts.
   */
  readonly budget?: { readonly owner: string; readonly quotas?: readonly Quota[] | undefined } | undefined;
  /**
   * Who says what may be asked: the account's IAM policies, or the endpoint by rules of its own. Absent where nobody does, as
   * for a file.
   */
  readonly permittedBy?: "policy" | "endpoint" | undefined;
  /** By how many milliseconds its clock was ahead of ours at its last answer; undefined before that. */
  readonly clockOffset?: (() => number | undefined) | undefined;
}

/** Opens a source. Rejects with a UsageError or a ConfigurationError when that makes no sense or cannot be. */
export type OpenSource = (options: SourceOptions) => Promise<Source>;

/** A profile that can be asked for by name. */
export interface KnownProfile {
  readonly name: string;
  /** Where it asks, unless a region is named. */
  readonly region?: string | undefined;
}

/** The machine, as far as the program knows it. */
export interface Host {
  /** The program's own. */
  readonly version: string;
  /** The words after the program's name. */
  readonly argv: readonly string[];
  /** The environment's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What can be asked, by the word that `--source` takes. */
  readonly sources: Readonly<Record<string, OpenSource>>;
  /** The profiles that there are for `--profile`, for the UI to choose from. */
  profiles(): Promise<readonly KnownProfile[]>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Aborts on Ctrl-C, with an InterruptedError as its reason. */
  readonly interrupt: AbortSignal;
  now(): Date;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** A UUID that nobody has had before. */
  randomUUID(): string;
  /** Minutes that local time is ahead of UTC at an instant. */
  utcOffset(at: Date): number;
  /** Waits so many milliseconds, or less when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Calls back after a number of milliseconds, unless the function that it returns is called first. It keeps no process alive. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /**
   * Resolves when `interrupt` aborts. From the first call on it also aborts when the process is asked to end (SIGTERM),
   * which otherwise ends it at once.
   */
  untilStopped(): Promise<void>;
  /** The text of a file. Rejects as the file system does. */
  readFile(path: string): Promise<string>;
  /** Writes a new file, whole or not at all. Rejects as the file system does, with EEXIST when there is such a file. */
  createFile(path: string, text: string): Promise<void>;
  /** Everything that is piped or typed into the program, to its end. */
  readStdin(): Promise<string>;
  /** The process with its terminal, for the UI alone; absent where there can be no UI. */
  readonly process?: ProcessLike | undefined;
  /** What a person types after a question; undefined when nobody is there to answer. */
  ask(question: string): Promise<string | undefined>;
}
