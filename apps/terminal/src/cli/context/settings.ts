import type { NetworkOptions } from "@windowpane/sources";
import type { Host } from "../../host/host.ts";
import { UsageError } from "../../host/usage-error.ts";

/** The values of `--output`, in the order of the help. */
export const outputFormats = [
  "table",
  "json",
  "ndjson",
  "yaml",
  "yaml-stream",
  "csv",
  "text",
  "off",
] as const;

export type OutputFormat = (typeof outputFormats)[number];

export const isOutputFormat = (word: string): word is OutputFormat =>
  outputFormats.some((format) => format === word);

/** The values of `--color`. */
export const colorChoices = ["on", "off", "auto"] as const;

export type ColorChoice = (typeof colorChoices)[number];

/** The validated options that commands share. */
export interface Settings {
  readonly source: string;
  readonly profiles: readonly string[];
  readonly regions: readonly string[];
  readonly endpointUrl: string | undefined;
  /** The fleet configuration, as JSON text or a path. */
  readonly fleet: string | undefined;
  /** IDs or names of the fleet's accounts to read; empty for all. */
  readonly accounts: readonly string[];
  readonly network: NetworkOptions;
  readonly output: OutputFormat;
  /** Whether the user chose the output format. */
  readonly outputGiven: boolean;
  readonly query: string | undefined;
  readonly showCli: boolean;
  /** Whether CSV starts with a byte order mark. */
  readonly csvBom: boolean;
  readonly color: ColorChoice;
  /** Whether long text may be shown in a pager. */
  readonly pager: boolean;
  readonly debug: boolean;
  readonly maxItems: number | undefined;
  readonly startingToken: string | undefined;
  readonly pageSize: number | undefined;
  readonly paginate: boolean;
  /** A filter that includes `--status`. */
  readonly filter: string | undefined;
  readonly since: string | undefined;
  readonly latest: boolean;
  readonly exitStatus: boolean;
  /** Whether to read the machines' patch state. */
  readonly patches: boolean;
}

/** Options as Commander collects them. */
export interface RawOptions {
  readonly theme?: string;
  readonly allowCancel?: boolean;
  readonly source?: string;
  readonly demo?: boolean;
  readonly profile?: readonly string[];
  readonly region?: readonly string[];
  readonly endpointUrl?: string;
  readonly fleet?: string;
  readonly account?: readonly string[];
  readonly caBundle?: string;
  readonly cliConnectTimeout?: string;
  readonly cliReadTimeout?: string;
  readonly verifySsl?: boolean;
  readonly signRequest?: boolean;
  readonly output?: string;
  readonly query?: string;
  readonly showCli?: boolean;
  readonly csvBom?: boolean;
  /** Format of a document. */
  readonly format?: string;
  /** False after `--no-color`. */
  readonly color?: boolean | string;
  readonly pager?: boolean;
  readonly debug?: boolean;
  readonly maxItems?: string;
  readonly startingToken?: string;
  readonly pageSize?: string;
  readonly paginate?: boolean;
  readonly filter?: string;
  readonly status?: string;
  readonly since?: string;
  readonly latest?: boolean;
  readonly exitStatus?: boolean;
  readonly patches?: boolean;
}

/**
 * Validates the options and applies defaults.
 *
 * @param defaults - `output`: the format without `--output`.
 * @throws UsageError when options conflict or a value is invalid.
 */
