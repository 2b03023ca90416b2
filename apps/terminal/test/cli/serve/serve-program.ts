/** Runs the built `windowpane serve` in a separate process, on a real socket. */
import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A server in a separate process. */
export interface ServedProgram {
  /** URL without a trailing slash. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Returns the output on stderr so far. */
  readonly printed: () => string;
  /** Resolves when stderr contains a text. */
  untilPrinted(text: string): Promise<void>;
  /** Resolves with the exit code, or with the signal that ended the process. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Sends SIGTERM and waits for the exit. */
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

/** Starts `windowpane serve` on a free port and waits until it prints its URL. */
export const serveProgram = async (
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServedProgram> => {
  const child = spawn(process.execPath, [main, "serve", "--port", "0", ...argv], {
    env: { PATH: process.env["PATH"], TZ: "UTC", AWS_EC2_METADATA_DISABLED: "true", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (printed += piece));
  const nextPiece = (): Promise<undefined> =>
    new Promise((resolve) => child.stderr.once("data", () => resolve(undefined)));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on("close", (code, signal) => resolve(code ?? signal));
  });
  const untilPrinted = async (text: string): Promise<void> => {
    while (!printed.includes(text)) {
      const code = await Promise.race([nextPiece(), ended]);
      if (code !== undefined && !printed.includes(text)) {
        throw new Error(`It ended with ${code} before it printed ${text}:\n${printed}`);
      }
    }
  };
  await untilPrinted("authentication");
  const url = /^Serving .* on (http:\S+)$/m.exec(printed)?.[1] ?? "";
  return {
    url,
    process: child,
    printed: () => printed,
    untilPrinted,
    ended,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
};
