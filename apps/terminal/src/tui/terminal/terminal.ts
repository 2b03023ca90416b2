/** The terminal while the UI has it: taken when the UI starts, restored however it ends. */
import type { HostProcess } from "../../host/host.ts";
import { backgroundIn, type Background, type Env } from "../theme/variant.ts";
import { copySequence } from "./clipboard.ts";
import { keyInput } from "./input.ts";
import { screenOutput } from "./output.ts";
import { backgroundQuery, canBeQueried, readBackground } from "./replies.ts";

/** A signal or an uncaught error that ends the UI. */
export type Termination =
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "crash"; readonly error: unknown };

/** Hands the terminal over to another program, as Ink's `suspendTerminal` does. */
export type HandOver = () => Promise<{ readonly resume: () => Promise<void> }>;

/** A terminal that the UI has taken. */
export interface UiTerminal {
  /** Keys for Ink, without the replies of the terminal. */
  readonly stdin: NodeJS.ReadStream;
  /** The screen for Ink. */
  readonly stdout: NodeJS.WriteStream;
  /** The background, as far as it is known. */
  readonly background: () => Background;
  /** Calls the listener when the background becomes known. Returns the function that ends it. */
  readonly onBackground: (listener: (background: Background) => void) => () => void;
  /** Copies a text to the terminal's clipboard; false when the text is too long. */
  readonly copy: (text: string) => boolean;
  /** Stops the program, as Ctrl-Z does. Resolves when it continues. */
  readonly suspend: (handOver: HandOver) => Promise<void>;
  /**
   * Calls the listener when a signal or a crash ends the UI: after the terminal was restored, and before a signal takes effect.
   * Returns the function that ends it.
   */
  readonly onTermination: (listener: (termination: Termination) => void) => () => void;
  /** Restores the terminal. Waits up to 300 ms for a late reply, which the shell would read as keys. */
  readonly close: () => Promise<void>;
}

/** Options of {@link openTerminal}. */
interface TerminalOptions {
  readonly process: HostProcess;
  readonly env: Env;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Shown until Ink's first frame. Default: nothing. */
  readonly firstPaint?: string | undefined;
}

/** How long `close` waits for a late reply, in milliseconds. */
const replyTime = 300;

/** How long to wait for a stop that may not come, in milliseconds. */
const stopTime = 100;

/** Takes the terminal. Call it before Ink is loaded, to show the first paint and to query the background early. */
export const openTerminal = ({ process, env, sleep, firstPaint = "" }: TerminalOptions): UiTerminal => {
  const backgroundListeners = new Set<(background: Background) => void>();
  const terminationListeners = new Set<(termination: Termination) => void>();
  let background = backgroundIn(env);
  let endReplies = (): void => {};
  const replied = new Promise<void>((resolve) => {
    endReplies = resolve;
  });
  const releaseWarnings = keepWarnings(process);
  const output = screenOutput(process.stdout, firstPaint);
  const input = keyInput(process.stdin, (reply) => {
    if (reply.kind === "device") {
      input.stopWaiting();
      endReplies();
      return;
    }
    const known = readBackground(reply.colour);
    if (known === undefined || known === background) return;
    background = known;
    for (const listener of backgroundListeners) listener(known);
  });
  if (background === undefined && canBeQueried(env)) output.send(backgroundQuery);
  else {
    input.stopWaiting();
    endReplies();
  }

  const restore = (): void => {
    output.close();
    input.close();
    releaseWarnings();
  };
  const terminate = (termination: Termination): void => {
    ignoreProcess();
    restore();
    for (const listener of terminationListeners) listener(termination);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    terminate({ kind: "signal", signal });
    // The signal ends the process, so that its exit status names it.
    process.kill(process.pid, signal);
  };
  const onCrash = (error: unknown): void => terminate({ kind: "crash", error });
  const ignoreProcess = (): void => {
    process.off("SIGTERM", onSignal);
    process.off("SIGHUP", onSignal);
    process.off("uncaughtException", onCrash);
    process.off("exit", restore);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGHUP", onSignal);
  process.on("uncaughtException", onCrash);
  process.on("exit", restore);

  return {
    stdin: input.stdin,
    stdout: output.stdout,
    background: () => background,
    onBackground: (listener) => subscribe(backgroundListeners, listener),
    copy: (text) => {
      const sequence = copySequence(text, env);
      if (sequence !== undefined) output.send(sequence);
      return sequence !== undefined;
    },
    suspend: (handOver) => stopAndContinue(handOver, process, sleep),
    onTermination: (listener) => subscribe(terminationListeners, listener),
    close: async () => {
      await Promise.race([replied, sleep(replyTime)]);
      ignoreProcess();
      restore();
    },
  };
};

const subscribe = <Listener>(listeners: Set<Listener>, listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * Stops the process group, which includes npm when npm started the program, until the shell continues it. Without a shell the
 * system ignores the stop, and the program continues.
 */
const stopAndContinue = async (
  handOver: HandOver,
  process: Pick<HostProcess, "on" | "off" | "kill">,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> => {
  const { resume } = await handOver();
  try {
    await new Promise<void>((resolve) => {
      const proceed = (): void => {
        process.off("SIGCONT", proceed);
        resolve();
      };
      process.on("SIGCONT", proceed);
      process.kill(0, "SIGTSTP");
      void sleep(stopTime).then(proceed);
    });
  } finally {
    await resume();
  }
};

/** Keeps Node's warnings off the screen. Returns the function that prints them and ends it. */
const keepWarnings = (process: Pick<HostProcess, "on" | "off" | "listeners">): (() => void) => {
  const printers = process.listeners("warning");
  const kept: Error[] = [];
  const keep = (warning: Error): void => {
    kept.push(warning);
  };
  for (const printer of printers) process.off("warning", printer);
  process.on("warning", keep);
  let isKeeping = true;
  return () => {
    if (!isKeeping) return;
    isKeeping = false;
    process.off("warning", keep);
    for (const printer of printers) process.on("warning", printer);
    for (const warning of kept) for (const printer of printers) printer(warning);
  };
};
