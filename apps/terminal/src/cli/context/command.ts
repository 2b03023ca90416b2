/** What a command is: data for the parser, the help, the completion and the docs, and a function. */
import type { ExitCode } from "../../host/exit-code.ts";
import type { Context } from "./context.ts";
import type { OptionRow } from "./option.ts";
import type { OutputFormat, RawOptions } from "./settings.ts";

/** A row of the command table. */
export interface CommandRow {
  readonly name: string;
  /** One line for the list of commands, without a full stop. */
  readonly summary: string;
  /** Other spellings of the name. Default: none. */
  readonly aliases?: readonly string[];
  /** Whether the command above runs this one when it is given alone. Default: false. */
  readonly isDefault?: boolean;
  /** Loads the command when the command line names it. */
  readonly load: () => Promise<Command>;
}

export interface Command {
  /** Further sentences for the command's help. Default: none. */
  readonly description?: string;
  readonly arguments: readonly ArgumentRow[];
  /** Options in addition to those that every command takes. */
  readonly options: readonly OptionRow[];
  readonly examples: readonly Example[];
  /** Output format without `--output`. Default: table. */
  readonly output?: OutputFormat;
  /** Whether the command opens the UI on a terminal, and so takes the UI's options. Default: false. */
  readonly opensUi?: boolean;
  /** Keys of shared options that have no effect on the command and are refused, such as `showCli`. Default: none. */
  readonly refuses?: readonly (keyof RawOptions)[];
  /** Commands below this one. A command with such commands has no `run`. Default: none. */
  readonly commands?: readonly CommandRow[];
  readonly run?: (context: Context) => Promise<ExitCode>;
}

/** A word after the command's name. */
export interface ArgumentRow {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly about: string;
  /** Whether it can be omitted. Default: false. */
  readonly optional?: boolean;
  /** All accepted values. Default: any value. */
  readonly choices?: readonly string[];
  /** Where completion finds values. Default: `choices`. */
  readonly completes?: ValueSource;
}

/** What completion offers for a value that has no list of choices. */
export type ValueSource =
  | "windows"
  | "executions"
  | "profiles"
  | "regions"
  | "accounts"
  | "sources"
  | "statuses"
  | "filters"
  | "files";

/** A value that completes a word. */
export interface Candidate {
  readonly value: string;
  readonly about?: string | undefined;
}

/** A command line and its purpose. */
export interface Example {
  /** Without the program's name. */
  readonly line: string;
  /** A verb phrase without a full stop. */
  readonly about: string;
}
