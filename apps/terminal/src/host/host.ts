/** What the program needs from its machine. `start.ts` provides the real one; tests provide fakes. */
import type { KnownProfile, OpenSource, Platform } from "@windowpane/sources";

/** An output stream. */
export interface Sink {
  readonly isTerminal: boolean;
  /** Current width in columns. Meaningful for terminals only. */
  readonly columns: number;
  /**
   * Resolves when more can be written.
   *
   * @throws ClosedPipeError when the reader has closed the pipe, as `| head` does.
   */
  write(text: string): Promise<void>;
}

/** The machine that the program runs on. */
export interface Host extends Platform {
  /** Version of the program. */
  readonly version: string;
  /** The words after the program's name. */
  readonly argv: readonly string[];
  /** The sources, by the word that `--source` takes. */
  readonly sources: Readonly<Record<string, OpenSource>>;
  /** Lists the configured AWS profiles. */
  profiles(): Promise<readonly KnownProfile[]>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Aborts on Ctrl-C, with an InterruptedError as its reason. */
  readonly interrupt: AbortSignal;
  /** Creates a random UUID. */
  randomUUID(): string;
  /** Offset of local time from UTC at a time, in minutes. */
  utcOffset(at: Date): number;
  /** Resolves when `interrupt` aborts. After the first call, SIGTERM aborts it, too, instead of ending the process. */
  untilStopped(): Promise<void>;
  /** Writes a new file atomically. Rejects with the error of the file system, such as EEXIST when the file exists. */
  createFile(path: string, text: string): Promise<void>;
  /** Reads stdin to its end. */
  readStdin(): Promise<string>;
  /** The process and its terminal, for the UI. Absent where there is no UI. */
  readonly process?: HostProcess | undefined;
}

/** The members of a process that the UI uses. */
export type HostProcess = Pick<
  NodeJS.Process,
  "stdin" | "stdout" | "on" | "off" | "listeners" | "kill" | "pid"
>;
