import type { Client, Input, OperationName, PagedName } from "@windowpane/core";
import type { Gap } from "@windowpane/report";
import type { Connection, Opened } from "../../sources/connect.ts";
import type { Host } from "../../host/host.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import type { Screen } from "./console.ts";
import type { Settings } from "./settings.ts";
import type { CliCall } from "../show-cli.ts";
import type { Theme } from "../theme.ts";

/** What a command works with. Heavy parts are loaded when a command first asks for them. */
export interface Context {
  readonly host: Host;
  readonly screen: Screen;
  readonly settings: Settings;
  readonly theme: Theme;
  /** The words after the command's name, in order. */
  readonly args: readonly string[];
  /** The command's own options, by their camelCase names. */
  readonly own: Readonly<Record<string, unknown>>;
  /** A client over the one source that was asked for. */
  client(): Promise<Client>;
  /** The one source that was asked for, with its client; opened once. */
  opened(): Promise<Opened>;
  /** A source to open for each combination of profile and region. */
  connections(): Promise<readonly Connection[]>;
  /** Prints a list, or with `--show-cli` the call. */
  list<Name extends PagedName>(request: ListRequest<Name>): Promise<void>;
  /** Prints one page of a list as it is, or with `--show-cli` the call. */
  listPage<Name extends PagedName>(request: ListRequest<Name>): Promise<void>;
  /** Prints one answer, or with `--show-cli` the call. */
  get<Name extends OperationName>(request: GetRequest<Name>): Promise<void>;
  /** Prints a result that is no operation's answer. */
  show(result: Result): Promise<void>;
  /** Prints calls as the AWS CLI's command lines; a line that begins with `#` is printed as it is. */
  showCalls(lines: readonly (CliCall | string)[]): Promise<void>;
}

/** A list of the service. */
export interface ListRequest<Name extends PagedName> {
  readonly operation: Name;
  readonly input: Input<Name>;
  /** For tables and CSV. Default: every member that is no list and not sensitive. */
  readonly columns?: readonly Column[] | undefined;
  /** Further terms of the filter language. Default: none. */
  readonly filter?: string | undefined;
}

/** One answer of the service. */
export interface GetRequest<Name extends OperationName> {
  readonly operation: Name;
  readonly input: Input<Name>;
  /** How the answer looks as a table. Default: a line for each member. */
  readonly table?: ((answer: Row) => string) | undefined;
}

/** Something to print in whatever format was asked for. */
export interface Result {
  /** What JSON, YAML, text and `--query` see. */
  readonly value: unknown;
  /** What NDJSON has a line for each of. Default: the items of the value if it is a list, else the value. */
  readonly lines?: readonly unknown[] | undefined;
  /** What tables and CSV files have a row for each of. Default: made from the value. */
  readonly rows?: readonly Row[] | undefined;
  /** Of those rows. */
  readonly columns?: readonly Column[] | undefined;
  /** What stands in place of a table. Default: made from rows and columns. */
  readonly text?: (() => string) | undefined;
  /** What could not be read. `text` says it itself; beside every other form it is said on stderr. Default: nothing. */
  readonly gaps?: readonly Gap[] | undefined;
}
