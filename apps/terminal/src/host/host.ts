/** Everything the program needs from the machine it runs on. `start.ts` makes the real one; tests make their own. */
import type { KnownProfile, OpenSource, Platform } from "@windowpane/sources";

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

/** The machine, as far as the program knows it. */
export interface Host extends Platform {
  /** The program's own. */
  readonly version: string;
  /** The words after the program's name. */
  readonly argv: readonly string[];
  /** What can be asked, by the word that `--source` takes. */
  readonly sources: Readonly<Record<string, OpenSource>>;
  /** The profiles that there are for `--profile`, for the UI to choose from. */
  profiles(): Promise<readonly KnownProfile[]>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Aborts on Ctrl-C, with an InterruptedError as its reason. */
  readonly interrupt: AbortSignal;
  /** A UUID that nobody has had before. */
  randomUUID(): string;
  /** Minutes that local time is ahead of UTC at an instant. */
  utcOffset(at: Date): number;
  /**
   * Resolves when `interrupt` aborts. From the first call on it also aborts when the process is asked to end (SIGTERM),
   * which otherwise ends it at once.
   */
  untilStopped(): Promise<void>;
  /** Writes a new file, whole or not at all. Rejects as the file system does, with EEXIST when there is such a file. */
  createFile(path: string, text: string): Promise<void>;
  /** Everything that is piped or typed into the program, to its end. */
  readStdin(): Promise<string>;
  /** The process with its terminal, for the UI alone; absent where there can be no UI. */
  readonly process?: HostProcess | undefined;
}

/** The members of a process that the UI uses. */
export type HostProcess = Pick<
  NodeJS.Process,
  "stdin" | "stdout" | "on" | "off" | "listeners" | "kill" | "pid"
>;
