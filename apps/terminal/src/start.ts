/** The composition root: the only file that uses the process, its streams, clock and signals. */
import { setMaxListeners } from "node:events";
import type { WriteStream } from "node:tty";
import { listProfiles, sources } from "@windowpane/sources";
import { run } from "./cli/program.ts";
import { ClosedPipeError } from "./host/closed-pipe-error.ts";
import { exitCodes } from "./host/exit-code.ts";
import type { Host, Sink } from "./host/host.ts";
import { InterruptedError } from "./host/interrupted-error.ts";
import type { OwnFiles } from "./host/page-files.ts";
import { readBytes } from "./host/read-file.ts";
import { after, sleep } from "./host/timers.ts";
import { UnwritableError } from "./host/unwritable-error.ts";

// Many requests listen to one signal. Above ten listeners, Node would print a warning about a leak.
setMaxListeners(0);

const interrupt = new AbortController();

/**
 * Runs the program in this process and sets its exit code.
 *
 * @param ownFiles - files of the program, such as the web page.
 */
export const start = async (version: string, ownFiles: OwnFiles): Promise<void> => {
  process.on("SIGINT", stop);
  process.exitCode = await run(createHost(version, ownFiles));
  // A cancelled or failed search for credentials can leave a socket open, and a completion must not wait for late responses.
  const isCompletion = process.argv[2] === "__complete";
  if (interrupt.signal.aborted || isCompletion || process.exitCode === exitCodes.configuration)
    process.exit();
};

// The SDK's warning about Node 20 is for developers, not for users.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const stop = (): void => {
  // The second signal ends the process immediately.
  if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
  interrupt.abort(new InterruptedError());
};

const readNamed = (path: string): Promise<Buffer<ArrayBuffer>> =>
  readBytes(path, { signal: interrupt.signal });
const readFile = async (path: string): Promise<string> => (await readNamed(path)).toString();

const createHost = (version: string, ownFiles: OwnFiles): Host => ({
  version,
  argv: process.argv.slice(2),
  env: process.env,
  sources,
  profiles: () => listProfiles({ env: process.env, readFile }),
  stdout: sinkOver(process.stdout),
  stderr: sinkOver(process.stderr),
  interrupt: interrupt.signal,
  now: () => new Date(),
  random: () => Math.random(),
  randomUUID: () => crypto.randomUUID(),
  utcOffset: (at) => -at.getTimezoneOffset(),
  sleep,
  after,
  untilStopped: () =>
    new Promise((resolve) => {
      process.on("SIGTERM", stop);
      interrupt.signal.addEventListener("abort", () => resolve());
      if (interrupt.signal.aborted) resolve();
    }),
  readFile,
  readBytes: readNamed,
  readStdin,
  createFile: async (path, content) =>
    (await import("./host/create-file.ts")).createFile(path, content, process),
  ask,
  page: async (text, command) => (await import("./host/pager.ts")).showInPager(text, command, process),
  openBrowser: async (url) => (await import("./host/open-browser.ts")).openBrowser(url, process),
  pageFiles: async () => (await import("./host/page-files.ts")).readPageFiles(ownFiles),
  isExecutable: ownFiles.isExecutable,
  process,
  openUi: async (options) => (await import("./tui/open-ui.ts")).openUi(options),
});

const sinkOver = (stream: WriteStream): Sink => {
  let broken: Error | undefined;
  // Without a listener, a closed pipe would end the process with a stack trace.
  stream.on("error", (error: Error) => {
    broken = writeError(error);
  });
  return {
    isTerminal: stream.isTTY,
    get columns() {
      return stream.columns > 0 ? stream.columns : 80;
    },
    get rows() {
      return stream.rows > 0 ? stream.rows : 24;
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
  return isClosed ? new ClosedPipeError("The pipe is closed.", { cause: error }) : new UnwritableError(error);
};

/** Stops after 2 million characters, as the input may be endless. */
const readStdin: Host["readStdin"] = async () => {
  let text = "";
  process.stdin.setEncoding("utf8");
  // With an encoding, a stream gives strings.
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
      // During input, readline receives Ctrl-C instead of the process.
      reader.once("SIGINT", () => {
        interrupt.abort(new InterruptedError());
        reject(interrupt.signal.reason as InterruptedError); // Set in the line above.
      });
      // After Ctrl-D, readline does not call back.
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
