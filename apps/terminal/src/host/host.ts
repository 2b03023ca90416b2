/** What the program needs from its machine. `start.ts` provides the real one; tests provide fakes. */
import type {
  Connection,
  ConnectionInfo,
  Explorer,
  Located,
  Location,
  ErrorText,
} from "@windowpane/explorer";
import type { PageFiles } from "@windowpane/http-api";
import type { KnownProfile, OpenSource, Platform } from "@windowpane/sources";
import type { PagerCommand } from "./pager.ts";
import type { ThemeChoice } from "./signs.ts";

/** Content of a file: a text, or bytes in parts. */
export type FileContent = string | AsyncIterable<Uint8Array>;

/** An output stream. */
export interface Sink {
  readonly isTerminal: boolean;
  /** Current width in columns. Meaningful for terminals only. */
  readonly columns: number;
  /** Current height in lines. Meaningful for terminals only. Default: 24. */
  readonly rows?: number;
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
  createFile(path: string, content: FileContent): Promise<void>;
  /** Reads stdin to its end. */
  readStdin(): Promise<string>;
  /** Shows text in a pager. Resolves when the user has left it; with the reason if the pager could not show the text. */
  page(text: string, command: PagerCommand): Promise<string | undefined>;
  /** Opens an address of http or https in a browser. Resolves with false where there is no browser. */
  openBrowser(url: string): Promise<boolean>;
  /** Reads the files of the web page; undefined if the program was built without them. */
  pageFiles(): Promise<PageFiles | undefined>;
  /** Whether the program is the single executable, which starts itself where another process is needed. Default: false. */
  readonly isExecutable?: boolean;
  /** The process and its terminal, for the UI. Absent where there is no UI. */
  readonly process?: HostProcess | undefined;
  /** Opens the UI. Resolves when it has ended: with true by the user, with false by a signal. */
  openUi(options: UiOptions): Promise<boolean>;
}

/** The members of a process that the UI uses. */
export type HostProcess = Pick<
  NodeJS.Process,
  "stdin" | "stdout" | "on" | "off" | "listeners" | "kill" | "pid"
>;

/** Options of the UI. */
export interface UiOptions {
  readonly host: Host;
  /** Name of the source in the header. */
  readonly source: string;
  /** Profile and region to start with. */
  readonly location: Location;
  /** Makes a connection. `ask` asks the user a question in a prompt of the UI. */
  readonly connectionTo: (location: Location, ask: Explorer["ask"]) => Connection;
  /** Lists the profiles to choose from; undefined where the source has none. */
  readonly profiles: () => Promise<readonly KnownProfile[] | undefined>;
  /** AWS CLI flags of a connection. */
  readonly flags: (connection: ConnectionInfo) => readonly string[];
  readonly describe: (error: unknown) => ErrorText;
  /** False after `--no-color`. */
  readonly color: boolean;
  /** Default: auto. */
  readonly theme?: ThemeChoice | undefined;
  /** Whether an execution may be cancelled. */
  readonly allowCancel: boolean;
  /** Address of the web page, for links. Default: links cannot be copied. */
  readonly pageUrl?: string | undefined;
  /** The item to open. Default: the list of windows. */
  readonly start?: Located | undefined;
}
