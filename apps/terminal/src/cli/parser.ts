/** Commander's wiring, made from the command table. */
import { Argument, Command as Parser, Help, Option } from "commander";
import type { Command } from "./context/command.ts";
import { commands } from "./commands.ts";
import type { Host } from "../host/host.ts";
import { optionRows, sharedOptions, uiOptions, type OptionRow } from "./context/option.ts";

interface ParserOptions {
  readonly host: Pick<Host, "stdout" | "version">;
  /** Takes what commander has to say: help and version on `out`, faults on `err`. */
  readonly said: { out: string; err: string };
  /** Told the command that was asked for, with its parser, which holds the words and options. */
  readonly onCommand: (command: Command, leaf: Parser) => Promise<void>;
}

/** The parser of the whole command line. Commands below a command are made when it is entered. */
export const createParser = (options: ParserOptions): Parser => {
  const { host, said } = options;
  const tables = new Map<Parser, Command>();
  const program = new Parser("windowpane")
    .description(
      "What ran in an AWS Systems Manager maintenance window, on which machines, what failed, and why. " +
        "Without a command: a screen to look around in; in a pipe, what failed in the last 24 hours.",
    )
    .usage("[command] [options]")
    .version(host.version, "--version", "print the version")
    .helpOption("-h, --help", "print this help, or with a command its own")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        said.out += text;
      },
      writeErr: (text) => {
        said.err += text;
      },
      getOutHelpWidth: () => (host.stdout.isTerminal ? Math.min(host.stdout.columns, 110) : 80),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({
      formatHelp: (command, helper) => commandsFirst(Help.prototype.formatHelp.call(helper, command, helper)),
      optionTerm: (option) => shownFlags.get(option.flags) ?? option.flags,
      // The rows of our table say what there is to say.
      optionDescription: ({ description }) => description,
      // With their arguments the commands leave no room for what they do.
      subcommandTerm: (command) => command.name(),
      showGlobalOptions: true,
      visibleGlobalOptions: (command) => globalOptionsOf(command, tables.get(command)),
    })
    .addHelpText("after", examplesText(programExamples));
  addOptions(program, [...uiOptions, ...sharedOptions]);
  for (const command of commands) addCommand(program, command, { options, tables });
  program.hook("preSubcommand", async (_, entered) => {
    const table = tables.get(entered);
    for (const command of (await table?.commands?.()) ?? [])
      addCommand(entered, command, { options, tables });
  });
  return program;
};

const programExamples = [
  { line: "--demo", gives: "look around in a made-up account" },
  { line: "failures --since 12h", gives: "what failed since yesterday evening, and why" },
  { line: "executions nightly-patch --latest", gives: "the newest execution of a window" },
];

/** A command's help leaves out what only the screen heeds. */
const globalOptionsOf = (command: Parser, table: Command | undefined): Option[] => {
  const help = Object.assign(new Help(), { showGlobalOptions: true });
  const all = help.visibleGlobalOptions(command);
  return table?.opensScreen === true ? all : all.filter(({ flags }) => !screenFlags.has(flags));
};

const screenFlags: ReadonlySet<string> = new Set(uiOptions.map(({ flags }) => flags));

const shownFlags: ReadonlyMap<string, string> = new Map(
  sharedOptions.flatMap((row) => ("shown" in row ? [[row.flags, row.shown] as const] : [])),
);

interface Wiring {
  readonly options: ParserOptions;
  readonly tables: Map<Parser, Command>;
}

const addCommand = (parent: Parser, command: Command, { options, tables }: Wiring): void => {
  const parser = parent
    .command(command.name)
    .summary(command.summary)
    .description([sentence(command.summary), command.description].filter(Boolean).join(" "))
    .helpCommand(false)
    .aliases(command.aliases ?? [])
    .addHelpText("after", examplesText(command.examples));
  for (const { name, about, optional, choices } of command.arguments) {
    const argument = new Argument(optional === true ? `[${name}]` : `<${name}>`, about);
    parser.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  addOptions(parser, [...(command.ownOptions ?? []), ...command.options.map((name) => optionRows[name])]);
  tables.set(parser, command);
  if (command.run !== undefined) parser.action(() => options.onCommand(command, parser));
};

const addOptions = (parser: Parser, rows: readonly OptionRow[]): void => {
  for (const { flags, about, group, choices, repeatable } of rows) {
    const option = new Option(flags, about).helpGroup(`${group}:`);
    if (choices !== undefined) option.choices(choices);
    if (repeatable === true) {
      option.argParser((value: string, earlier: readonly string[] | undefined) => [
        ...(earlier ?? []),
        value,
      ]);
    }
    parser.addOption(option);
  }
};

/** Commander puts the commands behind all options, where a screen of 24 lines no longer shows them. */
const commandsFirst = (help: string): string => {
  const blocks = help.trimEnd().split("\n\n");
  const commandBlocks = blocks.filter((block) => block.startsWith("Commands:"));
  const others = blocks.filter((block) => !block.startsWith("Commands:"));
  return `${[...others.slice(0, 2), ...commandBlocks, ...others.slice(2)].join("\n\n")}\n`;
};

const sentence = (summary: string): string => `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;

const examplesText = (examples: Command["examples"]): string => {
  const lines = examples.map(({ line, gives }) => `  windowpane ${line}\n      ${gives}\n`);
  return lines.length === 0 ? "" : `\nExamples:\n${lines.join("")}`;
};
