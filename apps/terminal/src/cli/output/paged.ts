/** Long text for people goes through a pager, as in Git. */
import type { Host } from "../../host/host.ts";
import type { Context } from "../context/context.ts";

/** The command line of the pager; undefined if text is not paged: on a pipe, without a keyboard, and after `--no-pager`. */
export const pagerOf = ({ host, settings }: Pick<Context, "host" | "settings">): string | undefined => {
  const { env, stdout, process } = host;
  const isAtTerminal = stdout.isTerminal && process?.stdin.isTTY === true && env["TERM"] !== "dumb";
  if (!isAtTerminal || !settings.pager) return undefined;
  const line = (env["WINDOWPANE_PAGER"] ?? env["PAGER"] ?? "less").trim();
  return line === "" || line === "cat" ? undefined : line;
};

/** Prints text, in a pager if it has more lines than the terminal. A pager that does not work is noted, and the text printed. */
export const printPaged = async (context: Context, text: string): Promise<void> => {
  const { host, console } = context;
  const line = pagerOf(context);
  // The shell's prompt takes a line.
  const isLong = text.split("\n").length > (host.stdout.rows ?? 24);
  if (line === undefined || !isLong) return console.result(text);
  await console.settle();
  const problem = await host.page(text, { line, env: pagerEnv(host.env) });
  if (problem === undefined) return;
  await console.note(
    `The pager ${line} did not work: ${problem}. Set WINDOWPANE_PAGER to another one, or use --no-pager.`,
  );
  await console.result(text);
};

/** Git's defaults: leave at once if the text fits, keep colours and do not clear the screen. Colours are kept with a user's own options, too. */
const pagerEnv = (env: Host["env"]): Host["env"] => ({
  ...env,
  LESS: env["LESS"] === undefined ? "FRX" : `-R ${env["LESS"]}`,
  LV: env["LV"] ?? "-c",
});
