/** What a command is. */
import type { ExitCode } from "../../host/exit-code.ts";
import type { Context } from "./context.ts";
import type { OptionName, OptionRow } from "./option.ts";
import type { Format } from "../output/rows.ts";

/** A word after the command's name. */
export interface ArgumentRow {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly about: string;
  /** Whether it may be left out. Default: false. */
  readonly optional?: boolean;
  /** All that it may be. Default: anything. */
  readonly choices?: readonly string[];
}

/** A command line with what it gives. */
export interface Example {
  /** Without the program's name. */
  readonly line: string;
  readonly gives: string;
}

/** A command, as data: adding one is a file and a row in `commands/index.ts`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Whether it opens the screen on a terminal, so that the screen's options hold for it. Default: false. */
  readonly opensScreen?: boolean;
  /** Further sentences for its own help. Default: none. */
  readonly description?: string;
  readonly arguments: readonly ArgumentRow[];
  /** Which of the common options it takes, beside those that every command takes. */
  readonly options: readonly OptionName[];
  /** Options of its own. Default: none. */
  readonly ownOptions?: readonly OptionRow[];
  readonly examples: readonly Example[];
  /** The format when `--output` is not given. Default: table. */
  readonly output?: Format;
  /** Other spellings of its name. Default: none. */
  readonly aliases?: readonly string[];
  /** Commands below it, made when it is entered. Then it has no `run` of its own. */
  readonly commands?: () => Promise<readonly Command[]>;
  readonly run?: (context: Context) => Promise<ExitCode>;
}
