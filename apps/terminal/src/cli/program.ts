import { CommanderError, type Command as Parser } from "commander";
import { ClosedPipeError } from "../host/closed-pipe-error.ts";
import { exitCodes, type ExitCode } from "../host/exit-code.ts";
import type { Host } from "../host/host.ts";
import { UsageError } from "../host/usage-error.ts";
import { commands } from "./commands.ts";
import type { Command } from "./context/command.ts";
import { writeNote } from "./context/console.ts";
import { createContext, type Context } from "./context/context.ts";
import { optionNames, sharedOptions, uiOptions, type OptionRow } from "./context/option.ts";
import {
  isInteractive,
  isOutputFormat,
  readSettings,
  type OutputFormat,
  type RawOptions,
  type Settings,
} from "./context/settings.ts";
import { completeCommands } from "./context/own-command.ts";
import { createParser } from "./parser.ts";

/** Runs the command line and reports errors. Gives the exit code; never throws. */
export const run = async (host: Host): Promise<ExitCode> => {
  let settings: Settings | undefined;
  const onSettings = (read: Settings): void => {
    settings = read;
  };
  try {
    if (host.argv[0] === "__complete") return await complete(host);
    if (host.argv[0] === "__query" && host.isExecutable === true) return await answerQuery();
    return await runCommandLine(host, onSettings);
  } catch (error) {
    // A reader that closes the pipe, such as head, has what it needs.
    if (error instanceof ClosedPipeError) return exitCodes.done;
    const { describeFailure } = await import("../host/failure.ts");
    const { text, exitCode } = describeFailure(error, { debug: host.argv.includes("--debug") });
    const complete = settings === undefined ? text : completeCommands(text, settings);
    // A closed stderr is ignored.
    await writeNote(host.stderr, complete).catch(() => {});
    return exitCode;
  }
};

const complete = async (host: Host): Promise<ExitCode> => {
  const { printCandidates } = await import("./completion/complete.ts");
  await printCandidates(host, commands);
  return exitCodes.done;
};

/** Runs what Node runs with `-e` where the program is not the single executable. It sets the exit code of this process. */
const answerQuery = async (): Promise<ExitCode> => {
  const { queryProgram } = await import("./commands/archive/query-program.ts");
  await import(`data:text/javascript,${encodeURIComponent(queryProgram)}`);
  return exitCodes.done;
};

