/** Reads the words of `windowpane call` as the AWS CLI does: unique prefixes of flags, `help`, and repeated lists. */
import { isPaged, operationNames, type OperationName } from "@windowpane/core";
import { kebabCase } from "@windowpane/explorer";
import { UsageError } from "../../host/usage-error.ts";
import { commonOptions, optionNames, sharedOptions, takesValue, uiOptions } from "../context/option.ts";
import { flagOptions } from "./flags.ts";

/** The AWS CLI's global flags. A prefix is first matched with these, whatever the operation takes. */
const globalFlags = [
  "--debug",
  "--endpoint-url",
  "--no-verify-ssl",
  "--no-paginate",
  "--output",
  "--query",
  "--profile",
  "--region",
  "--version",
  "--color",
  "--no-sign-request",
  "--ca-bundle",
  "--cli-read-timeout",
  "--cli-connect-timeout",
  "--cli-binary-format",
  "--no-cli-pager",
  "--cli-auto-prompt",
  "--no-cli-auto-prompt",
];

/**
 * Rewrites the words of an operation for the parser. Other command lines are returned unchanged.
 *
 * @throws UsageError for an ambiguous prefix, or a flag that is not supported.
 */
export const readAwsWords = (argv: readonly string[]): readonly string[] => {
  const call = nextOperand(argv, 0);
  if (argv[call] !== "call") return argv;
  const at = nextOperand(argv, call + 1);
  const name = argv[at];
  if (name === "help") return [...argv.slice(0, at), "--help"];
  const operation = operationNames.find((candidate) =>
    [candidate, kebabCase(candidate)].includes(name ?? ""),
  );
  if (operation === undefined) return argv;
  return [...argv.slice(0, at + 1), ...readFlags(operation, argv.slice(at + 1))];
};

/** Index of the next word that is neither an option nor its value. */
const nextOperand = (argv: readonly string[], from: number): number => {
  let at = from;
  while (argv[at]?.startsWith("-") === true) {
    const word = argv[at];
    const row = beforeCommands.find((option) => word !== undefined && optionNames(option).includes(word));
    at += row !== undefined && takesValue(row) ? 2 : 1;
  }
  return at;
};

const beforeCommands = [...sharedOptions, ...uiOptions];

const readFlags = (operation: OperationName, words: readonly string[]): readonly string[] => {
  const paging = isPaged(operation)
    ? [commonOptions.maxItems, commonOptions.startingToken, commonOptions.pageSize]
    : [];
  const rows = [...flagOptions(operation), ...paging, ...sharedOptions];
  const single = new Set(rows.filter(takesValue).flatMap(optionNames));
  const lists = new Set(rows.filter(({ flags }) => flags.includes("...")).flatMap(optionNames));
  const expand = createExpand([...flagOptions(operation), ...paging].flatMap(optionNames), single);
  // Each flag with its values. The words before the first flag have none.
  const groups: string[][] = [[]];
  let isValue = false;
  for (const [index, word] of words.entries()) {
    if (word === "--" && !isValue) return [...groups.flat(), ...words.slice(index)];
    if (isValue || !word.startsWith("--")) {
      groups.at(-1)?.push(index === 0 && word === "help" ? "--help" : word);
      isValue = false;
      continue;
    }
    const [, given = "", rest = ""] = /^(--[^=]*)(.*)$/s.exec(word) ?? [];
    const flag = expand(given);
    groups.push([flag + rest]);
    isValue = single.has(flag) && rest === "";
  }
  const last = lastLists(groups, lists);
  return (isPaged(operation) ? last : last.map(withoutNoPaginate)).flat();
};

/** An operation without pages takes the global flag, too, and it changes nothing. */
const withoutNoPaginate = (group: readonly string[]): readonly string[] =>
  group[0] === "--no-paginate" ? group.slice(1) : group;

/** Of a list that is given twice, the last one counts. */
const lastLists = (
  groups: readonly (readonly string[])[],
  lists: ReadonlySet<string>,
): readonly (readonly string[])[] =>
  groups.filter(([flag = ""], index) => {
    const name = nameOf(flag);
    return !lists.has(name) || !groups.slice(index + 1).some(([later = ""]) => nameOf(later) === name);
  });

const nameOf = (flag: string): string => flag.replace(/=.*$/s, "");

const createExpand = (
  operationFlags: readonly string[],
  others: ReadonlySet<string>,
): ((given: string) => string) => {
  const known = new Set([...globalFlags, ...operationFlags, ...others, "--help", "--filter", "--confirm"]);
  return (given) => {
    const flag = known.has(given) ? given : matchOf(given, [globalFlags, operationFlags]);
    if (flag === "--cli-auto-prompt") {
      throw new UsageError(
        "--cli-auto-prompt is not supported.",
        "See the flags with --help, or print an input to fill in with --generate-cli-skeleton.",
      );
    }
    return flag ?? given;
  };
};

/** The flag that begins with what was given, in the first group that has one. */
const matchOf = (given: string, groups: readonly (readonly string[])[]): string | undefined => {
  if (given.length < 3) return undefined;
  const matches = groups
    .map((flags) => flags.filter((flag) => flag.startsWith(given)))
    .find((found) => found.length > 0);
  if (matches === undefined || matches.length === 1) return matches?.[0];
  throw new UsageError(`${given} is ambiguous: it can be ${matches.join(" or ")}.`, "Write the whole flag.");
};
