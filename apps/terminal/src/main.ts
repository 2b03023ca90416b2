#!/usr/bin/env node
/** The composition root: the one file that touches the process, its streams, clock and signals. */
import { readFileSync } from "node:fs";
import type { WriteStream } from "node:tty";
import { ClosedPipeError } from "./errors/closed-pipe-error.ts";
import { InterruptedError } from "./errors/interrupted-error.ts";
import { UnwritableError } from "./errors/unwritable-error.ts";
import { exitCodes } from "./exit-code.ts";
import type { Host, Sink } from "./host.ts";
import { sources } from "./source/sources.ts";

const interrupt = new AbortController();

const main = async (): Promise<void> => {
  const quick = quickAnswer();
  if (quick !== undefined) {
    process.stdout.write(quick);
    return;
  }
  process.on("SIGINT", stop);
  // Node keeps what it made of our code, and starts a third faster from then on. Older ones know nothing of it.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache?.();
  const { run } = await import("./run.ts");
  process.exitCode = await run(createHost());
  // What was interrupted may have left a search for credentials or a socket behind, which nobody waits for.
  if (interrupt.signal.aborted) process.exit();
};

// The SDK's word on Node 20's age is for who builds this, not for who reads an error at night.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const stop = (): void => {
  // Asked twice, it stops where it stands.
  if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
  interrupt.abort(new InterruptedError());
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
  randomUUID: () => crypto.randomUUID(),
  utcOffset: (at) => -at.getTimezoneOffset(),
  sleep,
  untilStopped: () =>
    new Promise((resolve) => {
      process.on("SIGTERM", stop);
      interrupt.signal.addEventListener("abort", () => resolve());
      if (interrupt.signal.aborted) resolve();
    }),
  readFile: async (path) => readFileSync(path, "utf8"),
  readStdin,
  createFile: async (path, text) => (await import("./create-file.ts")).createFile(path, text),
  ask,
  process,
});

/**
 * The version, and the help that the build has printed into a file: for these nothing else needs to be loaded. A narrow
 * terminal, and the sources before they are built, get their help the long way.
 */
const quickAnswer = (): string | undefined => {
  const [word, ...others] = process.argv.slice(2);
  if (others.length > 0) return undefined;
  if (word === "--version") return `${ownVersion()}\n`;
  if ((word !== "--help" && word !== "-h") || process.stdout.columns < 80) return undefined;
  try {
    return readFileSync(new URL("help.txt", import.meta.url), "utf8");
  } catch {
    return undefined;
  }
};

/** `package.json` stands beside `dist` and `src` alike. */
const ownVersion = (): string => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string }; // npm refuses a package without a version.
  return version;
};

const sinkOver = (stream: WriteStream): Sink => {
  let broken: Error | undefined;
  // Without a listener a closed pipe would end the process with a stack.
  stream.on("error", (error: Error) => {
    broken = writeError(error);
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
          else reject(writeError(error));
        });
      }),
  };
};

const writeError = (error: Error): Error => {
  const code = "code" in error ? error.code : undefined;
  const isClosed = code === "EPIPE" || code === "ERR_STREAM_DESTROYED" || code === "EOF";
  return isClosed
    ? new ClosedPipeError("The reader has gone.", { cause: error })
    : new UnwritableError(error);
};

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

/** What is longer than any message is not read to its end, as its end may never come. */
const readStdin: Host["readStdin"] = async () => {
  let text = "";
  process.stdin.setEncoding("utf8");
  // With an encoding set, a stream gives texts.
  for await (const piece of process.stdin as AsyncIterable<string>) {
    text += piece;
    if (text.length > 2_000_000) break;
  }
  return text;
};

const ask: Host["ask"] = async (question) => {
  if (!process.stdin.isTTY) return undefined;
  const { createInterface } = await import("node:readline");
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<string>((resolve, reject) => {
      // While it reads, the terminal hands Ctrl-C to the reader, not to the process.
      reader.once("SIGINT", () => {
        interrupt.abort(new InterruptedError());
        reject(interrupt.signal.reason as InterruptedError); // Just given to it.
      });
      // Ctrl-D answers with nothing; without this the question would stay open for ever.
      reader.once("close", () => resolve(""));
      reader.question(question, resolve);
    });
  } catch (error) {
    process.stderr.write("\n");
    throw error;
  } finally {
    reader.close();
  }
};

await main();