/** @throws UsageError when the command line is invalid; otherwise what the command throws. */
const runCommandLine = async (host: Host, onSettings: (settings: Settings) => void): Promise<ExitCode> => {
  let exitCode: ExitCode = exitCodes.done;
  const printed = { out: "", err: "" };
  const parser = createParser({
    host,
    commands,
    printed,
    onCommand: async (command, leaf) => {
      const context = await contextFor(host, command, leaf);
      onSettings(context.settings);
      exitCode = (await command.run?.(context)) ?? exitCodes.done;
      if (context.settings.showCli && /^demo\b/.test(context.settings.source))
        await context.console.note(
          "These calls read AWS. To try them on the demo account, run `windowpane serve`, and add its address with --endpoint-url.",
        );
    },
  });
  try {
    await parser.parseAsync(await normalize(host.argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.help" && parser.args.length === 0)
      return runDefault(host, parser, onSettings);
    const leaf = leafOf(parser);
    // For the help of an unknown command, Commander would print the program's.
    if (error.exitCode !== 0 || leaf.isUnknown) throw usageError(error, printed.err, leaf);
  }
  if (printed.out !== "") await host.stdout.write(printed.out);
  return exitCode;
};

/** Rewrites what Commander does not support: `--demo=fleet`, `help tasks`. */
const normalize = async (argv: readonly string[]): Promise<readonly string[]> => {
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  const end = words.indexOf("--");
  const normal = words.map((word, index) =>
    word.startsWith("--demo=") && (end < 0 || index < end) ? `--source=demo:${word.slice(7)}` : word,
  );
  if (!normal.includes("call")) return normal;
  const { readAwsWords } = await import("./call/aws-words.ts");
  return readAwsWords(normal);
};

/** Without a command: opens the UI on a terminal, else prints failures. */
const runDefault = async (
  host: Host,
  parser: Parser,
  onSettings: (settings: Settings) => void,
): Promise<ExitCode> => {
  const context = await contextFor(host, noCommand, parser);
  onSettings(context.settings);
  if (isInteractive(host, context.settings)) {
    const { runUi } = await import("./commands/open/run-ui.ts");
    return runUi(context);
  }
  const { failures } = await import("./commands/failures/failures.ts");
  const exitCode = (await failures.run?.(context)) ?? exitCodes.done;
  if (host.stdout.isTerminal)
    await context.console.note("\nRun `windowpane --help` for all commands and options.");
  return exitCode;
};

const noCommand: Command = { arguments: [], options: [], examples: [] };

const contextFor = async (host: Host, command: Command, leaf: Parser): Promise<Context> => {
  const raw = leaf.optsWithGlobals<RawOptions>();
  refuseUnused(command, raw, wordsOf(leaf));
  const settings = readSettings(raw, { env: host.env, output: await defaultOutput(command, raw, host) });
  if (settings.query !== undefined) {
    const { checkQuery } = await import("./output/query.ts");
    checkQuery(settings.query);
  }
  return createContext({ host, settings, args: leaf.args, options: { ...raw } });
};

/** `windowpane archive export` for the parser of `export`. */
const wordsOf = (parser: Parser): string =>
  parser.parent === null ? parser.name() : `${wordsOf(parser.parent)} ${parser.name()}`;

/** @throws UsageError for a shared option that would have no effect. */
const refuseUnused = ({ refuses = [], opensUi, options }: Command, raw: RawOptions, words: string): void => {
  const own = new Set(options.flatMap(optionNames));
  const ofUi = opensUi === true || words === "windowpane" ? [] : uiOptions;
  const refused = new Set([
    ...ofUi,
    ...sharedOptions.filter((row) => refuses.some((key) => key === keyOf(row))),
  ]);
  for (const row of refused) {
    const [flag = ""] = optionNames(row);
    if (own.has(flag) || Reflect.get(raw, keyOf(row)) === undefined) continue;
    throw new UsageError(`${flag} does not apply to \`${words}\`.`, "Omit it.");
  }
};

/** `showCli` for `--show-cli`. */
const keyOf = (row: OptionRow): string =>
  (optionNames(row)[0] ?? "").slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Commands that replace the AWS CLI have its output format, set by a variable or the profile. */
const defaultOutput = async (
  { output = "table" }: Command,
  { profile, output: given }: RawOptions,
  host: Host,
): Promise<OutputFormat> => {
  if (output !== "json" || given !== undefined) return output;
  const { configuredOutput } = await import("@windowpane/sources");
  const configured = await configuredOutput(host, profile?.[0]);
  return configured !== undefined && isOutputFormat(configured) ? configured : output;
};

const usageError = ({ code, message }: CommanderError, printed: string, leaf: ParsedLeaf): UsageError => {
  const { words, word, isUnknown } = leaf;
  if (code === "commander.help") {
    return new UsageError(`\`${words}\` needs a command.`, `See \`${words} --help\`.`);
  }
  const [first = message, ...hints] = (printed === "" ? message : printed).trim().split("\n");
  const prefixed = commandWithPrefix(leaf);
  const hint = prefixed === undefined ? hints.join(" ") : `(Did you mean ${prefixed}?)`;
  const wrong = isUnknown ? `Unknown command '${word}'` : first.replace(/^error: /, "");
  const sentence = wrong.replace(/\.?$/, ".").replace(/^./, (letter) => letter.toUpperCase());
  return new UsageError(
    `${sentence} ${hint.replace(/^\((.*)\)$/, "$1")}`.trimEnd(),
    `See \`${words} --help\`.`,
  );
};

/** The shortest command that begins with the unknown word. Commander suggests names with typing errors only. */
const commandWithPrefix = ({ parser, word, isUnknown }: ParsedLeaf): string | undefined =>
  parser.commands
    .map((command) => command.name())
    .filter((name) => isUnknown && name.startsWith(word))
    .toSorted((one, other) => one.length - other.length)[0];

/** The innermost command that the command line names. */
interface ParsedLeaf {
  readonly parser: Parser;
  /** `windowpane call`. */
  readonly words: string;
  /** The word after the command, or an empty string. */
  readonly word: string;
  /** Whether this word should be a command but is not. */
  readonly isUnknown: boolean;
}

const leafOf = (parser: Parser, words = "windowpane"): ParsedLeaf => {
  const [word = ""] = parser.args;
  const next = parser.commands.find((command) => command.name() === word || command.aliases().includes(word));
  if (next !== undefined) return leafOf(next, `${words} ${next.name()}`);
  const isUnknown = parser.commands.length > 0 && word !== "" && !word.startsWith("-");
  return { parser, words, word, isUnknown };
};
