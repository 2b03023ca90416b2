/** From the words of the command line to a command that runs. */
import { CommanderError, type Command as Parser } from "commander";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { createContext } from "./create-context.ts";
import { UsageError } from "./errors/usage-error.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { isForPerson } from "./is-for-person.ts";
import { isFormat, type Format } from "./output/format.ts";
import { createParser } from "./parser.ts";
import { readSettings, type RawOptions } from "./settings.ts";

/**
 * Runs what the command line asks for.
 *
 * @throws UsageError when it makes no sense; otherwise whatever the command throws.
 */
export const runProgram = async (host: Host): Promise<ExitCode> => {
  let exitCode: ExitCode = exitCodes.done;
  const said = { out: "", err: "" };
  const parser = createParser({
    host,
    said,
    onCommand: async (command, leaf) => {
      exitCode = (await command.run?.(await contextFor(host, command, leaf))) ?? exitCodes.done;
    },
  });
  try {
    await parser.parseAsync(spellOut(host.argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Without any word commander wants to print the help; we have something better.
    if (error.code === "commander.help" && parser.args.length === 0) return runBare(host, parser);
    if (error.exitCode !== 0) throw refusal(error, said.err, parser);
  }
  if (said.out !== "") await host.stdout.write(said.out);
  return exitCode;
};

/** Spellings that commander does not know: `--demo=fleet`, `help tasks`. */
const spellOut = (argv: readonly string[]): readonly string[] => {
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  const end = words.indexOf("--");
  return words.map((word, place) =>
    word.startsWith("--demo=") && (end < 0 || place < end) ? `--source=demo:${word.slice(7)}` : word,
  );
};

/** No command: the UI where a person sits at a terminal, else what failed. */
const runBare = async (host: Host, parser: Parser): Promise<ExitCode> => {
  if (isForPerson(host, parser.opts<RawOptions>())) {
    const { openUi } = await import("./tui/open-ui.ts");
    return openUi(await contextFor(host, uiCommand, parser));
  }
  const { failuresCommand } = await import("./commands/failures.ts");
  const context = await contextFor(host, failuresCommand, parser);
  const exitCode = (await failuresCommand.run?.(context)) ?? exitCodes.done;
  if (host.stdout.isTerminal) await context.screen.note("\n`windowpane --help` shows what else there is.");
  return exitCode;
};

/** What the context of the UI takes its defaults from. */
const uiCommand: Command = { name: "", summary: "", arguments: [], options: [], examples: [] };

const contextFor = async (host: Host, command: Command, leaf: Parser): Promise<Context> => {
  const raw = leaf.optsWithGlobals<RawOptions>();
  const settings = readSettings(raw, { env: host.env, output: defaultOutput(command, host.env) });
  if (settings.query !== undefined) {
    const { checkQuery } = await import("./output/query.ts");
    checkQuery(settings.query);
  }
  // An option that the program knows too is the program's, wherever it stands.
  return createContext({ host, settings, args: leaf.args, own: { ...raw } });
};

/** Where a command stands in for the AWS CLI, the AWS CLI's variable counts. */
const defaultOutput = ({ output }: Command, env: Host["env"]): Format => {
  const wished = env["AWS_DEFAULT_OUTPUT"];
  if (output === "json" && wished !== undefined && isFormat(wished)) return wished;
  return output ?? "table";
};

const refusal = ({ code, message }: CommanderError, said: string, parser: Parser): UsageError => {
  const words = ["windowpane", ...commandWords(parser)].join(" ");
  if (code === "commander.help") {
    return new UsageError(`\`${words}\` needs one more word.`, `\`${words} --help\` lists them.`);
  }
  const [first = message, ...hints] = (said === "" ? message : said).trim().split("\n");
  const sentence = first.replace(/^error: /, "").replace(/\.?$/, ".");
  const hint = hints.map((line) => ` ${line.replace(/^\((.*)\)$/, "$1")}`).join("");
  return new UsageError(
    sentence.charAt(0).toUpperCase() + sentence.slice(1) + hint,
    `\`${words} --help\` shows how it goes.`,
  );
};

/** The words of the command line that name commands. */
const commandWords = (parser: Parser): readonly string[] => {
  const [word] = parser.args;
  const next = parser.commands.find(
    (command) => command.name() === word || command.aliases().includes(word ?? ""),
  );
  return next === undefined ? [] : [next.name(), ...commandWords(next)];
};
