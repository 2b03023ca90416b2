import type { Host } from "../../host/host.ts";

/** What of the command line only makes sense in a stream. */
interface StreamOptions {
  /** The format that the user chose; undefined when none was chosen. */
  readonly output?: string | undefined;
  readonly query?: string | undefined;
  readonly showCli?: boolean | undefined;
}

/** Whether keys can be pressed and a screen be seen, and nothing was asked for that only makes sense in a stream. */
export const isForPerson = (
  { process, stdout, env }: Host,
  { output, query, showCli }: StreamOptions,
): boolean =>
  process?.stdin.isTTY === true &&
  stdout.isTerminal &&
  env["TERM"] !== "dumb" &&
  output === undefined &&
  query === undefined &&
  showCli !== true;