export const readSettings = (
  raw: RawOptions,
  { env, output }: { readonly env: Host["env"]; readonly output: OutputFormat },
): Settings => {
  const { paginate = true, startingToken } = raw;
  const maxItems = readCount("--max-items", raw.maxItems);
  const pageSize = readCount("--page-size", raw.pageSize);
  if (!paginate && (maxItems !== undefined || pageSize !== undefined || startingToken !== undefined)) {
    throw new UsageError(
      "--no-paginate cannot be combined with --max-items, --page-size or --starting-token.",
      "Omit one of them.",
    );
  }
  const source = readSource(raw, env);
  return {
    source,
    fleet: readFleetOption(raw, source, env),
    accounts: raw.account ?? [],
    profiles: raw.profile ?? [],
    regions: raw.region ?? [],
    endpointUrl: raw.endpointUrl,
    network: {
      caBundle: raw.caBundle,
      connectTimeout: readSeconds("--cli-connect-timeout", raw.cliConnectTimeout),
      readTimeout: readSeconds("--cli-read-timeout", raw.cliReadTimeout),
      verifyTls: raw.verifySsl ?? true,
      sign: raw.signRequest ?? true,
    },
    output: readFormat(raw) ?? output,
    outputGiven: readFormat(raw) !== undefined,
    query: raw.query,
    showCli: raw.showCli ?? false,
    csvBom: readCsvBom(raw),
    color: readColor(raw),
    pager: raw.pager ?? true,
    debug: raw.debug ?? false,
    maxItems,
    startingToken,
    pageSize,
    paginate,
    filter: readFilter(raw),
    since: raw.since,
    latest: raw.latest ?? false,
    exitStatus: raw.exitStatus ?? false,
    patches: raw.patches ?? true,
  };
};

/** Whether a command may open the UI: a person is at a terminal, and no option asks for printed output. */
export const isInteractive = (
  { process, stdout, env }: Host,
  { outputGiven, query, showCli }: Pick<Settings, "outputGiven" | "query" | "showCli">,
): boolean =>
  process?.stdin.isTTY === true &&
  stdout.isTerminal &&
  env["TERM"] !== "dumb" &&
  !outputGiven &&
  query === undefined &&
  !showCli;

const readSource = ({ source, demo }: RawOptions, env: Host["env"]): string => {
  if (demo !== true) return source ?? (env["WINDOWPANE_SOURCE"] || "aws");
  if (source !== undefined && !source.startsWith("demo")) {
    throw new UsageError(`--demo and --source ${source} conflict.`, "Omit one of them.");
  }
  return source ?? "demo";
};

/** Whether a fleet configuration is given as JSON text, and not as a path. It can contain secrets. */
export const isFleetText = (given: string): boolean => given.trimStart().startsWith("{");

/** The variable is for AWS: with it, the demo and snapshots still work. */
const readFleetOption = ({ fleet }: RawOptions, source: string, env: Host["env"]): string | undefined => {
  if (fleet === "")
    throw new UsageError("--fleet has no value.", "Give the path of the fleet configuration.");
  return fleet ?? (source === "aws" ? env["WINDOWPANE_FLEET"] || undefined : undefined);
};

const readColor = ({ color = "auto" }: RawOptions): ColorChoice =>
  color === false ? "off" : (colorChoices.find((choice) => choice === color) ?? "auto");

const readCsvBom = ({ csvBom = false, output, format }: RawOptions): boolean => {
  if (csvBom && ![output, format].includes("csv")) {
    throw new UsageError(
      "--csv-bom applies to CSV only.",
      "Add --output csv, or --format csv for a report, or omit --csv-bom.",
    );
  }
  return csvBom;
};

const readFormat = ({ output }: RawOptions): OutputFormat | undefined =>
  output !== undefined && isOutputFormat(output) ? output : undefined;

const readFilter = ({ filter, status }: RawOptions): string | undefined => {
  const words = status?.split(/[\s,]+/).filter((word) => word !== "");
  if (words?.length === 0) {
    throw new UsageError(
      "--status has no value.",
      "Give one or more statuses, such as --status FAILED,TIMED_OUT.",
    );
  }
  const terms = [filter, words === undefined ? undefined : `status:${words.join(",")}`];
  return terms.every((term) => term === undefined) ? undefined : terms.filter(Boolean).join(" ");
};

/** Gives milliseconds. */
const readSeconds = (flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text)) {
    throw new UsageError(`${flag} "${text}" is not valid.`, "Use a number of seconds; 0 for no limit.");
  }
  return Number(text) * 1000;
};

const readCount = (flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new UsageError(`${flag} "${text}" is not valid.`, "Use a whole number of at least 1.");
  }
  return Number(text);
};
