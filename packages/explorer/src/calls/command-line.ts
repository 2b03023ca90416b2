import { shellQuote } from "@windowpane/text";
import type { CliCall } from "../model/cli-call.ts";

/** A value that an earlier call of a chain returns, shown as a shell variable of this name. */
export const placeholder = (name: string): string => `${mark}${name}`;

/** Cannot occur in a command line. */
const mark = "\u0000";

/** The call as a command line for a POSIX shell. If a later call needs a value, the line assigns it to a variable. */
export const awsCommandLine = (
  { operation, input, flags = [], gives }: CliCall,
  globals: readonly string[],
): string => {
  const members = Object.entries(input).flatMap(([name, value]: [string, unknown]) =>
    memberFlags(name, value),
  );
  const own = gives === undefined ? globals : withoutFlags(globals, ["--query", "--output"]);
  const extract = gives === undefined ? [] : ["--query", gives.query, "--output", "text"];
  const words = [
    "aws",
    "ssm",
    kebabCase(operation),
    ...members,
    ...[...flags, ...own, ...extract].map(shellQuote),
  ];
  return gives === undefined ? words.join(" ") : `${gives.name}=$(${words.join(" ")})`;
};

/** Flags with their values, without those of some names. */
const withoutFlags = (flags: readonly string[], names: readonly string[]): readonly string[] =>
  flags.filter((flag, index) => !names.includes(flag) && !names.includes(flags[index - 1] ?? ""));

/** Connection and output of a command line. */
export interface CallTarget {
  /** AWS profile. Default: none is named. */
  readonly profile?: string | undefined;
  /** AWS region. Default: none is named. */
  readonly region?: string | undefined;
  /** Endpoint of Systems Manager. Default: AWS's. */
  readonly endpointUrl?: string | undefined;
  /** Default: the AWS CLI's own. */
  readonly output?: string | undefined;
  /** JMESPath expression for the response. Default: none. */
  readonly query?: string | undefined;
}

/** The AWS CLI's global flags for a target. Output formats that the AWS CLI does not have are left out. */
export const awsFlags = ({ profile, region, endpointUrl, output, query }: CallTarget): readonly string[] => [
  ...(profile === undefined ? [] : ["--profile", profile]),
  ...(region === undefined ? [] : ["--region", region]),
  ...(endpointUrl === undefined ? [] : ["--endpoint-url", endpointUrl]),
  ...(query === undefined ? [] : ["--query", query]),
  ...(output !== undefined && ["json", "text", "yaml"].includes(output) ? ["--output", output] : []),
];

/** The AWS CLI's spelling of a name: `WindowExecutionId` becomes `window-execution-id`. */
export const kebabCase = (name: string): string =>
  name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const memberFlags = (name: string, value: unknown): readonly string[] => {
  const flag = kebabCase(name);
  if (value === undefined || value === null) return [];
  if (value === true) return [`--${flag}`];
  if (value === false) return [`--no-${flag}`];
  if (typeof value === "string" && value.startsWith(mark))
    return [`--${flag}`, `"$${value.slice(mark.length)}"`];
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const [only] = items;
  if (items.length === 1 && typeof only === "string" && only.startsWith(mark))
    return [`--${flag}`, `"$${only.slice(mark.length)}"`];
  if (typeof value !== "object") return [`--${flag}`, shellQuote(String(value))];
  if (items.length > 0 && items.every(isWord)) return [`--${flag}`, ...items];
  const filters = shorthandFilters(value);
  return [`--${flag}`, ...(filters ?? [JSON.stringify(value)]).map(quoteShorthand)];
};

/** Whether a text in a list needs no quotes, neither for the shell nor for the AWS CLI: an ID, a name. */
const isWord = (item: unknown): item is string =>
  typeof item === "string" && /^[A-Za-z0-9][\w.-]*$/.test(item);

/** The shell expands variables only between double quotes. */
const quoteShorthand = (text: string): string =>
  text.includes(mark) ? `"${text.replaceAll(mark, "$")}"` : shellQuote(text);

/** Filters in shorthand, if no value needs quotes; otherwise undefined. */
const shorthandFilters = (value: object): readonly string[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const texts: string[] = [];
  for (const item of value as readonly unknown[]) {
    if (typeof item !== "object" || item === null) return undefined;
    const members = Object.entries(item).map(([name, inner]) => {
      const words: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
      const plain = words.every((word) => typeof word === "string" && isPlain.test(word));
      return plain && words.length > 0 ? `${name}=${words.join(",")}` : undefined;
    });
    if (members.includes(undefined)) return undefined;
    texts.push(members.join(","));
  }
  return texts.length === 0 ? undefined : texts;
};

/** A word that shorthand accepts without quotes, or a placeholder. */
const isPlain = /^(?:[\w:./-]+|\u0000\w+)$/;

/** A call as an AWS CLI command line; a comment unchanged. */
export const callLine = (call: CliCall | string, flags: readonly string[]): string =>
  typeof call === "string" ? call : awsCommandLine(call, flags);
