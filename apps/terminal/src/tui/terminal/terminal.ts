/** The terminal that the UI has to itself: taken as it starts, given back however it ends. */
import { backgroundIn, type Background, type Env } from "../theme/variant.ts";
import { backgroundQuery, canBeAsked, readBackground } from "./background.ts";
import { copySequence } from "./clipboard.ts";
import { keyInput } from "./input.ts";
import { screenOutput } from "./output.ts";
import type { ProcessLike } from "../../host/process-like.ts";
import { stopAndContinue, type HandOver } from "./suspend.ts";
import { holdWarnings } from "./warnings.ts";

/** Why the UI must end though nobody asked it to. */
export type Mishap =
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "crash"; readonly error: unknown };

export interface UiTerminal {
  /** For Ink: the keys, without the terminal's own answers in between. */
  readonly stdin: NodeJS.ReadStream;
  /** For Ink: the screen. */
  readonly stdout: NodeJS.WriteStream;
  /** What is known of the background so far. */
  readonly background: () => Background;
  /** Tells when the terminal answers. Gives back how to stop listening. */
  readonly onBackground: (listener: (background: Background) => void) => () => void;
  /** Hands a text to the terminal's clipboard; false when it is longer than terminals take. */
  readonly copy: (text: string) => boolean;
  /** Stops the program as Ctrl-Z does, and comes back when it is continued. */
  readonly suspend: (handOver: HandOver) => Promise<void>;
  /** Told when the UI must end: the terminal is given back already, and a signal takes effect right after. */
  readonly onMishap: (listener: (mishap: Mishap) => void) => () => void;
  /** Gives the terminal back; waits a moment for an answer under way, which would end up in the shell. */
  readonly close: () => Promise<void>;
}

interface Options {
  readonly process: ProcessLike;
  readonly env: Env;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** What is shown until Ink's first frame. Default: nothing. */
  readonly firstPaint?: string | undefined;
}

/** How long an answer may be under way when the UI closes, in milliseconds: a slow line's way there and back. */
const patience = 300;

/** Takes the terminal: before Ink is loaded, so that something stands there at once and the background is known in time. */
export const openTerminal = ({ process, env, sleep, firstPaint = "" }: Options): UiTerminal => {
  const listeners = {
    background: new Set<(known: Background) => void>(),
    mishap: new Set<(end: Mishap) => void>(),
  };
  let background = backgroundIn(env);
  const isAsking = background === undefined && canBeAsked(env);
  let isAnswered = (): void => {};
  const answered = new Promise<void>((resolve) => {
    isAnswered = resolve;
  });
  const letWarn = holdWarnings(process);
  const output = screenOutput(process.stdout, firstPaint);
  const input = keyInput(process.stdin, (reply) => {
    if (reply.kind === "device") {
      input.settle();
      isAnswered();
      return;
    }
    const known = readBackground(reply.colour);
    if (known === undefined || known === background) return;
    background = known;
    for (const listener of listeners.background) listener(known);
  });
  if (isAsking) output.send(backgroundQuery);
  else {
    input.settle();
    isAnswered();
  }

  const restore = (): void => {
    output.close();
    input.close();
    letWarn();
  };
  const end = (mishap: Mishap): void => {
    forget();
    restore();
    for (const listener of listeners.mishap) listener(mishap);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    end({ kind: "signal", signal });
    // The signal itself ends the process, so that whoever started it sees why it ended.
    process.kill(process.pid, signal);
  };
  const onCrash = (error: unknown): void => end({ kind: "crash", error });
  const forget = (): void => {
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
    onBackground: (listener) => subscribe(listeners.background, listener),
    copy: (text) => {
      const sequence = copySequence(text, env);
      if (sequence !== undefined) output.send(sequence);
      return sequence !== undefined;
    },
    suspend: (handOver) => stopAndContinue(handOver, process, sleep),
    onMishap: (listener) => subscribe(listeners.mishap, listener),
    close: async () => {
      await Promise.race([answered, sleep(patience)]);
      forget();
      restore();
    },
  };
};

const subscribe = <Listener>(listeners: Set<Listener>, listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
