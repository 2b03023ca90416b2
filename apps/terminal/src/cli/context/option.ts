/** Every option that more than one command has, or that the program itself has: one table for parsing, help and docs. */
import { formats } from "../output/rows.ts";
import { themeChoices } from "../../tui/theme/variant.ts";

/** An option, as data. */
export interface OptionRow {
  /** As commander reads it: `--since <time>`. */
  readonly flags: string;
  /** How the help shows it, where that differs. */
  readonly shown?: string;
  /** One line of help: what it does, and its default in words. */
  readonly about: string;
  readonly group: OptionGroup;
  readonly choices?: readonly string[];
  /** May be given several times; the values are collected. */
  readonly repeatable?: boolean;
}

export type OptionGroup = "Options" | "Screen" | "Which rows" | "Paging" | "Source" | "Output";

/** Options that every command takes, before or after its name. */
export const sharedOptions = [
  {
    flags: "--source <source>",
    about: "aws, demo[:scenario], http(s)://..., or a snapshot's file; default: $WINDOWPANE_SOURCE, else aws",
    group: "Source",
  },
  {
    flags: "--demo",
    shown: "--demo[=scenario]",
    about: "short for --source demo[:scenario]: a made-up account, no AWS needed",
    group: "Source",
  },
  {
    flags: "--profile <name>",
    about: "profile of the AWS config files; failures and doctor take several",
    group: "Source",
    repeatable: true,
  },
  {
    flags: "--region <region>",
    about: "AWS region; failures and doctor take several, or all that are enabled: all",
    group: "Source",
    repeatable: true,
  },
  { flags: "--endpoint-url <url>", about: "another address for Systems Manager", group: "Source" },
  {
    flags: "--output <format>",
    about: `${formats.join(", ")}; default: table, for call json`,
    group: "Output",
    choices: formats,
  },
  {
    flags: "--query <jmespath>",
    about: "JMESPath expression, applied once to the whole result",
    group: "Output",
  },
  { flags: "--show-cli", about: "print the AWS CLI calls instead of making them", group: "Output" },
  { flags: "--no-color", about: "no colours; NO_COLOR and FORCE_COLOR work too", group: "Output" },
  { flags: "--debug", about: "print every request and the stack of an error to stderr", group: "Output" },
] as const satisfies readonly OptionRow[];

/** Options of the program without a command, which on a terminal is the UI. */
export const uiOptions = [
  {
    flags: "--theme <theme>",
    about: `${themeChoices.join(", ")}; default: auto, which asks the terminal for its background`,
    group: "Screen",
    choices: themeChoices,
  },
  {
    flags: "--allow-cancel",
    about: "let the key X cancel an execution, after its id was typed",
    group: "Screen",
  },
] as const satisfies readonly OptionRow[];

/** Options that some commands take, by the name under which a command lists them. */
export const optionRows = {
  maxItems: {
    flags: "--max-items <count>",
    about: "at most so many items; the rest has a token",
    group: "Paging",
  },
  startingToken: {
    flags: "--starting-token <token>",
    about: "go on where an earlier call ended",
    group: "Paging",
  },
  pageSize: {
    flags: "--page-size <count>",
    about: "items per request; default: the service's own",
    group: "Paging",
  },
  paginate: {
    flags: "--no-paginate",
    about: "one request only, its NextToken as AWS gives it",
    group: "Paging",
  },
  filter: {
    flags: "--filter <filter>",
    about: "terms that must all hold, such as 'status:failed duration>10m \"disk full\"'",
    group: "Which rows",
  },
  status: {
    flags: "--status <words>",
    about: "only these statuses, as FAILED,TIMED_OUT; short for --filter status:...",
    group: "Which rows",
  },
  since: {
    flags: "--since <time>",
    about: "a duration such as 90m, 1h30m, 2d or 1w, or a time such as 2026-11-20 or 2026-11-20T04:00Z",
    group: "Which rows",
  },
  latest: { flags: "--latest", about: "only the newest execution of each window", group: "Which rows" },
  patches: {
    flags: "--no-patches",
    about: "do not read patch state, which says whether a patch run left machines patched",
    group: "Options",
  },
  exitStatus: {
    flags: "--exit-status",
    about: "exit 1 when the verdict is not PASSED, or the answer is incomplete",
    group: "Options",
  },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof optionRows;
