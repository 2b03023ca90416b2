/** From the words of the command line to a command that runs. */
import { CommanderError, type Command as Parser } from "commander";
import type { Command } from "./context/command.ts";
import type { Context } from "./context/context.ts";
import { createContext } from "./context/create-context.ts";
import { UsageError } from "../host/errors/usage-error.ts";
import { exitCodes, type ExitCode } from "../host/exit-code.ts";
import type { Host } from "../host/host.ts";
import { isForPerson } from "./context/is-for-person.ts";
import { isFormat, type Format } from "./output/rows.ts";
import { createParser } from "./parser.ts";
import { readSettings, type RawOptions } from "./context/settings.ts";

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
    const leaf = leafOf(parser);
    // Asked for the help of a command that there is not, commander gives the program's.
    if (error.exitCode !== 0 || leaf.isUnknown) throw refusal(error, said.err, leaf);
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
    const { openUi } = await import("../tui/open-ui.ts");
    return openUi(await contextFor(host, uiCommand, parser));
  }
  const { failuresCommand } = await import("./commands/failures/failures.ts");
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

const refusal = ({ code, message }: CommanderError, said: string, leaf: Leaf): UsageError => {
  const { words, word, isUnknown } = leaf;
  if (code === "commander.help") {
    return new UsageError(`\`${words}\` needs one more word.`, `\`${words} --help\` lists them.`);
  }
  const [first = message, ...hints] = (said === "" ? message : said).trim().split("\n");
  const begun = begunWith(leaf);
  const hint = begun === undefined ? hints.join(" ") : `(Did you mean ${begun}?)`;
  const wrong = isUnknown ? `Unknown command '${word}'` : first.replace(/^error: /, "");
  const sentence = wrong.replace(/\.?$/, ".").replace(/^./, (letter) => letter.toUpperCase());
  return new UsageError(
    `${sentence} ${hint.replace(/^\((.*)\)$/, "$1")}`.trimEnd(),
    `\`${words} --help\` shows how it goes.`,
  );
};

/** The command of which only the beginning was typed, the shortest of several. Commander looks for slips of the finger alone. */
const begunWith = ({ parser, word, isUnknown }: Leaf): string | undefined =>
  parser.commands
    .map((command) => command.name())
    .filter((name) => isUnknown && name.startsWith(word))
    .toSorted((one, other) => one.length - other.length)[0];

/** How far the words of the command line lead into the tree of commands. */
interface Leaf {
  readonly parser: Parser;
  /** `windowpane call`. */
  readonly words: string;
  /** The word behind them; empty when there is none. */
  readonly word: string;
  /** Whether that word should have named a command, and does not. */
  readonly isUnknown: boolean;
}

const leafOf = (parser: Parser, words = "windowpane"): Leaf => {
  const [word = ""] = parser.args;
  const next = parser.commands.find((command) => command.name() === word || command.aliases().includes(word));
  if (next !== undefined) return leafOf(next, `${words} ${next.name()}`);
  const isUnknown = parser.commands.length > 0 && word !== "" && !word.startsWith("-");
  return { parser, words, word, isUnknown };
};
