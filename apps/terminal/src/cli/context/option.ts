/** The options that every command takes, those of the UI, and those that several commands share. */
import { themeChoices } from "../../host/signs.ts";
import type { ValueSource } from "./command.ts";
import { colorChoices, outputFormats } from "./settings.ts";

/** An option, for the parser, the help, the completion and the docs. */
export interface OptionRow {
  /** In Commander's notation: `--since <time>`. */
  readonly flags: string;
  /** The flags in the help, where they differ. */
  readonly shown?: string;
  /** One line of help: a verb phrase or a noun phrase, with the default in parentheses. */
  readonly about: string;
  readonly group: OptionGroup;
  /** All accepted values. Default: any value. */
  readonly choices?: readonly string[];
  /** Where completion finds values. Default: `choices`. */
  readonly completes?: ValueSource;
  /** Whether the option can be repeated; its values are collected. Default: false. */
  readonly repeatable?: boolean;
}

/** The long name, and the short one: `-o, --output-file <path>`. */
export const optionNames = ({ flags }: Pick<OptionRow, "flags">): readonly string[] =>
  [...flags.matchAll(/(?:^|\s)(--?[\w-]+)/g)].flatMap(([, name]) => name ?? []);

/** Whether the next word is the option's value. A value in square brackets is optional. */
export const takesValue = ({ flags }: Pick<OptionRow, "flags">): boolean => flags.includes("<");

export type OptionGroup =
  | "Options"
  | "AWS CLI"
  | "UI"
  | "Filtering"
  | "Paging"
  | "Limits"
  | "Source"
  | "Output";

/** Options that every command takes, before or after its name. */
export const sharedOptions = [
  {
    flags: "--source <source>",
    about:
      "aws, archive[:FILE], demo[:scenario], http(s)://..., or a snapshot file (default $WINDOWPANE_SOURCE, else aws)",
    group: "Source",
    completes: "sources",
  },
  {
    flags: "--demo",
    shown: "--demo[=scenario]",
    about: "use the demo account; short for --source demo[:scenario]",
    group: "Source",
  },
  {
    flags: "--profile <name>",
    about: "AWS profile; repeatable: read several as one",
    group: "Source",
    repeatable: true,
    completes: "profiles",
  },
  {
    flags: "--region <region>",
    about: "AWS region; repeatable, or 'all' for every enabled region",
    group: "Source",
    repeatable: true,
    completes: "regions",
  },
  {
    flags: "--fleet <file>",
    about: "fleet configuration, JSON or YAML: read all its accounts (default $WINDOWPANE_FLEET)",
    group: "Source",
    completes: "files",
  },
  {
    flags: "--account <account>",
    about: "ID or name of an account of the fleet; repeatable (default: all)",
    group: "Source",
    repeatable: true,
    completes: "accounts",
  },
  { flags: "--endpoint-url <url>", about: "endpoint to use for Systems Manager", group: "Source" },
  {
    flags: "--ca-bundle <file>",
    about: "certificates to trust in addition, in PEM format (default $AWS_CA_BUNDLE)",
    group: "Source",
    completes: "files",
  },
  {
    flags: "--cli-connect-timeout <seconds>",
    about: "maximum time to connect; 0 for no limit (default 5)",
    group: "Source",
  },
  {
    flags: "--cli-read-timeout <seconds>",
    about: "maximum time without a response; 0 for no limit (default 30)",
    group: "Source",
  },
  {
    flags: "--no-verify-ssl",
    about: "do not verify the certificates of hosts; anyone on the way can read and change the data",
    group: "Source",
  },
  {
    flags: "--no-sign-request",
    about: "do not sign requests to AWS, and read no credentials",
    group: "Source",
  },
  {
    flags: "--output <format>",
    about: `${outputFormats.join(", ")} (default table; json for call)`,
    group: "Output",
    choices: outputFormats,
  },
  {
    flags: "--csv-bom",
    about: "start CSV with a byte order mark, so that Excel reads it as UTF-8",
    group: "Output",
  },
  {
    flags: "--query <jmespath>",
    about: "JMESPath expression to apply to the whole result",
    group: "Output",
  },
  {
    flags: "--show-cli",
    about: "print the equivalent AWS CLI commands instead of sending requests",
    group: "Output",
  },
  {
    flags: "--color <when>",
    about: `${colorChoices.join(", ")} (default auto: on terminals)`,
    group: "Output",
    choices: colorChoices,
  },
  {
    flags: "--no-color",
    about: "short for --color off; NO_COLOR and FORCE_COLOR are supported, too",
    group: "Output",
  },
  {
    flags: "--no-pager",
    about: "print long reports at once instead of in $WINDOWPANE_PAGER, $PAGER or less",
    group: "Output",
  },
  { flags: "--debug", about: "print each request, and stack traces of errors, to stderr", group: "Output" },
] as const satisfies readonly OptionRow[];

const archiveOption = {
  flags: "--archive <file>",
  about:
    "file of the archive (default $WINDOWPANE_ARCHIVE, else windowpane/archive.sqlite in the folder for data)",
  group: "Source",
  completes: "files",
} as const satisfies OptionRow;

/** Options of the UI. */
export const uiOptions = [
  {
    flags: "--theme <theme>",
    about: `${themeChoices.join(", ")} (default auto: follow the terminal's background)`,
    group: "UI",
    choices: themeChoices,
  },
  {
    flags: "--allow-cancel",
    about: "enable the X key, which cancels an execution after confirmation",
    group: "UI",
  },
  // Of the screens of trends. Without a terminal, failures use it.
  archiveOption,
] as const satisfies readonly OptionRow[];

/** Options that several commands share. */
export const commonOptions = {
  maxItems: {
    flags: "--max-items <count>",
    about: "maximum number of items; prints a token to continue from",
    group: "Paging",
  },
  startingToken: {
    flags: "--starting-token <token>",
    about: "continue where an earlier list ended",
    group: "Paging",
  },
  pageSize: {
    flags: "--page-size <count>",
    about: "items per request (default: the service's own)",
    group: "Paging",
  },
  paginate: {
    flags: "--no-paginate",
    about: "send one request only and print its NextToken",
    group: "Paging",
  },
  filter: {
    flags: "--filter <filter>",
    about: "filter by terms that must all match, such as 'status:failed duration>10m \"disk full\"'",
    group: "Filtering",
    completes: "filters",
  },
  status: {
    flags: "--status <statuses>",
    about: "filter by status, such as FAILED,TIMED_OUT; short for --filter status:...",
    group: "Filtering",
    completes: "statuses",
  },
  since: {
    flags: "--since <time>",
    about:
      "a duration such as 90m, 1h30m, 2d or 1w, or a time such as 2026-11-20, 2026-11-20T04:00Z or yesterday (default zone: local time)",
    group: "Filtering",
  },
  latest: { flags: "--latest", about: "only the latest execution of each window", group: "Filtering" },
  archive: archiveOption,
  patches: {
    flags: "--no-patches",
    about: "do not read patch state, which tells whether a patch run left machines patched",
    group: "Options",
  },
  exitStatus: {
    flags: "--exit-status",
    about: "exit with 1 if the verdict is not PASSED or the result is incomplete",
    group: "Options",
  },
} as const satisfies Record<string, OptionRow>;

/** The options of every list, in the order of the help. */
export const listOptions: readonly OptionRow[] = [
  commonOptions.filter,
  commonOptions.maxItems,
  commonOptions.startingToken,
  commonOptions.pageSize,
  commonOptions.paginate,
];
