/** Creates Commander's parser from the command table. */
import { Argument, Command as Parser, Help, Option } from "commander";
import type { Host } from "../host/host.ts";
import type { Command, CommandRow } from "./context/command.ts";
import { sharedOptions, uiOptions, type OptionRow } from "./context/option.ts";

export interface ParserOptions {
  readonly host: Pick<Host, "stdout" | "version">;
  readonly commands: readonly CommandRow[];
  /** Collects Commander's output: help and version in `out`, errors in `err`. */
  readonly printed: { out: string; err: string };
  /** Called with the command to run, and its parser with the arguments and options. */
  readonly onCommand: (command: Command, parser: Parser) => Promise<void>;
}

/** Creates the parser of the whole command line. A command is loaded when the command line enters it. */
export const createParser = (options: ParserOptions): Parser => {
  const { host, commands, printed } = options;
  const loaded = new Map<Parser, Command>();
  const program = new Parser("windowpane")
    .description(
      "Windowpane shows what ran in an AWS Systems Manager maintenance window, on which machines, what failed and why. " +
        "Without a command, it opens the UI on a terminal, or prints the failures of the last 24 hours to a pipe.",
    )
    .usage("[command] [options]")
    .version(host.version, "--version", "print the version")
    .helpOption("-h, --help", "print help for the program or a command")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        printed.out += text;
      },
      writeErr: (text) => {
        printed.err += text;
      },
      getOutHelpWidth: () => (host.stdout.isTerminal ? Math.min(host.stdout.columns, 110) : 80),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({
      formatHelp: (command, helper) => commandsFirst(Help.prototype.formatHelp.call(helper, command, helper)),
      optionTerm: (option) => shownFlags.get(option.flags) ?? option.flags,
      // The rows of the table mention choices and defaults already.
      optionDescription: ({ description }) => description,
      // Arguments would leave no room for the summaries.
      subcommandTerm: (command) => command.name(),
      showGlobalOptions: true,
      visibleGlobalOptions: (command) => globalOptionsOf(command, loaded.get(command)),
    })
    .addHelpText("after", examplesText(programExamples));
  addOptions(program, [...uiOptions, ...sharedOptions]);
  addRows(program, commands, { loaded, options });
  return program;
};

const programExamples: Command["examples"] = [
  { line: "--demo", about: "Explore the demo account" },
  { line: "failures --since 12h", about: "Show the failures of the last 12 hours, and their causes" },
  { line: "executions nightly-patch --latest", about: "Show the latest execution of a window" },
];

/** The help of a command omits the UI's options unless the command opens the UI. */
const globalOptionsOf = (parser: Parser, command: Command | undefined): Option[] => {
  const help = Object.assign(new Help(), { showGlobalOptions: true });
  const all = help.visibleGlobalOptions(parser);
  return command?.opensUi === true ? all : all.filter(({ flags }) => !uiFlags.has(flags));
};

const uiFlags: ReadonlySet<string> = new Set(uiOptions.map(({ flags }) => flags));

const shownFlags: ReadonlyMap<string, string> = new Map(
  sharedOptions.flatMap((row) => ("shown" in row ? [[row.flags, row.shown] as const] : [])),
);

interface Wiring {
  readonly options: ParserOptions;
  readonly loaded: Map<Parser, Command>;
}

const addRows = (parent: Parser, rows: readonly CommandRow[], wiring: Wiring): void => {
  const byParser = new Map<Parser, CommandRow>();
  for (const row of rows) {
    const parser = parent
      .command(row.name, { isDefault: row.isDefault === true })
      .summary(row.summary)
      .helpCommand(false)
      .aliases(row.aliases ?? []);
    byParser.set(parser, row);
  }
  parent.hook("preSubcommand", async (_, entered) => {
    const row = byParser.get(entered);
    if (row !== undefined) configure(entered, row, await row.load(), wiring);
  });
};

const configure = (parser: Parser, row: CommandRow, command: Command, wiring: Wiring): void => {
  parser
    .description([`${row.summary}.`, command.description].filter(Boolean).join(" "))
    .addHelpText("after", examplesText(command.examples));
  for (const { name, about, optional, choices } of command.arguments) {
    const argument = new Argument(optional === true ? `[${name}]` : `<${name}>`, about);
    parser.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  addOptions(parser, command.options);
  wiring.loaded.set(parser, command);
  if (command.commands !== undefined) addRows(parser, command.commands, wiring);
  if (command.run !== undefined) parser.action(() => wiring.options.onCommand(command, parser));
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

/** Moves the commands before the options, so that a screen of 24 lines shows them. */
const commandsFirst = (help: string): string => {
  const blocks = help.trimEnd().split("\n\n");
  const commandBlocks = blocks.filter((block) => block.startsWith("Commands:"));
  const others = blocks.filter((block) => !block.startsWith("Commands:"));
  return `${[...others.slice(0, 2), ...commandBlocks, ...others.slice(2)].join("\n\n")}\n`;
};

const examplesText = (examples: Command["examples"]): string => {
  const lines = examples.map(({ line, about }) => `  # ${about}\n  windowpane ${line}\n`);
  return lines.length === 0 ? "" : `\nExamples:\n${lines.join("\n")}`;
};
