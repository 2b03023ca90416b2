import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { replySorter, type Reply } from "./replies.ts";

/** The keyboard, without the terminal's own answers in between. */
export interface KeyInput {
  /** For Ink: behaves as the process's stdin does. What is typed before Ink reads waits in it. */
  readonly stdin: NodeJS.ReadStream;
  /** No further answer is waited for. */
  readonly settle: () => void;
  readonly close: () => void;
}

/** How long a key that may be the beginning of an answer is held back, in milliseconds; Ink waits for Esc as long. */
const patience = 20;

/** Reads keys from a terminal; answers go to `onReply`. */
export const keyInput = (stdin: ReadStream, onReply: (reply: Reply) => void): KeyInput => {
  let isAsking = true;
  let timer: NodeJS.Timeout | undefined;
  const sorter = replySorter(() => isAsking);
  const keys = new PassThrough({ encoding: "utf8" });
  const read = (chunk: string | Buffer): void => {
    clearTimeout(timer);
    const sorted = sorter.push(chunk.toString());
    if (sorted.keys !== "") keys.write(sorted.keys);
    for (const reply of sorted.replies) onReply(reply);
    if (sorter.isHolding()) timer = setTimeout(release, patience);
  };
  const release = (): void => {
    clearTimeout(timer);
    const held = sorter.release();
    if (held !== "") keys.write(held);
  };
  const setRawMode = (isRaw: boolean): unknown => {
    stdin.setRawMode(isRaw);
    // While another program has the terminal, its keys are not ours to read.
    if (isRaw) stdin.resume();
    else stdin.pause();
    return keys;
  };
  stdin.setEncoding("utf8");
  stdin.on("data", read);
  setRawMode(true);
  const asTerminal = Object.assign(keys, {
    isTTY: true,
    isRaw: true,
    setRawMode,
    ref: () => stdin.ref(),
    unref: () => stdin.unref(),
  });
  return {
    // A PassThrough with the members of a terminal that Ink asks for.
    stdin: asTerminal as unknown as NodeJS.ReadStream,
    settle: () => {
      isAsking = false;
      release();
    },
    close: () => {
      clearTimeout(timer);
      stdin.off("data", read);
      setRawMode(false);
      stdin.unref();
    },
  };
};
