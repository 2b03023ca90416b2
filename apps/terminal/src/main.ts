#!/usr/bin/env node
/** The composition root: the one file that touches the process, its streams, clock and signals. */
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import type { WriteStream } from "node:tty";
import { ClosedPipeError } from "./errors/closed-pipe-error.ts";
import { InterruptedError } from "./errors/interrupted-error.ts";
import { exitCodes } from "./exit-code.ts";
import type { Host, Sink } from "./host.ts";
import { run } from "./run.ts";
import { sources } from "./source/sources.ts";

const interrupt = new AbortController();

const main = async (): Promise<void> => {
  process.on("SIGINT", () => {
    // Asked twice, it stops where it stands.
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
    interrupt.abort(new InterruptedError());
  });
  process.exitCode = await run(createHost());
  // What was interrupted may have left a search for credentials or a socket behind, which nobody waits for.
  if (interrupt.signal.aborted) process.exit();
};

const createHost = (): Host => ({
  version: ownVersion(),
  argv: process.argv.slice(2),
  env: process.env,
  sources,
  stdout: sinkOver(process.stdout),
  stderr: sinkOver(process.stderr),
  interrupt: interrupt.signal,
  now: () => new Date(),
  random: () => Math.random(),
  utcOffset: (at) => -at.getTimezoneOffset(),
  sleep,
  readFile: (path) => readFile(path, "utf8"),
  ask,
});

/** `package.json` stands beside `dist` and `src` alike. */
const ownVersion = (): string => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string }; // npm refuses a package without a version.
  return version;
};

const sinkOver = (stream: WriteStream): Sink => {
  let broken: Error | undefined;
  // Without a listener a closed pipe would end the process with a stack.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    broken = closesPipe(error) ? new ClosedPipeError("The reader has gone.", { cause: error }) : error;
  });
  return {
    isTerminal: stream.isTTY,
    get columns() {
      return stream.columns > 0 ? stream.columns : 80;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        stream.write(text, (error) => {
          if (error === undefined || error === null) resolve();
          else
            reject(closesPipe(error) ? new ClosedPipeError("The reader has gone.", { cause: error }) : error);
        });
      }),
  };
};

const closesPipe = (error: Error): boolean =>
  "code" in error &&
  (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED" || error.code === "EOF");

const sleep: Host["sleep"] = (milliseconds, signal) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });

const ask: Host["ask"] = async (question) => {
  if (!process.stdin.isTTY) return undefined;
  const { createInterface } = await import("node:readline/promises");
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(question, { signal: interrupt.signal });
  } catch {
    return undefined;
  } finally {
    reader.close();
  }
};

await main();
