/** What can be written on the command line, as a tree that every shell's script is made from. */
import { executionStatuses } from "@windowpane/core";
import type { ArgumentRow, Command } from "../context/command.ts";
import { optionRows, sharedOptions, uiOptions, type OptionRow } from "../context/option.ts";

/** A command with what may follow it. */
export interface Node {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly options: readonly OptionWord[];
  readonly arguments: readonly ArgumentRow[];
  readonly commands: readonly Node[];
}

/** An option as it is written. */
export interface OptionWord {
  /** `--output`, and `-o` where it has a short form. */
  readonly names: readonly string[];
  readonly about: string;
  /** What follows it; undefined when nothing does. */
  readonly value: ValueWord | undefined;
}

/** What may follow an option. */
export interface ValueWord {
  /** As the help calls it: `format`. */
  readonly name: string;
  /** All there are; undefined where anything goes. */
  readonly choices: readonly string[] | undefined;
  /** Where shells look for more: files, or the profiles of AWS's config files. */
  readonly from: "files" | "profiles" | undefined;
  /** Whether the next word is only taken when it is no option. */
  readonly optional: boolean;
}

/** The tree of the whole program. */
export const readGrammar = async (commands: readonly Command[]): Promise<Node> => ({
  name: "windowpane",
  aliases: [],
  summary: "",
  options: [...uiOptions.map(optionWord), versionWord],
  arguments: [],
  commands: await Promise.all(commands.map((command) => nodeOf(command))),
});

/** Options that may stand anywhere, before a command's name and behind it. */
export const anywhere = (): readonly OptionWord[] => [
  ...sharedOptions.map(optionWord),
  { names: ["-h", "--help"], about: "print help", value: undefined },
];

const nodeOf = async (command: Command): Promise<Node> => ({
  name: command.name,
  aliases: command.aliases ?? [],
  summary: command.summary,
  options: [...(command.ownOptions ?? []), ...command.options.map((name) => optionRows[name])].map(
    optionWord,
  ),
  arguments: command.arguments,
  commands: await Promise.all(((await command.commands?.()) ?? []).map(nodeOf)),
});

/** The flags are commander's: `-o, --out <file>`, `--generate-cli-skeleton [side]`, `--filters <values...>`. */
const optionWord = ({ flags, about, choices }: OptionRow): OptionWord => {
  const [, name] = /[<[]([^>\].]+)(?:\.\.\.)?[>\]]/.exec(flags) ?? [];
  return {
    names: [...flags.matchAll(/(?:^|\s)(--?[\w-]+)/g)].flatMap(([, word]) =>
      word === undefined ? [] : [word],
    ),
    about,
    value:
      name === undefined
        ? undefined
        : {
            name,
            choices: choices ?? knownWords[name],
            from: fromOf(flags, name),
            optional: flags.includes("["),
          },
  };
};

/** What can be told of values that have no list of choices. */
const knownWords: Readonly<Record<string, readonly string[]>> = {
  source: ["aws", "demo"],
  words: executionStatuses,
};

/** A source may be a snapshot's file. */
const fromOf = (flags: string, name: string): ValueWord["from"] => {
  if (/^(?:file|path|source)$/i.test(name)) return "files";
  return flags.startsWith("--profile ") ? "profiles" : undefined;
};

const versionWord: OptionWord = { names: ["--version"], about: "print the version", value: undefined };
