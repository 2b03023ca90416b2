/** `windowpane __complete SHELL WORDS...`: candidates for the last word, which may be empty. */
import { safeLine } from "@windowpane/text";
import type { Host } from "../../host/host.ts";
import type { ArgumentRow, Candidate, Command, CommandRow, ValueSource } from "../context/command.ts";
import { optionNames, sharedOptions, takesValue, uiOptions, type OptionRow } from "../context/option.ts";
import { bashCandidates, readBashLine } from "./bash-words.ts";
import { isInsertable, readValues } from "./values.ts";

interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether the shell is to add file names. */
  readonly files: boolean;
}

/**
 * Prints `words` or `files`, then a line for each candidate: the value, a tab, and a description. Candidates with control
 * characters are left out, as no shell can insert them safely.
 */
export const printCandidates = async (host: Host, commands: readonly CommandRow[]): Promise<void> => {
  const [, shell, ...rest] = host.argv;
  const line = shell === "bash" ? readBashLine(rest[0] ?? "", rest[1] ?? "") : undefined;
  const words = line?.words.slice(1) ?? rest;
  const { candidates, files } = await complete(host, commands, words);
  const safe = candidates.filter(({ value }) => isInsertable(value));
  const lines = line === undefined ? safe : bashCandidates(safe, line);
  const texts = lines.map(({ value, about = "" }) => (about === "" ? value : `${value}\t${safeLine(about)}`));
  await host.stdout.write([files ? "files" : "words", ...texts].map((text) => `${text}\n`).join(""));
};

/** Completes the last word. */
const complete = async (
  host: Host,
  commands: readonly CommandRow[],
  words: readonly string[],
): Promise<Completion> => {
  const typed = words.at(-1) ?? "";
  const position = await positionOf(commands, words.slice(words[0] === "help" ? 1 : 0, -1));
  const { option, level } = position;
  if (option !== undefined) return completeValue(host, words, { row: option, typed, prefix: "" });
  const assigned = /^(--[\w-]+)=(.*)$/s.exec(typed);
  if (assigned !== null && !position.endOfOptions) {
    const [, name = "", value = ""] = assigned;
    const row = optionNamed(level, name);
    if (row === undefined || !takesValue(row)) return nothing;
    return completeValue(host, words, { row, typed: value, prefix: `${name}=` });
  }
  if (typed.startsWith("-") && !position.endOfOptions) {
    const candidates = level.options.flatMap((row) =>
      optionNames(row).map((value) => ({ value, about: row.about })),
    );
    return { candidates: matching(candidates, typed), files: false };
  }
  if (level.rows.length > 0) {
    const candidates = level.rows.map(({ name, summary }) => ({ value: name, about: summary }));
    return { candidates: matching(candidates, typed), files: false };
  }
  const row = level.arguments[position.argumentCount];
  return row === undefined ? nothing : completeValue(host, words, { row, typed, prefix: "" });
};

const nothing: Completion = { candidates: [], files: false };

/** What can follow the words of the command line so far. */
interface Level {
  readonly options: readonly OptionRow[];
  readonly arguments: readonly ArgumentRow[];
  readonly rows: readonly CommandRow[];
}

interface Position {
  readonly level: Level;
  /** Number of arguments before the last word. */
  readonly argumentCount: number;
  /** The option whose value the last word is. */
  readonly option: OptionRow | undefined;
  /** Whether `--` precedes the last word. */
  readonly endOfOptions: boolean;
}

const positionOf = async (commands: readonly CommandRow[], words: readonly string[]): Promise<Position> => {
  let level: Level = { options: programOptions, arguments: [], rows: commands };
  let argumentCount = 0;
  let option: OptionRow | undefined;
  let endOfOptions = false;
  for (const word of words) {
    if (option !== undefined) {
      option = undefined;
    } else if (word === "--" && !endOfOptions) {
      endOfOptions = true;
    } else if (word.startsWith("-") && !endOfOptions) {
      const row = optionNamed(level, word);
      option = row !== undefined && takesValue(row) ? row : undefined;
    } else {
      const row = level.rows.find(({ name, aliases = [] }) => [name, ...aliases].includes(word));
      if (row === undefined) argumentCount += 1;
      else level = levelOf(await row.load());
    }
  }
  return { level, argumentCount, option, endOfOptions };
};

const helpOption: OptionRow = { flags: "-h, --help", about: "print help", group: "Options" };

const programOptions: readonly OptionRow[] = [
  { flags: "--version", about: "print the version", group: "Options" },
  helpOption,
  ...uiOptions,
  ...sharedOptions,
];

const levelOf = (command: Command): Level => ({
  options: [...command.options, helpOption, ...(command.opensUi === true ? uiOptions : []), ...sharedOptions],
  arguments: command.arguments,
  rows: command.commands ?? [],
});

const optionNamed = ({ options }: Level, name: string): OptionRow | undefined =>
  options.find((row) => optionNames(row).includes(name));

interface ValueRequest {
  readonly row: { readonly choices?: readonly string[]; readonly completes?: ValueSource };
  readonly typed: string;
  /** `--output=`, which belongs to the same word. */
  readonly prefix: string;
}

const completeValue = async (
  host: Host,
  words: readonly string[],
  { row: { choices, completes }, typed, prefix }: ValueRequest,
): Promise<Completion> => {
  const candidates =
    choices?.map((value): Candidate => ({ value })) ??
    (completes === undefined ? [] : await readValues(host, { completes, typed, words }));
  return {
    candidates: matching(candidates, typed).map(({ value, about }) => ({
      value: `${prefix}${value}`,
      about,
    })),
    files: completes === "files" || completes === "sources",
  };
};

const matching = (candidates: readonly Candidate[], typed: string): readonly Candidate[] =>
  candidates.filter(({ value }) => value.startsWith(typed));
