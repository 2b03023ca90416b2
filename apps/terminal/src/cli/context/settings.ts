import { UsageError } from "../../host/errors/usage-error.ts";
import type { Host } from "../../host/host.ts";
import { isFormat, type Format } from "../output/rows.ts";

/** What the options say, checked. */
export interface Settings {
  readonly source: string;
  readonly profiles: readonly string[];
  readonly regions: readonly string[];
  readonly endpointUrl: string | undefined;
  readonly output: Format;
  /** Whether the user chose the format. */
  readonly outputGiven: boolean;
  readonly query: string | undefined;
  readonly showCli: boolean;
  readonly color: boolean;
  readonly debug: boolean;
  readonly maxItems: number | undefined;
  readonly startingToken: string | undefined;
  readonly pageSize: number | undefined;
  readonly paginate: boolean;
  /** The filter language's text, `--status` included. */
  readonly filter: string | undefined;
  readonly since: string | undefined;
  readonly latest: boolean;
  readonly exitStatus: boolean;
  /** Whether to read the patch state of machines. */
  readonly patches: boolean;
}

/** Options as commander collects them. */
export interface RawOptions {
  readonly source?: string;
  readonly demo?: boolean;
  readonly profile?: readonly string[];
  readonly region?: readonly string[];
  readonly endpointUrl?: string;
  readonly output?: string;
  readonly query?: string;
  readonly showCli?: boolean;
  readonly color?: boolean;
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
 * Checks the options and fills in what was not given.
 *
 * @param output - the format when none is asked for.
 * @throws UsageError when options contradict each other or a value cannot be read.
 */
export const readSettings = (
  raw: RawOptions,
  { env, output }: { readonly env: Host["env"]; readonly output: Format },
): Settings => {
  const { paginate = true, startingToken } = raw;
  const maxItems = readCount("--max-items", raw.maxItems);
  const pageSize = readCount("--page-size", raw.pageSize);
  if (!paginate && (maxItems !== undefined || pageSize !== undefined || startingToken !== undefined)) {
    throw new UsageError(
      "--no-paginate cannot stand beside --max-items, --page-size or --starting-token.",
      "Leave out one or the other.",
    );
  }
  return {
    source: readSource(raw, env),
    profiles: raw.profile ?? [],
    regions: raw.region ?? [],
    endpointUrl: raw.endpointUrl,
    output: readFormat(raw) ?? output,
    outputGiven: readFormat(raw) !== undefined,
    query: raw.query,
    showCli: raw.showCli ?? false,
    color: raw.color ?? true,
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

const readSource = ({ source, demo }: RawOptions, env: Host["env"]): string => {
  if (demo !== true) return source ?? (env["WINDOWPANE_SOURCE"] || "aws");
  if (source !== undefined && !source.startsWith("demo")) {
    throw new UsageError(
      `--demo and --source ${source} contradict each other.`,
      "Leave out one or the other.",
    );
  }
  return source ?? "demo";
};

const readFormat = ({ output }: RawOptions): Format | undefined =>
  output !== undefined && isFormat(output) ? output : undefined;

const readFilter = ({ filter, status }: RawOptions): string | undefined => {
  const words = status?.split(/[\s,]+/).filter((word) => word !== "");
  if (words?.length === 0) {
    throw new UsageError(
      "--status was given no status.",
      "Give one or several, as --status FAILED,TIMED_OUT.",
    );
  }
  const terms = [filter, words === undefined ? undefined : `status:${words.join(",")}`];
  return terms.every((term) => term === undefined) ? undefined : terms.filter(Boolean).join(" ");
};

const readCount = (flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new UsageError(`${flag} cannot be "${text}".`, "Give a whole number, 1 or more.");
  }
  return Number(text);
};
